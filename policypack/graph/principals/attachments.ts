/** Managed policies attached to principals, by every resource type that attaches them. */
import type { PrincipalKind } from "../../aws/iam-arn";
import { isSet } from "../resources/set-properties";
import { MANAGED_POLICY_TYPES, type ResolvedPolicy } from "./managed-policies";
import { inWords, type Parts, toWhom } from "./parts";
import { mayDeny } from "../resources/read-carried";
import { type Reference, reference, references } from "../resources/references";
import type { PlainResource, Principal } from "../types";

/** Attach one policy to one principal. */
const SINGLE: Record<string, PrincipalKind> = {
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "role",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "user",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "group",
};

/** Attach a list of policies to one principal, and detach all others. */
const EXCLUSIVE: Record<string, PrincipalKind> = {
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "role",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": "user",
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": "group",
};

/** Principals that carry a list of policies themselves. */
const CARRIERS = ["aws:iam/role:Role", "aws-native:iam:Role", "aws-native:iam:User", "aws-native:iam:Group"];

/** Properties that list principals, and their kinds. */
const LISTS: [string, PrincipalKind][] = [
  ["roles", "role"],
  ["users", "user"],
  ["groups", "group"],
];

export function attachManagedPolicies(parts: Parts): void {
  const { index, policies } = parts;
  for (const [type, kind] of Object.entries(SINGLE)) {
    for (const resource of index.ofType(type)) attachOne(parts, resource, kind);
  }
  for (const [type, kind] of Object.entries(EXCLUSIVE)) {
    for (const resource of index.ofType(type)) attachExclusively(parts, resource, kind);
  }
  for (const resource of index.ofType(...CARRIERS)) attachCarried(parts, resource);
  for (const resource of index.ofType(...MANAGED_POLICY_TYPES)) {
    const policy = policies.ofResource(resource.urn);
    if (policy) attachToListed(parts, resource, policy);
  }
  for (const resource of index.ofType("aws:iam/policyAttachment:PolicyAttachment")) {
    const policy = policies.resolve(reference(resource, "policyArn", policies), resource);
    const holders = new Set(attachToListed(parts, resource, policy));
    parts.attachments.holdOnlyBy(policy.key, { by: inWords(resource), urn: resource.urn, holders });
  }
}

function attachOne(parts: Parts, resource: PlainResource, kind: PrincipalKind): void {
  const { policies, principals, attachments } = parts;
  const policy = policies.resolve(reference(resource, "policyArn", policies), resource);
  const named = reference(resource, kind, principals.target(kind));
  const principal = principals.resolve(kind, named, resource);
  if (principal) attachments.attach(principal, "managed", policy);
  else goAstray(parts, kind, named, resource, policy);
}

function attachExclusively(parts: Parts, resource: PlainResource, kind: PrincipalKind): void {
  const { principals, attachments } = parts;
  const property = `${kind}Name`;
  const principal = principals.resolve(
    kind,
    reference(resource, property, principals.target(kind)),
    resource,
  );
  if (!principal) {
    attachments.addUnresolvedAttachment(kind, {
      what: `${inWords(resource)}, whose ${property} is not known`,
      urn: resource.urn,
    });
    return;
  }
  const keeps = attachList(parts, resource, principal, "policyArns");
  attachments.keepOnly(principal, "managed", { by: inWords(resource), urn: resource.urn, keeps });
}

/** On `aws:iam/role:Role` the list is exclusive, as the provider's documentation of `managedPolicyArns` says. */
function attachCarried(parts: Parts, resource: PlainResource): void {
  const property = "managedPolicyArns";
  const set = isSet(resource, property, parts.inputs);
  const principal = parts.principals.byUrn(resource.urn);
  if (set === "no" || !principal) return;
  const keeps = attachList(parts, resource, principal, property);
  if (set === "assumed" || resource.type !== "aws:iam/role:Role") return;
  parts.attachments.keepOnly(principal, "managed", {
    by: `${property} of ${inWords(resource)}`,
    urn: resource.urn,
    keeps,
  });
}

/** @returns the keys of what is attached */
function attachList(
  parts: Parts,
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
function attachToListed(parts: Parts, resource: PlainResource, policy: ResolvedPolicy): Principal[] {
  const { principals, attachments } = parts;
  return LISTS.flatMap(([property, kind]) => {
    if (isSet(resource, property, parts.inputs) === "no") return [];
    return references(resource, property, principals.target(kind)).flatMap((named) => {
      const principal = principals.resolve(kind, named, resource);
      if (principal) attachments.attach(principal, "managed", policy);
      else goAstray(parts, kind, named, resource, policy);
      return principal ?? [];
    });
  });
}

/** An attachment to nobody known may be to anyone of its kind. */
function goAstray(
  { attachments }: Parts,
  kind: PrincipalKind,
  named: Reference,
  resource: PlainResource,
  policy: ResolvedPolicy,
): void {
  const deniesNothing = policy.document ? !mayDeny(policy.document) : policy.gap.deniesNothing;
  const attaches = policy.document ? `policy ${policy.document.name}` : "a policy";
  const what = `${inWords(resource)}, which attaches ${attaches} to ${toWhom(kind, named)}`;
  attachments.addUnresolvedAttachment(kind, { what, urn: resource.urn, deniesNothing });
}
