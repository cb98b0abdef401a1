import type { StackModel, TaskDefinition } from "../graph/types";
import { purposesOf } from "../needs/findings";
import { decisionOn, type Judged, type Shortfall } from "../needs/shortfalls";
import { finding, type Finding } from "../verdicts/finding";

/**
 * A task definition whose execution role lacks rights all of which its task role has: the two were exchanged. Undefined
 * where that is not so.
 */
export function swappedRolesFinding(
  policy: string,
  model: StackModel,
  { family, urn, taskRole, executionRole }: TaskDefinition,
  shortfalls: readonly Shortfall[],
): Finding | undefined {
  if (taskRole.state !== "resolved" || executionRole.state !== "resolved") return undefined;
  if (shortfalls.length === 0 || taskRole.principal === executionRole.principal) return undefined;
  const by = { model, principal: taskRole.principal };
  if (!shortfalls.every((shortfall) => isAllowed(by, shortfall))) return undefined;
  const lacks = purposesOf(shortfalls);
  return finding(policy, {
    verdict: "violated",
    urn,
    subject: executionRole.principal.id,
    actions: shortfalls.flatMap(({ action }) => action ?? []),
    resources: shortfalls.flatMap(({ resource }) => resource ?? []),
    key: `swapped in ${family}`,
    what:
      `The two roles of ${family} look swapped: its execution role ${executionRole.principal.id} may not ${lacks}, ` +
      `its task role ${taskRole.principal.id} may.`,
    remedy: `exchange taskRoleArn and executionRoleArn of ${family}, or grant ${executionRole.principal.id} these actions`,
  });
}

function isAllowed(by: Judged, { need, action, resource, decision }: Shortfall): boolean {
  if (action === undefined || resource === undefined || decision?.outcome !== "implicitly-denied")
    return false;
  return decisionOn(by, need, action, resource).outcome === "allowed";
}
