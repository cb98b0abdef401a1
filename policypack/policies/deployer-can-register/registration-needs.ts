/** What registering the stack's task definitions takes. */
import { ECS_TASKS } from "../../aws/service-principals";
import type { StackModel, TaskDefinition } from "../../graph/types";
import { describeUnknown } from "../../unknowns/describe";
import type { RequiredPermission } from "../../permissions/required-permission";
import { listed } from "../../unknowns/listed";
import { registerNeeds, tagNeed, verbNeed } from "../../ecs/register-needs";
import type { PassedRoles } from "./roles-to-pass";

/** Registering task definitions itself, and tags where some of them carry any. */
export function registrationNeeds(model: StackModel, tasks: readonly TaskDefinition[]): RequiredPermission[] {
  return [
    ...registerNeeds(tasks),
    verbNeed("Describe"),
    verbNeed("List"),
    ...tasks.filter(({ tagged }) => tagged).map((task) => tagNeed(task, model)),
  ];
}

/** Passing each role. */
export function passNeeds({ used, unknown, reported }: PassedRoles): RequiredPermission[] {
  return [
    ...[...used].map(([arn, families]) => passNeed(arn, families)),
    ...unknown
      .filter((role) => !reported.has(role))
      .map((role): RequiredPermission => ({
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
