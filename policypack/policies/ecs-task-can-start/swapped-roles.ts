import type { StackModel, TaskDefinition } from "../../graph/types";
import { purposesOf } from "../../permissions/permission-findings";
import type { RequiredPermission } from "../../permissions/required-permission";
import { type MissingPermission, missingPermissionsOf } from "../../permissions/missing-permissions";
import { finding, type Finding } from "../../findings/finding";

/**
 * A task definition whose execution role lacks rights while its task role has every right of an execution role: the two
 * were exchanged. Undefined where that is not so.
 *
 * @param needs all that the task definition needs of its execution role
 * @param shortfalls what of it the execution role lacks
 */
export function swappedRolesFinding(
  policy: string,
  model: StackModel,
  { family, urn, taskRole, executionRole }: TaskDefinition,
  needs: readonly RequiredPermission[],
  missing: readonly MissingPermission[],
): Finding | undefined {
  if (taskRole.state !== "resolved" || executionRole.state !== "resolved") return undefined;
  const [execution, task] = [executionRole.principal, taskRole.principal];
  if (execution === task || !missing.some(({ decision }) => decision?.outcome === "implicitly-denied")) {
    return undefined;
  }
  if (missingPermissionsOf({ model, principal: task }, needs).length > 0) return undefined;
  return finding(policy, {
    verdict: "violated",
    urn,
    subject: execution.id,
    actions: missing.flatMap(({ action }) => action ?? []),
    resources: missing.flatMap(({ resource }) => resource ?? []),
    key: `swapped in ${family}`,
    what: `The two roles of ${family} look swapped: its execution role ${execution.id} may not ${purposesOf(missing)}.`,
    decidedBy: `nothing allows it to ${execution.id}, while the task role ${task.id} may do all that ECS needs`,
    remedy: `exchange taskRoleArn and executionRoleArn of ${family}, or grant ${execution.id} these actions`,
  });
}
