/** Service-linked roles. https://docs.aws.amazon.com/IAM/latest/UserGuide/create-service-linked-role.html */
import { arnIn } from "../../aws/arn";
import { scopeOf } from "../../graph/places/scope";
import type { StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";

/** @param service its principal, e.g. `ecs.amazonaws.com` */
export function linkedRoleNeed(view: StackModel, service: string): RequiredPermission {
  const scope = { ...scopeOf(view), region: "" };
  return {
    kind: "deploy",
    purpose: `have AWS make the service-linked role of ${service}, should the account have none yet`,
    actions: ["iam:CreateServiceLinkedRole"],
    resources: [arnIn(scope, "iam", `role/aws-service-role/${service}/*`)],
    context: { "iam:AWSServiceName": service },
  };
}
