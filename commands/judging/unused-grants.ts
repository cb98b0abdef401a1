import type { StackConfig } from "../../components/config";
import { actionFacts } from "../../policypack/evaluation/catalogue/actions";
import { intersects, matches } from "../../policypack/evaluation/patterns/pattern";
import type { CodeNeed, ContainerNeeds } from "../application-code/needs/code-need";
import type { PermissionRow } from "../judgement/judgement";

/**
 * What task roles are allowed and no code calls. Only of roles all of whose tasks' containers name their code: another
 * container may need it. What the code does by ways that cannot be read may need it too, so this is a list to look through.
 */
export function unusedGrants(
  permissions: PermissionRow[],
  code: ContainerNeeds[],
  { tasks }: StackConfig,
): PermissionRow[] {
  const needsOfRole = new Map<string, CodeNeed[]>();
  const open = new Set<string>();
  for (const { key, taskRole, containers, enableExecuteCommand } of tasks) {
    if (taskRole.mode === "none") continue;
    const role = `role/${taskRole.name}`;
    if (enableExecuteCommand) needsOfRole.set(role, [...(needsOfRole.get(role) ?? []), ...EXEC_NEEDS]);
    for (const { name } of containers) {
      const read = code.find((each) => each.task === key && each.container === name);
      if (read) needsOfRole.set(role, [...(needsOfRole.get(role) ?? []), ...read.needs]);
      else open.add(role);
    }
  }
  return permissions.filter(({ principal, effect, action, resource }) => {
    const needs = needsOfRole.get(principal);
    if (!needs || open.has(principal) || effect === "denied") return false;
    return !needs.some((need) => uses(need, action, resource));
  });
}

/** ECS Exec needs these of the task role, and no code calls them. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
const EXEC_NEEDS: CodeNeed[] = [
  "CreateControlChannel",
  "CreateDataChannel",
  "OpenControlChannel",
  "OpenDataChannel",
].map((name) => ({ action: `ssmmessages:${name}`, resources: [], file: "", line: 1 }));

function uses({ action, resources }: CodeNeed, granted: string, on: string): boolean {
  if (granted.startsWith("everything but") || on.startsWith("everything but")) return true;
  if (!matches(granted.toLowerCase(), action.toLowerCase())) return false;
  if (resources.length === 0 || actionFacts(action)?.wildcardOnly) return true;
  return resources.some((each) => intersects(on, each) || withoutPart(on) === withoutPart(each));
}

/** A table's indexes and a log group's streams go with it: nobody grants the one without the other. */
function withoutPart(resource: string): string {
  return resource.replace(/(\/index\/.*|:log-stream:.*|:\*)$/, "");
}
