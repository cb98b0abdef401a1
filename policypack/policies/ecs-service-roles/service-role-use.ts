/** The uses that ECS, or EC2 for its instances, makes of roles. */
import { ECS } from "../../aws/service-principals";
import { sourceContexts } from "../../ecs/assume-role";
import { roleNamed } from "../../ecs/named-roles";
import type { AssumingService, RoleUse } from "../../ecs/role-use";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html */
const SERVICE: AssumingService = { name: "ECS", principals: [ECS] };

export interface ServiceRole {
  by: PlainResource;
  what: string;
  /** The resource's own property that the role stands in, and how messages call it. */
  property: string;
  label: string;
  value: unknown;
  needs(view: StackModel): RequiredPermission[];
}

/** A role that ECS assumes for what a service, a volume or a capacity provider asks of it. */
export function ecsRoleUse(model: StackModel, role: ServiceRole, takesName = false): RoleUse {
  const { by, what, property, label, value, needs } = role;
  return {
    by,
    what,
    property: label,
    role: roleNamed(model, by, property, value, takesName),
    service: SERVICE,
    needsRole: true,
    assumeContexts: (view) => sourceContexts(view, "ecs"),
    needs,
  };
}

/** A permission of the kind that this rule asks about. */
export function need(
  purpose: string,
  actions: string[],
  resources: string[],
  rest: Pick<RequiredPermission, "context" | "declared" | "unknown"> = {},
): RequiredPermission {
  return { kind: "service", purpose, actions, resources, ...rest };
}
