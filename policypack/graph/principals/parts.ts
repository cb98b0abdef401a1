/** What the principals and their policies are made from, and how messages call what is attached to whom. */
import type { PrincipalKind } from "../../aws/iam-arn";
import type { Reference } from "../resources/references";
import type { ResourceIndex } from "../resources/resource-index";
import type { SetInputs } from "../resources/set-properties";
import { stateOf } from "../resources/value-state";
import type { Attaching, UnknownFact } from "../../unknowns/unknown-fact";
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

/** What is not known where a reference comes to no principal. */
export function attachedTo(
  principalKind: PrincipalKind,
  { value }: Reference,
  attaching: Attaching,
): UnknownFact {
  return typeof value === "string" && value !== ""
    ? { kind: "attached-to-no-name", attaching, principalKind, value }
    : { kind: "attached-to", attaching, principalKind, state: stateOf(value) };
}

/** How messages call a resource. */
export function inWords({ type, name }: PlainResource): string {
  return `${type.slice(type.lastIndexOf(":") + 1)} "${name}"`;
}
