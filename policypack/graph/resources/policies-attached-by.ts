/** Where resources name the managed policies that they attach, and the one that bounds a principal. */
import { resourceType } from "../../aws/resource-types";
import { principalIn } from "./names";
import type { PlainResource } from "../types";

/** A managed policy as a resource's inputs name it. */
export interface AttachedPolicy {
  /** The property, e.g. `managedPolicyArns[0]`. */
  path: string;
  /** As given: an ARN, UNKNOWN, undefined where it is required and missing, or anything wrong. */
  value: unknown;
  /** A permissions boundary grants nothing. */
  as: "attachment" | "boundary";
  /** `role/NAME`, `user/NAME` or `group/NAME` where the resource itself names one principal. */
  principal?: string;
}

/** The managed policies that a resource's inputs name. One that must be named is listed even when missing. */
export function attachedPolicies(resource: PlainResource): AttachedPolicy[] {
  const type = resourceType(resource.type);
  if (!type) return [];
  const { policyArn, policyArns, boundary } = type;
  const all: AttachedPolicy[] = [];
  if (policyArn) all.push({ path: policyArn, value: resource.props[policyArn], as: "attachment" });
  if (policyArns) all.push(...entriesOf(policyArns, resource.props[policyArns]));
  const bound = boundary ? resource.props[boundary] : undefined;
  if (boundary && bound !== undefined && bound !== "") {
    all.push({ path: boundary, value: bound, as: "boundary" });
  }
  const principal = all.length > 0 ? principalIn(resource) : undefined;
  return principal ? all.map((attached) => ({ ...attached, principal })) : all;
}

function entriesOf(path: string, value: unknown): AttachedPolicy[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [{ path, value, as: "attachment" }];
  return value.map((entry: unknown, index) => ({
    path: `${path}[${index}]`,
    value: entry,
    as: "attachment",
  }));
}
