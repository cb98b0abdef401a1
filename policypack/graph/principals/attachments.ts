/** Managed policies attached to principals, by every resource type that attaches them. */
import type { NamedPrincipal } from "../../aws/resource-type";
import { resourceType } from "../../aws/resource-types";
import type { PrincipalKind } from "../../aws/iam-arn";
import { describeResource } from "../resources/names";
import { isSetByProgram } from "../resources/set-properties";
import type { ResolvedPolicy } from "./managed-policies";
import { attachedTo, exclusiveOwner, type ModelParts } from "./model-parts";
import { mayDeny } from "../resources/read-carried";
import { type Reference, reference, references } from "../resources/references";
import type { PlainResource, Principal } from "../types";

/** Properties that list principals, and their kinds. */
const LISTS: [string, PrincipalKind][] = [
  ["roles", "role"],
  ["users", "user"],
  ["groups", "group"],
];

export function attachManagedPolicies(parts: ModelParts): void {
  const { index, policies } = parts;
  for (const resource of index.ofKind("policy attachment")) attach(parts, resource);
  for (const resource of index.ofKind("attached policies")) attachExclusively(parts, resource);
  for (const resource of index.ofKind("role", "user", "group")) attachCarried(parts, resource);
  for (const resource of index.ofKind("managed policy")) {
    const policy = policies.ofResource(resource.urn);
    if (policy) attachToListed(parts, resource, policy);
  }
}

/** To the one principal that the resource is about; else to all that it lists, and nobody else keeps the policy then. */
function attach(parts: ModelParts, resource: PlainResource): void {
  const { principal, policyArn = "policyArn" } = resourceType(resource.type) ?? {};
  const policy = parts.policies.resolve(reference(resource, policyArn, parts.policies), resource);
  if (principal) {
    attachOne(parts, resource, principal, policy);
    return;
  }
  const holders = new Set(attachToListed(parts, resource, policy));
  parts.attachments.holdOnlyBy(policy.key, { by: describeResource(resource), urn: resource.urn, holders });
}

function attachOne(
  parts: ModelParts,
  resource: PlainResource,
  { kind, property }: NamedPrincipal,
  policy: ResolvedPolicy,
): void {
  const { principals, attachments } = parts;
  const named = reference(resource, property, principals.target(kind));
  const principal = principals.resolve(kind, named, resource);
  if (principal) attachments.attach(principal, "managed", policy);
  else attachToUnresolved(parts, kind, named, resource, policy);
}

function attachExclusively(parts: ModelParts, resource: PlainResource): void {
  const { attachments } = parts;
  const { principal: named, policyArns } = resourceType(resource.type) ?? {};
  if (!named || !policyArns) return;
  const principal = exclusiveOwner(parts, resource, named);
  if (!principal) return;
  const keeps = attachList(parts, resource, principal, policyArns);
  attachments.keepOnly(principal, "managed", { by: describeResource(resource), urn: resource.urn, keeps });
}

/** The list of a principal itself, which is exclusive with some types. */
function attachCarried(parts: ModelParts, resource: PlainResource): void {
  const { policyArns: property, isExclusive } = resourceType(resource.type) ?? {};
  if (!property) return;
  const set = isSetByProgram(resource, property, parts.inputs);
  const principal = parts.principals.byUrn(resource.urn);
  if (set === "no" || !principal) return;
  const keeps = attachList(parts, resource, principal, property);
  if (set === "assumed" || !isExclusive) return;
  parts.attachments.keepOnly(principal, "managed", {
    by: `${property} of ${describeResource(resource)}`,
    urn: resource.urn,
    keeps,
  });
}

/** @returns the keys of what is attached */
function attachList(
  parts: ModelParts,
  resource: PlainResource,
  principal: Principal,
  property: string,
): Set<string> {
  const { policies, attachments } = parts;
  const attached = references(resource, property, policies).map((each) => policies.resolve(each, resource));
  for (const policy of attached) attachments.attach(principal, "managed", policy);
  return new Set(attached.map(({ key }) => key));
}

/** @returns the principals that the resource's `roles`, `users` and `groups` name */
function attachToListed(parts: ModelParts, resource: PlainResource, policy: ResolvedPolicy): Principal[] {
  const { principals, attachments } = parts;
  return LISTS.flatMap(([property, kind]) => {
    if (isSetByProgram(resource, property, parts.inputs) === "no") return [];
    return references(resource, property, principals.target(kind)).flatMap((named) => {
      const principal = principals.resolve(kind, named, resource);
      if (principal) attachments.attach(principal, "managed", policy);
      else attachToUnresolved(parts, kind, named, resource, policy);
      return principal ?? [];
    });
  });
}

/** An attachment to a principal that is not known may be to any of its kind. */
function attachToUnresolved(
  { attachments }: ModelParts,
  kind: PrincipalKind,
  named: Reference,
  resource: PlainResource,
  policy: ResolvedPolicy,
): void {
  const deniesNothing = policy.document ? !mayDeny(policy.document) : policy.unknown.deniesNothing;
  const fact = attachedTo(kind, named, {
    by: describeResource(resource),
    does: "attach",
    policy: policy.document?.name,
  });
  attachments.unnamedHolders.push({ kind, by: resource, policy });
  attachments.addUnresolvedAttachment(kind, { fact, urn: resource.urn, deniesNothing });
}
