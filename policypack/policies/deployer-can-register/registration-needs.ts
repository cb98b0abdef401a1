/** What registering the stack's task definitions takes. */
import { ECS_TASKS } from "../../aws/service-principals";
import type { StackModel } from "../../graph/types";
import { describeUnknown } from "../../unknowns/describe";
import type { RequiredPermission } from "../../permissions/required-permission";
import { listed } from "../../findings/names";
import { registerNeeds, tagNeed, verbNeed } from "../../ecs/register-needs";
import { mayLieIn, type PassedRoles } from "./roles-to-pass";
import { seenFrom } from "../../graph/places/views";

/**
 * Registering itself, tags where task definitions carry some, and passing each role.
 *
 * @param account as for `rolesToPass`
 */
export function registrationNeeds(
  model: StackModel,
  { used, unknown }: PassedRoles,
  account?: string,
): RequiredPermission[] {
  const tagged = model.taskDefinitions.filter((task) => task.tagged && mayLieIn(account, task, model));
  return [
    ...registerNeeds(model.taskDefinitions),
    verbNeed("Describe"),
    verbNeed("List"),
    ...tagged.map((task) => tagNeed(task, seenFrom(model, task.resource)[0] ?? model)),
    ...[...used].map(([arn, families]) => passNeed(arn, families)),
    ...unknown.map((role): RequiredPermission => ({
      kind: "pass-role",
      purpose: `pass ${describeUnknown(role)} to ECS tasks`,
      actions: [],
      resources: [],
      unknown: role,
    })),
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html */
function passNeed(arn: string, families: string[]): RequiredPermission {
  const users = families.length > 0 ? ` (role of ${listed(families)})` : "";
  return {
    kind: "pass-role",
    purpose: `pass ${arn} to ECS tasks${users}`,
    actions: ["iam:PassRole"],
    resources: [arn],
    context: { "iam:PassedToService": ECS_TASKS },
  };
}
