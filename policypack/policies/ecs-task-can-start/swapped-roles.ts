import type { TaskDefinition } from "../../graph/types";
import { purposesOf } from "../../permissions/permission-findings";
import type { MissingPermission } from "../../permissions/missing-permissions";
import { finding, type Finding } from "../../findings/finding";

/**
 * A task definition whose execution role lacks rights while its task role has every right of an execution role: the two
 * were exchanged. Undefined where that is not so.
 *
 * @param missing what the execution role lacks of what the task definition needs of it
 * @param missingFromTaskRole what the task role would lack of the same
 */
export function swappedRolesFinding(
  policy: string,
  { family, urn, taskRole, executionRole }: TaskDefinition,
  missing: readonly MissingPermission[],
  missingFromTaskRole: () => readonly MissingPermission[],
): Finding | undefined {
  if (taskRole.state !== "resolved" || executionRole.state !== "resolved") return undefined;
  const [execution, task] = [executionRole.principal, taskRole.principal];
  if (execution === task || !missing.some(({ decision }) => decision?.outcome === "implicitly-denied")) {
    return undefined;
  }
  if (missingFromTaskRole().length > 0) return undefined;
  return finding(policy, {
    verdict: "violated",
    urn,
    subject: execution.id,
    actions: missing.flatMap(({ action }) => action ?? []),
    resources: missing.flatMap(({ resource }) => resource ?? []),
    key: `swapped in ${family}`,
    message: `The two roles of ${family} look swapped: its execution role ${execution.id} may not ${purposesOf(missing)}.`,
    decidedBy: `nothing allows it to ${execution.id}, while the task role ${task.id} may do all that ECS needs`,
    remedy: `exchange taskRoleArn and executionRoleArn of ${family}, or grant ${execution.id} these actions`,
  });
}
