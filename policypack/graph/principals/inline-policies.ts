/** Inline policies: as resources of their own, and in the properties of principals. */
import type { PrincipalKind } from "../../aws/iam-arn";
import { type Parts, inWords, toWhom } from "./parts";
import { type CarriedDocument, documentsOf } from "../resources/carried-documents";
import { isSet } from "../resources/set-properties";
import type { ResolvedPolicy } from "./managed-policies";
import { text } from "../resources/plain";
import { mayDeny, namedDocument } from "../resources/read-carried";
import { reference, type Reference, references, type Target } from "../resources/references";
import type { PlainResource } from "../types";

interface InlineType {
  kind: PrincipalKind;
  /** The property that names the principal, and the one that names the policy. */
  principal: string;
  named: string;
}

const RESOURCES: Record<string, InlineType> = {
  "aws:iam/rolePolicy:RolePolicy": { kind: "role", principal: "role", named: "name" },
  "aws:iam/userPolicy:UserPolicy": { kind: "user", principal: "user", named: "name" },
  "aws:iam/groupPolicy:GroupPolicy": { kind: "group", principal: "group", named: "name" },
  "aws-native:iam:RolePolicy": { kind: "role", principal: "roleName", named: "policyName" },
  "aws-native:iam:UserPolicy": { kind: "user", principal: "userName", named: "policyName" },
  "aws-native:iam:GroupPolicy": { kind: "group", principal: "groupName", named: "policyName" },
};

/** Principals that carry inline policies themselves. */
const CARRIERS: Record<string, string> = {
  "aws:iam/role:Role": "inlinePolicies",
  "aws-native:iam:Role": "policies",
  "aws-native:iam:User": "policies",
  "aws-native:iam:Group": "policies",
};

/** Resources that delete every inline policy of a principal that they do not name. */
const EXCLUSIVE: Record<string, PrincipalKind> = {
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive": "role",
  "aws:iam/userPoliciesExclusive:UserPoliciesExclusive": "user",
  "aws:iam/groupPoliciesExclusive:GroupPoliciesExclusive": "group",
};

export function attachInlinePolicies(parts: Parts): void {
  const { index } = parts;
  for (const [type, { kind, principal, named }] of Object.entries(RESOURCES)) {
    for (const resource of index.ofType(type)) {
      const policy = ofResource(resource, named);
      embed(parts, resource, kind, reference(resource, principal, parts.principals.target(kind)), policy);
    }
  }
  for (const resource of index.ofType("aws-native:iam:Policy")) embedInListed(parts, resource);
  for (const [type, property] of Object.entries(CARRIERS)) {
    for (const resource of index.ofType(type)) embedCarried(parts, resource, property);
  }
  for (const [type, kind] of Object.entries(EXCLUSIVE)) {
    for (const resource of index.ofType(type)) keepOnlyNamed(parts, resource, kind);
  }
}

function embed(
  { principals, attachments }: Parts,
  resource: PlainResource,
  kind: PrincipalKind,
  named: Reference,
  policy: ResolvedPolicy,
): void {
  const principal = principals.resolve(kind, named, resource);
  if (principal) {
    attachments.attach(principal, "inline", policy);
    return;
  }
  const what = `${inWords(resource)}, an inline policy of ${toWhom(kind, named)}`;
  attachments.addUnresolvedAttachment(kind, {
    what,
    urn: resource.urn,
    deniesNothing: !!policy.document && !mayDeny(policy.document),
  });
}

/** `aws-native:iam:Policy` embeds its document in every principal that it names. */
function embedInListed(parts: Parts, resource: PlainResource): void {
  const policy = ofResource(resource, "policyName");
  for (const kind of ["role", "user", "group"] as const) {
    for (const named of references(resource, `${kind}s`, parts.principals.target(kind))) {
      embed(parts, resource, kind, named, policy);
    }
  }
}

/** `inlinePolicies` of `aws:iam/role:Role` is exclusive, as the provider's documentation says. */
function embedCarried(
  { inputs, principals, attachments }: Parts,
  resource: PlainResource,
  property: string,
): void {
  const set = isSet(resource, property, inputs);
  const principal = principals.byUrn(resource.urn);
  if (set === "no" || !principal) return;
  const keeps = new Set<string>();
  for (const carried of documentsOf(resource).filter((document) => document.kind === "inline")) {
    const key = keeps.has(carried.name) ? carried.path : carried.name;
    keeps.add(key);
    const policy = inlinePolicy(carried, resource, key);
    if (set === "assumed") attachments.assume(principal, "inline", policy);
    else attachments.attach(principal, "inline", policy);
  }
  if (set === "assumed" || resource.type !== "aws:iam/role:Role") return;
  attachments.keepOnly(principal, "inline", {
    by: `${property} of ${inWords(resource)}`,
    urn: resource.urn,
    keeps,
  });
}

function keepOnlyNamed(parts: Parts, resource: PlainResource, kind: PrincipalKind): void {
  const { principals, attachments, index } = parts;
  const owner = reference(resource, `${kind}Name`, principals.target(kind));
  const principal = principals.resolve(kind, owner, resource);
  if (!principal) {
    attachments.addUnresolvedAttachment(kind, {
      what: `${inWords(resource)}, whose ${kind}Name is not known`,
      urn: resource.urn,
    });
    return;
  }
  const inline: Target = {
    fits: (urn) => RESOURCES[index.byUrn(urn)?.type ?? ""]?.kind === kind,
    urnOf: () => undefined,
  };
  const keeps = references(resource, "policyNames", inline).map(({ value, sources: [source] }) => {
    const policy = typeof value === "string" ? undefined : index.byUrn(source ?? "");
    return policy ? keyOf(policy, RESOURCES[policy.type]?.named ?? "name") : String(value);
  });
  attachments.keepOnly(principal, "inline", {
    by: inWords(resource),
    urn: resource.urn,
    keeps: new Set(keeps),
  });
}

function ofResource(resource: PlainResource, named: string): ResolvedPolicy {
  const [carried] = documentsOf(resource);
  if (!carried) throw new Error(`${resource.type} is not known to carry a document`);
  return inlinePolicy(carried, resource, keyOf(resource, named));
}

/** Inline policies of one principal are told apart by name; where AWS generates it, by resource. */
function keyOf({ props, urn }: PlainResource, named: string): string {
  return text(props[named]) ?? urn;
}

function inlinePolicy(carried: CarriedDocument, resource: PlainResource, key: string): ResolvedPolicy {
  return { key, document: namedDocument(carried, resource.urn) };
}
