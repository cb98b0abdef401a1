/** Where the stack config of this project's own program grants what a principal lacks. */
import type { Principal, StackModel } from "../graph/types";

/** Component resources of this project's program have such types; other programs have no such config. */
const OWN_COMPONENTS = "ecs-task-permissions:index:";

/** Action prefix to the key under `taskRole`. */
const TASK_ROLE_KEYS: Record<string, string> = {
  dynamodb: "access.tables",
  kms: "access.kmsKeys",
  logs: "access.logGroups",
  s3: "access.buckets",
  secretsmanager: "access.secrets",
  ssm: "access.parameters",
};

/**
 * The keys, e.g. `tasks.<task>.taskRole.access.tables`; none for stacks of other programs.
 *
 * @param actions what the principal lacks
 */
export function configKeysFor(model: StackModel, principal: Principal, actions: readonly string[]): string[] {
  if (!model.resources.some(({ type }) => type.startsWith(OWN_COMPONENTS))) return [];
  if (principal.kind !== "role") return ["deployers"];
  if (!isRoleOfTask(model, principal)) return [keyOfOther(model, principal)];
  const keys = actions.map((action) =>
    keyFor(action.slice(0, action.indexOf(":")), isExecutionRole(model, principal)),
  );
  return [...new Set(keys)].sort();
}

function keyFor(service: string, ofExecutionRole: boolean): string {
  if (ofExecutionRole) return "tasks.<task>.executionRole.statements";
  if (service === "ssmmessages") return "tasks.<task>.enableExecuteCommand";
  return `tasks.<task>.taskRole.${TASK_ROLE_KEYS[service] ?? "statements"}`;
}

function isRoleOfTask({ taskDefinitions }: StackModel, principal: Principal): boolean {
  if (taskDefinitions.length === 0) return true;
  return taskDefinitions.some(({ taskRole, executionRole }) =>
    [taskRole, executionRole].some((role) => role.state === "resolved" && role.principal === principal),
  );
}

/** Of a role that the program makes for a workflow or a schedule, or that exists already and deploys. */
function keyOfOther(model: StackModel, { urn }: Principal): string {
  const parent = urn === undefined ? undefined : model.byUrn(urn)?.parent;
  const component = parent === undefined ? undefined : model.byUrn(parent)?.type;
  if (component === `${OWN_COMPONENTS}CiRole`) return "ci.statements";
  return component === `${OWN_COMPONENTS}Schedule` ? "schedules" : "deployers";
}

function isExecutionRole({ taskDefinitions }: StackModel, principal: Principal): boolean {
  return taskDefinitions.some(
    ({ executionRole }) => executionRole.state === "resolved" && executionRole.principal === principal,
  );
}
