import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import type { Scope } from "./arns";
import type { Container, Volume } from "./config";
import { networkModeOf } from "./config/launch";
import { containerDefinitions } from "./documents/containers";
import { providerTask, providerVolumes } from "./documents/volumes";

/** What is registered; both roles are named by ARN, whoever manages them. */
export interface TaskDefinitionArgs extends Scope {
  family: string;
  /** What it may run on. @default - Fargate */
  launchTypes?: string[];
  /** @default - awsvpc, on external instances bridge */
  networkMode?: string;
  /** CPU units. @default - none are reserved, which Fargate does not take */
  cpu?: number;
  /** MiB. @default - what the containers have together, which Fargate does not take */
  memory?: number;
  /** @default - LINUX */
  operatingSystem?: string;
  architecture: "X86_64" | "ARM64";
  /** @default - Fargate's 20 GiB */
  ephemeralStorageGiB?: number;
  executionRoleArn: string;
  /** @default - the task runs without a task role */
  taskRoleArn?: string;
  containers: Container[];
  /** By name. @default - none */
  volumes?: Record<string, Volume>;
  /** Members of RegisterTaskDefinition's request that have no argument of their own. */
  aws?: Record<string, unknown>;
  tags?: Record<string, string>;
}

/** A task definition. A change registers a new revision; the old ones stay, so that a service can go back. */
export class TaskDefinition extends pulumi.ComponentResource {
  /** With the revision. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: TaskDefinitionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ecs-task-permissions:index:TaskDefinition", name, args, opts);
    const networkMode = networkModeOf(args);
    const definition = new ecs.TaskDefinition(
      `${name}-task-definition`,
      {
        ...providerTask(args.aws),
        family: args.family,
        requiresCompatibilities: args.launchTypes ?? ["FARGATE"],
        networkMode: networkMode === "default" ? undefined : networkMode,
        cpu: args.cpu === undefined ? undefined : String(args.cpu),
        memory: args.memory === undefined ? undefined : String(args.memory),
        runtimePlatform: platformOf(args),
        ephemeralStorage:
          args.ephemeralStorageGiB === undefined ? undefined : { sizeInGib: args.ephemeralStorageGiB },
        executionRoleArn: args.executionRoleArn,
        taskRoleArn: args.taskRoleArn,
        containerDefinitions: containerDefinitions(args, args.containers, networkMode),
        volumes: providerVolumes(args.volumes ?? {}),
        skipDestroy: true,
        tags: args.tags,
      },
      { parent: this },
    );
    this.arn = definition.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

function platformOf({ operatingSystem = "LINUX", architecture }: TaskDefinitionArgs) {
  return { operatingSystemFamily: operatingSystem, cpuArchitecture: architecture };
}
