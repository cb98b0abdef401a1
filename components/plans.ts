/** What tasks share: who names the same role or log group gets the same one, made for all of them. */
import type { Access, Container, ExecutionRoleSettings, StackConfig, Task, TaskRoleSettings } from "./config";
import { rolePolicyName } from "./config/policy-defaults";
import { logRouteStatements } from "./documents/log-routes";
import type { Statement } from "./documents/statement";
import { fileSystemStatements, volumeCredentialStatements } from "./documents/mounting";

/** A role as the stack makes or finds it. */
export interface RolePlan {
  name: string;
  /** Begins and ends with a slash. */
  path: string;
  mode: "create" | "reference";
  /** Whether the stack attaches policies to it. */
  attach: boolean;
  description?: string;
  permissionsBoundary?: string;
  tags?: Record<string, string>;
  protect: boolean;
  policyName: string;
  policyDescription?: string;
  awsManagedPolicies: string[];
  /** What config says, and what follows from the tasks' volumes and log routes. */
  statements: Statement[];
  /** Keys of the tasks that run with it. */
  tasks: string[];
}

/** A task role with what the applications of all its tasks reach. */
export interface TaskRolePlan extends RolePlan {
  access: Access;
  enableExecuteCommand: boolean;
}

/** An execution role with the containers of all its tasks, from which its permissions follow. */
export interface ExecutionRolePlan extends RolePlan {
  permissions: "derived" | "aws-managed";
  containers: Container[];
}

type ManagedTaskRole = Exclude<TaskRoleSettings, { mode: "none" }>;
type ManagedRole = ManagedTaskRole | ExecutionRoleSettings;

interface Use<Settings> {
  task: Task;
  role: Settings;
}

/** Each task role once, with the access of all tasks that name it; tasks of mode `none` have none. */
export function taskRolesOf(config: StackConfig): TaskRolePlan[] {
  const uses = config.tasks.flatMap((task) =>
    task.taskRole.mode === "none" ? [] : [{ task, role: task.taskRole }],
  );
  return byRole(uses).map((shared) => ({
    ...planOf(shared, (task) => [
      ...fileSystemStatements(config, task),
      ...logRouteStatements(config, task.containers),
    ]),
    access: joinedAccess(shared.map(({ role }) => role.access)),
    enableExecuteCommand: shared.some(({ task }) => task.enableExecuteCommand),
  }));
}

/** Each execution role once, with the containers of all tasks that name it. */
export function executionRolesOf(config: StackConfig): ExecutionRolePlan[] {
  const uses = config.tasks.map((task) => ({ task, role: task.executionRole }));
  return byRole(uses).map((shared) => ({
    ...planOf(shared, (task) => volumeCredentialStatements(config, Object.values(task.volumes))),
    permissions: firstGiven(shared, (role) => role.permissions) ?? "derived",
    containers: shared.flatMap(({ task }) => task.containers),
  }));
}

/** IAM's names are unique without regard to letter case. */
function byRole<Settings extends ManagedRole>(uses: Use<Settings>[]): [Use<Settings>, ...Use<Settings>[]][] {
  const groups = new Map<string, [Use<Settings>, ...Use<Settings>[]]>();
  for (const use of uses) {
    const group = groups.get(use.role.name.toLowerCase());
    if (group) group.push(use);
    else groups.set(use.role.name.toLowerCase(), [use]);
  }
  return [...groups.values()];
}

/** @param derived what a task's other settings ask of the role */
function planOf(
  uses: [Use<ManagedRole>, ...Use<ManagedRole>[]],
  derived: (task: Task) => Statement[],
): RolePlan {
  const { name, mode } = uses[0].role;
  return {
    name,
    mode,
    path: firstGiven(uses, (role) => role.path) ?? "/",
    attach: firstGiven(uses, (role) => (role.mode === "reference" ? role.attach : undefined)) ?? true,
    description: firstGiven(uses, (role) => (role.mode === "create" ? role.description : undefined)),
    permissionsBoundary: firstGiven(uses, (role) =>
      role.mode === "create" ? role.permissionsBoundary : undefined,
    ),
    tags: firstGiven(uses, (role) => (role.mode === "create" ? role.tags : undefined)),
    protect: firstGiven(uses, (role) => (role.mode === "create" ? role.protect : undefined)) ?? false,
    policyName: firstGiven(uses, (role) => role.policyName) ?? rolePolicyName(name),
    policyDescription: firstGiven(uses, (role) => role.policyDescription),
    awsManagedPolicies: [...new Set(uses.flatMap(({ role }) => role.awsManagedPolicies ?? []))].sort(),
    statements: uses.flatMap(({ role, task }) => [...(role.statements ?? []), ...derived(task)]),
    tasks: uses.map(({ task }) => task.key),
  };
}

/** The config's checks refuse tasks that contradict each other, so whoever says it first says it for all. */
function firstGiven<Settings, Value>(uses: Use<Settings>[], value: (role: Settings) => Value | undefined) {
  return uses.map(({ role }) => value(role)).find((found) => found !== undefined);
}

function joinedAccess(lists: (Access | undefined)[]): Access {
  const given = lists.filter((access) => access !== undefined);
  return {
    buckets: given.flatMap((access) => access.buckets),
    tables: given.flatMap((access) => access.tables),
    secrets: given.flatMap((access) => access.secrets),
    parameters: given.flatMap((access) => access.parameters),
    kmsKeys: given.flatMap((access) => access.kmsKeys),
    logGroups: given.flatMap((access) => access.logGroups),
    queues: given.flatMap((access) => access.queues),
    topics: given.flatMap((access) => access.topics),
    streams: given.flatMap((access) => access.streams),
    deliveryStreams: given.flatMap((access) => access.deliveryStreams),
    eventBuses: given.flatMap((access) => access.eventBuses),
  };
}

/** A log group that the program creates. */
export interface LogGroupPlan {
  name: string;
  retentionDays?: number;
  /** Id or ARN. */
  kmsKey?: string;
  tags?: Record<string, string>;
}

/** Each group once, with the tags of the first task that writes it; the config's checks make sharers agree. */
export function logGroupsOf(config: StackConfig): LogGroupPlan[] {
  const groups = new Map<string, LogGroupPlan>();
  for (const { containers, tags } of config.tasks) {
    for (const { logGroup } of containers) {
      if (logGroup?.createdBy !== "program" || groups.has(logGroup.name)) continue;
      const { name, retentionDays, kmsKey } = logGroup;
      groups.set(name, { name, retentionDays, kmsKey, tags });
    }
  }
  return [...groups.values()];
}
