import { ECS_TASKS } from "../../aws/service-principals";
import { describeUnknown } from "../../unknowns/describe";
import type { TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { listed } from "../../unknowns/listed";
import { statementsFor } from "../../permissions/statements-to-paste";
import { finding, type Finding } from "../../findings/finding";
import type { RoleProperty } from "../../ecs/task-roles";

const ROLES: Record<RoleProperty, string> = { taskRoleArn: "task role", executionRoleArn: "execution role" };

/** A task definition without a role that its containers, or ECS Exec, cannot do without. */
export function missingRoleFinding(
  policy: string,
  task: TaskDefinition,
  property: RoleProperty,
  needs: readonly RequiredPermission[],
): Finding {
  const certain = needs.some(({ unknown }) => unknown === undefined);
  const purposes = listed(needs.flatMap(({ purpose }) => purpose ?? []));
  const wanted = needs.flatMap((need) =>
    need.resources.flatMap((resource) => need.actions.map((action) => ({ need, action, resource }))),
  );
  const unknowns = needs.flatMap(({ unknown }) => unknown ?? []);
  return finding(policy, {
    verdict: certain ? "violated" : "unproven",
    unknowns,
    urn: task.urn,
    subject: task.family,
    place: { property },
    actions: wanted.map(({ action }) => action),
    resources: wanted.map(({ resource }) => resource),
    key: `no ${property}`,
    message: certain
      ? `${task.family} names no ${ROLES[property]} (${property}), without which ECS cannot ${purposes}.`
      : `${task.family} names no ${ROLES[property]} (${property}); that it needs none is not proven: not known is ${listed(unknowns.map(describeUnknown))}.`,
    remedy:
      `set ${property} to a role that ${ECS_TASKS} may assume` +
      (wanted.length > 0 ? ` and that has ${statementsFor(wanted)}` : ""),
  });
}
