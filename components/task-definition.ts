import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import type { Scope } from "./arns";
import type { Container } from "./config";
import { containerDefinitions } from "./documents/containers";

/** What is registered; both roles are named by ARN, whoever manages them. */
export interface TaskDefinitionArgs extends Scope {
  family: string;
  /** CPU units. */
  cpu: number;
  /** MiB. */
  memory: number;
  architecture: "X86_64" | "ARM64";
  /** @default - Fargate's 20 GiB */
  ephemeralStorageGiB?: number;
  executionRoleArn: string;
  /** @default - the task runs without a task role */
  taskRoleArn?: string;
  containers: Container[];
  tags?: Record<string, string>;
}

/** A task definition for Fargate. A change registers a new revision; the old ones stay, so that a service can go back. */
export class TaskDefinition extends pulumi.ComponentResource {
  /** With the revision. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: TaskDefinitionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ecs-task-permissions:index:TaskDefinition", name, args, opts);
    const definition = new ecs.TaskDefinition(
      `${name}-task-definition`,
      {
        family: args.family,
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: String(args.cpu),
        memory: String(args.memory),
        runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: args.architecture },
        ephemeralStorage:
          args.ephemeralStorageGiB === undefined ? undefined : { sizeInGib: args.ephemeralStorageGiB },
        executionRoleArn: args.executionRoleArn,
        taskRoleArn: args.taskRoleArn,
        containerDefinitions: containerDefinitions(args, args.containers),
        skipDestroy: true,
        tags: args.tags,
      },
      { parent: this },
    );
    this.arn = definition.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
