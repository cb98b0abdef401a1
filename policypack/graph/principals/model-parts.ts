/** What the principals and their policies are made from, and what is not known where something is attached to none of them. */
import type { PrincipalKind } from "../../aws/iam-arn";
import { type Reference, reference } from "../resources/references";
import { describeResource } from "../resources/names";
import type { ResourceIndex } from "../resources/resource-index";
import type { SetInputs } from "../resources/set-properties";
import { stateOf } from "../resources/value-state";
import type { Attaching, UnknownFact } from "../../unknowns/unknown-fact";
import type { PlainResource, Principal } from "../types";
import type { AttachedPolicies } from "./attached-policies";
import type { ManagedPolicies } from "./managed-policies";
import type { Principals } from "./principals";

/** What is read from the stack, and what of the model is made so far. */
export interface ModelParts {
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

/**
 * Whose policies a resource lists as the only ones; undefined where that is not known, which every principal of the kind then
 * has among what is not known of it.
 */
export function exclusiveOwner(
  { principals, attachments }: ModelParts,
  resource: PlainResource,
  { kind, property }: { kind: PrincipalKind; property: string },
): Principal | undefined {
  const owner = reference(resource, property, principals.target(kind));
  const principal = principals.resolve(kind, owner, resource);
  if (!principal) {
    attachments.addUnresolvedAttachment(kind, {
      fact: {
        kind: "exclusive-owner",
        by: describeResource(resource),
        property,
        state: stateOf(owner.value),
      },
      urn: resource.urn,
    });
  }
  return principal;
}
