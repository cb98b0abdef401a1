import { Provider } from "@pulumi/aws/provider";
import type * as pulumi from "@pulumi/pulumi";
import type { Scope } from "./arns";
import type { DeployerSettings, StackConfig, Task } from "./config";
import { DeployerAccess } from "./deployer-access";
import { ExecutionRole } from "./execution-role";
import { LogGroup } from "./log-group";
import { type RolePlan, executionRolesOf, taskRolesOf } from "./roles";
import { TaskDefinition } from "./task-definition";
import { TaskRole } from "./task-role";

/** What the stack exports. */
export interface Outputs {
  /** Role name to ARN. */
  roleArns: Record<string, string>;
  /** Policy name to ARN, of every customer managed policy that the stack creates. */
  policyArns: Record<string, string>;
  /** Task key to ARN, with the revision. */
  taskDefinitionArns: Record<string, pulumi.Output<string>>;
  /** Registers the exported task definition by hand. */
  registerCommand: string;
}

/** Builds everything that a stack's config asks for, once in each stack that the engine (or a mock of it) runs. */
export function buildStack(config: StackConfig): Outputs {
  const { partition, region, accountId, tasks } = config;
  const scope: Scope = { partition, region, accountId };
  const provider = new Provider("aws", { region, allowedAccountIds: [accountId] });

  const taskRoles = byRoleName(
    taskRolesOf(config),
    (plan) => new TaskRole(plan.name, { ...plan, scope }, { provider }),
  );
  const executionRoles = byRoleName(
    executionRolesOf(config),
    (plan) => new ExecutionRole(plan.name, { ...plan, scope }, { provider }),
  );
  const logGroups = programLogGroups(tasks).map(
    (group) => new LogGroup(group.name, { ...group, scope }, { provider }),
  );
  const dependsOn = [...taskRoles.values(), ...executionRoles.values(), ...logGroups];
  const definitions = tasks.map(
    (task) => new TaskDefinition(task.key, definition(task), { provider, dependsOn }),
  );
  const deployers = config.deployers.map(
    (deployer) => new DeployerAccess(`${deployer.name}-deployer`, registration(deployer), { provider }),
  );

  const roles = [...taskRoles.values(), ...executionRoles.values()];
  return {
    roleArns: byLastPart(roles.map((role) => role.roleArn)),
    policyArns: byLastPart([...roles, ...deployers].flatMap((component) => component.policyArns)),
    taskDefinitionArns: Object.fromEntries(tasks.map((task, index) => [task.key, definitions[index]!.arn])),
    registerCommand: `aws ecs register-task-definition --cli-input-json file://ecs-task-definition.json --region ${region}`,
  };

  function definition(task: Task) {
    const { family, cpu, memory, architecture, ephemeralStorageGiB, containers, tags } = task;
    const size = { family, cpu, memory, architecture, ephemeralStorageGiB, containers, tags };
    return { ...size, scope, ...rolesOf(task) };
  }

  function rolesOf({ taskRole, executionRole }: Task) {
    return {
      taskRoleArn: taskRole.mode === "none" ? undefined : taskRoles.get(taskRole.name.toLowerCase())?.roleArn,
      executionRoleArn: executionRoles.get(executionRole.name.toLowerCase())!.roleArn,
    };
  }

  function registration({ type, name, policyName, tasks: named }: DeployerSettings) {
    const registered = tasks.filter((task) => named?.includes(task.key) ?? true);
    const arns = registered.map(rolesOf).flatMap((role) => [role.taskRoleArn, role.executionRoleArn]);
    return {
      scope,
      type,
      name,
      policyName: policyName ?? `${name}EcsTaskDeployer`,
      taggedFamilies: registered.filter((task) => task.tags !== undefined).map((task) => task.family),
      roleArns: arns.filter((arn) => arn !== undefined),
    };
  }
}

function byRoleName<Plan extends RolePlan, Role>(
  plans: Plan[],
  create: (plan: Plan) => Role,
): Map<string, Role> {
  return new Map(plans.map((plan) => [plan.name.toLowerCase(), create(plan)]));
}

/** The log groups that the program creates, each once, with the tags of the first task that writes it. */
function programLogGroups(tasks: Task[]) {
  const groups = new Map<string, { name: string; retentionDays?: number; tags?: Record<string, string> }>();
  for (const task of tasks) {
    for (const { logGroup } of task.containers) {
      if (logGroup?.createdBy !== "program" || groups.has(logGroup.name)) continue;
      groups.set(logGroup.name, {
        name: logGroup.name,
        retentionDays: logGroup.retentionDays,
        tags: task.tags,
      });
    }
  }
  return [...groups.values()];
}

/** `arn:…/path/NAME` by NAME. */
function byLastPart(arns: string[]): Record<string, string> {
  return Object.fromEntries(arns.map((arn) => [arn.slice(arn.lastIndexOf("/") + 1), arn]));
}
