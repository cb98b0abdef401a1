/** What AWS and the stack call a resource. */
import type { PrincipalKind } from "../../aws/iam-arn";
import { resourceType } from "../../aws/resource-types";
import type { PlainResource } from "../types";
import { text } from "./plain";

/** The value of the property that names a resource, whatever it is; UNKNOWN where AWS or an output decides. */
export function givenName({ type, props }: PlainResource): unknown {
  return props[resourceType(type)?.name ?? "name"];
}

/** The name that AWS knows a resource by; undefined where it is not known. */
export function nameOf(resource: PlainResource): string | undefined {
  return text(givenName(resource));
}

/** A resource's own ARN, once it exists. */
export function arnOf({ type, props }: PlainResource): string | undefined {
  return text(props[resourceType(type)?.arn ?? "arn"]);
}

/** How messages call a resource, e.g. `RolePolicyAttachment "app"`. */
export function describeResource({ type, name }: PlainResource): string {
  return `${type.slice(type.lastIndexOf(":") + 1)} "${name}"`;
}

/** `role/NAME`, `user/NAME` or `group/NAME` of the one principal that a resource is or gives something to. */
export function principalIn({ type, props }: PlainResource): string | undefined {
  const named = resourceType(type)?.principal;
  const name = named && text(props[named.property]);
  return name && idOf(named.kind, name);
}

function idOf(kind: PrincipalKind, name: string): string {
  return `${kind}/${name.slice(name.lastIndexOf("/") + 1)}`;
}
