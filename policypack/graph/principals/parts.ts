/** What the principals and their policies are made from, and how messages call what is attached to whom. */
import type { PrincipalKind } from "../../aws/iam-arn";
import type { Reference } from "../resources/references";
import type { ResourceIndex } from "../resources/resource-index";
import type { SetInputs } from "../resources/set-properties";
import type { PlainResource } from "../types";
import type { AttachedPolicies } from "./attached-policies";
import type { ManagedPolicies } from "./managed-policies";
import type { Principals } from "./principals";

/** What the parts of the graph are made from. */
export interface Parts {
  index: ResourceIndex;
  inputs: SetInputs;
  policies: ManagedPolicies;
  principals: Principals;
  attachments: AttachedPolicies;
}

/** Whom a reference that comes to no principal names, for messages. */
export function toWhom(kind: PrincipalKind, { value }: Reference): string {
  return typeof value === "string" && value !== ""
    ? `the ${kind} ${JSON.stringify(value)}, which is no ${kind}'s name`
    : `a ${kind} that is not known`;
}

/** How messages call a resource. */
export function inWords({ type, name }: PlainResource): string {
  return `${type.slice(type.lastIndexOf(":") + 1)} "${name}"`;
}
