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

function isExecutionRole({ taskDefinitions }: StackModel, principal: Principal): boolean {
  return taskDefinitions.some(
    ({ executionRole }) => executionRole.state === "resolved" && executionRole.principal === principal,
  );
}
