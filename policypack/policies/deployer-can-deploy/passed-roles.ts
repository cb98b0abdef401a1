/** The roles that the resources of a stack name, which whoever deploys it passes to services. */
import { arnIn } from "../../aws/arn";
import { roleArnOf, roleNamed } from "../../ecs/named-roles";
import { UNKNOWN } from "../../evaluation/types";
import { isRecord } from "../../graph/resources/plain";
import { scopeOf } from "../../graph/places/scope";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { propertyUnknown } from "../../unknowns/property-unknown";
import { labelOf } from "./resource-label";
import type { Passing, TypeRights } from "./type-rights";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
export function passNeeds(view: StackModel, resource: PlainResource, row: TypeRights): RequiredPermission[] {
  return (row.passes ?? []).flatMap((passing) => {
    const [property = "", ...path] = passing.property.split(".");
    return valuesAt(resource.props[property], path).flatMap((value) =>
      passNeed(view, resource, passing, property, value),
    );
  });
}

/** Whatever stands at the end of the path, through lists as well; nothing where the way is not known. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, path));
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  return isRecord(value) ? valuesAt(value[key], rest) : [];
}

function passNeed(
  view: StackModel,
  resource: PlainResource,
  { service, takesName = false, property: of }: Passing,
  property: string,
  value: unknown,
): RequiredPermission[] {
  const role = roleNamed(view, resource, property, value, takesName);
  // An output alone is nobody's setting.
  const isUnset = value === UNKNOWN && role.state === "unknown" && !resource.propertyDependencies[property];
  if (role.state === "none" || role.state === "malformed" || isUnset) return [];
  const arn = roleArnOf(view, role);
  const purpose = `pass ${arn ?? `the ${of}`} to ${service} (role of ${labelOf(resource)})`;
  return [
    {
      kind: "pass-role",
      purpose,
      actions: ["iam:PassRole"],
      resources: [arn ?? arnIn({ ...scopeOf(view), region: "" }, "iam", "role/*")],
      context: { "iam:PassedToService": service },
      ...(arn === undefined ? { openResource: propertyUnknown(of, labelOf(resource)) } : {}),
    },
  ];
}
