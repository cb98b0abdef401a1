/** What registering the stack's task definitions takes. */
import { UNKNOWN } from "../evaluation/types";
import { tagsOf } from "../graph/tags";
import type { StackModel, TaskDefinition } from "../graph/types";
import type { Need } from "../needs/need";
import { listed } from "../needs/names";
import { arnIn, scopeOf } from "./arns";
import { ECS_TASKS } from "./assuming";
import type { PassedRoles } from "./passed-roles";

/**
 * Task definitions have no resource-level permissions: these actions are authorised on `*`.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_service-with-iam.html
 */
const REGISTER: Need[] = ["Register", "Describe", "List"].map((verb) => ({
  kind: "register",
  purpose: `${verb.toLowerCase()} task definitions`,
  actions: [`ecs:${verb}TaskDefinition${verb === "List" ? "s" : ""}`],
  resources: ["*"],
}));

/** Registering itself, tags where task definitions carry some, and passing each role. */
export function registrationNeeds(model: StackModel, { used, unclear }: PassedRoles): Need[] {
  const tagged = model.taskDefinitions.filter((task) => task.tagged);
  return [
    ...REGISTER,
    ...tagged.map((task) => tagNeed(task, model)),
    ...[...used].map(([arn, families]) => passNeed(arn, families)),
    ...unclear.map((what): Need => ({
      kind: "pass-role",
      purpose: `pass ${what} to ECS tasks`,
      actions: [],
      resources: [],
      unclear: what,
    })),
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html */
function tagNeed({ family, resource }: TaskDefinition, model: StackModel): Need {
  const tags = tagsOf(resource);
  const requested = tags === UNKNOWN ? {} : tags;
  return {
    kind: "register",
    purpose: `register ${family} with its tags`,
    actions: ["ecs:TagResource"],
    resources: [arnIn(scopeOf(model), "ecs", `task-definition/${family}:*`)],
    context: {
      "ecs:CreateAction": "RegisterTaskDefinition",
      "aws:TagKeys": tags === UNKNOWN ? undefined : Object.keys(requested),
      ...Object.fromEntries(
        Object.entries(requested).map(([key, value]) => [`aws:RequestTag/${key}`, value]),
      ),
    },
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html */
function passNeed(arn: string, families: string[]): Need {
  const users = families.length > 0 ? ` (role of ${listed(families)})` : "";
  return {
    kind: "pass-role",
    purpose: `pass ${arn} to ECS tasks${users}`,
    actions: ["iam:PassRole"],
    resources: [arn],
    context: { "iam:PassedToService": ECS_TASKS },
  };
}
