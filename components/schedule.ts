import * as scheduler from "@pulumi/aws/scheduler";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { type Scope, regionalArn, roleArn } from "./arns";
import type { ScheduleSettings } from "./config";
import { rolePolicyName, scheduleRoleName } from "./config/policy-defaults";
import { createRole } from "./created-role";
import { startStatements } from "./documents/starting";
import { allow } from "./documents/statement";
import { schedulerTrust } from "./documents/trust";
import { clusterNameOf, findCluster, findSecurityGroups, findSubnets } from "./network";
import { attachPolicies } from "./policy-attachments";

/** The schedule, where the stack lives, and the task that it runs. */
export interface ScheduleArgs extends Scope, Omit<ScheduleSettings, "task"> {
  key: string;
  family: string;
  /** The roles of the task. */
  roleArns: string[];
}

/** A task run by EventBridge Scheduler, by a role that may run just this task and pass just its roles. */
export class Schedule extends pulumi.ComponentResource {
  /** Known before the role exists. */
  readonly roleArn: string;
  /** Of the customer managed policies. */
  readonly policyArns: string[];

  constructor(name: string, args: ScheduleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ecs-task-permissions:index:Schedule", name, args, opts);
    const { path = "/", permissionsBoundary, name: roleName = scheduleRoleName(args.key) } = args.role ?? {};
    const queues =
      args.deadLetterQueue?.mode === "create" ? [this.createQueue(name, args.deadLetterQueue.name)] : [];
    const role = createRole(
      this,
      name,
      { ...args, name: roleName, path, permissionsBoundary, protect: false },
      schedulerTrust(args),
    );

    this.roleArn = scheduleRoleArn(args, args);
    this.policyArns = attachPolicies(
      this,
      name,
      { type: "role", name: roleName },
      this.grants(args, roleName, path),
      [role],
    );
    this.createSchedule(name, args, [role, ...queues]);
    this.registerOutputs({ roleArn: this.roleArn, policyArns: this.policyArns });
  }

  private grants(args: ScheduleArgs, roleName: string, path: string) {
    const { key, family, roleArns, deadLetterQueue } = args;
    const cluster = clusterNameOf(args.cluster);
    return {
      partition: args.partition,
      region: args.region,
      accountId: args.accountId,
      path,
      policyName: rolePolicyName(roleName),
      description: `Lets schedule ${key} run ${family}`,
      statements: [
        ...startStatements(args, {
          families: [family],
          clusters: cluster === undefined ? undefined : [cluster],
          roleArns,
        }),
        ...(deadLetterQueue
          ? [allow("KeepFailedRuns", ["sqs:SendMessage"], [queueArn(args, deadLetterQueue.name)])]
          : []),
      ],
    };
  }

  private createQueue(name: string, queue: string): sqs.Queue {
    return new sqs.Queue(
      `${name}-dead-letters`,
      { name: queue, sqsManagedSseEnabled: true },
      { parent: this },
    );
  }

  private createSchedule(name: string, args: ScheduleArgs, dependsOn: pulumi.Resource[]): void {
    const { key, expression, timeZone, enabled, count, assignPublicIp, overrides, deadLetterQueue } = args;
    const invokeOpts = { parent: this };
    new scheduler.Schedule(
      `${name}-schedule`,
      {
        name: key,
        scheduleExpression: expression,
        scheduleExpressionTimezone: timeZone,
        state: enabled ? "ENABLED" : "DISABLED",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: findCluster(args, args.cluster, invokeOpts),
          roleArn: this.roleArn,
          input: overrides && JSON.stringify({ containerOverrides: overrides.map(overrideOf) }),
          deadLetterConfig: deadLetterQueue && { arn: queueArn(args, deadLetterQueue.name) },
          ecsParameters: {
            taskDefinitionArn: regionalArn(args, "ecs", `task-definition/${args.family}`),
            taskCount: count,
            launchType: "FARGATE",
            networkConfiguration: {
              subnets: findSubnets(args.subnets, invokeOpts),
              securityGroups: findSecurityGroups(args.securityGroups, invokeOpts),
              assignPublicIp,
            },
          },
        },
      },
      { parent: this, dependsOn },
    );
  }
}

/** Known before the role exists. */
export function scheduleRoleArn(scope: Scope, { key, role }: Pick<ScheduleArgs, "key" | "role">): string {
  return roleArn(scope, role?.name ?? scheduleRoleName(key), role?.path);
}

function queueArn(scope: Scope, name: string): string {
  return regionalArn(scope, "sqs", name);
}

/** As RunTask's request spells it. */
function overrideOf({ name, command, environment }: NonNullable<ScheduleSettings["overrides"]>[number]) {
  const variables = Object.entries(environment ?? {}).map(([key, value]) => ({ name: key, value }));
  return { name, command, environment: variables.length > 0 ? variables : undefined };
}
