/** Inline policies: as resources of their own, and in the properties of principals. */
import { resourceType } from "../../aws/resource-types";
import { UNKNOWN } from "../../evaluation/types";
import type { PrincipalKind } from "../../aws/iam-arn";
import { attachedTo, exclusiveOwner, type ModelParts } from "./model-parts";
import { type CarriedDocument, documentsOf } from "../resources/carried-documents";
import { isSetByProgram, type SetInputs } from "../resources/set-properties";
import type { ResolvedPolicy } from "./managed-policies";
import { describeResource, givenName, nameOf } from "../resources/names";
import { mayDeny, namedDocument } from "../resources/read-carried";
import { reference, type Reference, references, type Target } from "../resources/references";
import type { PlainResource } from "../types";

export function attachInlinePolicies(parts: ModelParts): void {
  const { index } = parts;
  for (const resource of index.ofKind("inline policy")) embedIn(parts, resource);
  for (const resource of index.ofKind("role", "user", "group")) embedCarried(parts, resource);
  for (const resource of index.ofKind("inline policies")) keepOnlyNamed(parts, resource);
}

/** In the one principal that the resource is about; else in all that it lists. */
function embedIn(parts: ModelParts, resource: PlainResource): void {
  const policy = ofResource(resource, parts.inputs);
  const one = resourceType(resource.type)?.principal;
  if (one) {
    const named = reference(resource, one.property, parts.principals.target(one.kind));
    embed(parts, resource, one.kind, named, policy);
    return;
  }
  for (const kind of ["role", "user", "group"] as const) {
    for (const named of references(resource, `${kind}s`, parts.principals.target(kind))) {
      embed(parts, resource, kind, named, policy);
    }
  }
}

function embed(
  { principals, attachments }: ModelParts,
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
  attachments.unnamedHolders.push({ kind, by: resource, policy });
  attachments.addUnresolvedAttachment(kind, {
    fact: attachedTo(kind, named, { by: describeResource(resource), does: "embed" }),
    urn: resource.urn,
    deniesNothing: !!policy.document && !mayDeny(policy.document),
  });
}

/** The list of a principal itself, which is exclusive with some types. */
function embedCarried({ inputs, principals, attachments }: ModelParts, resource: PlainResource): void {
  const { inlinePolicies, isExclusive } = resourceType(resource.type) ?? {};
  if (!inlinePolicies) return;
  const { property } = inlinePolicies;
  const set = isSetByProgram(resource, property, inputs);
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
  if (set === "assumed" || !isExclusive) return;
  attachments.keepOnly(principal, "inline", {
    by: `${property} of ${describeResource(resource)}`,
    urn: resource.urn,
    keeps,
  });
}

function keepOnlyNamed(parts: ModelParts, resource: PlainResource): void {
  const { attachments, index } = parts;
  const named = resourceType(resource.type)?.principal;
  if (!named) return;
  const principal = exclusiveOwner(parts, resource, named);
  if (!principal) return;
  const inline: Target = {
    fits: (urn) => {
      const type = resourceType(index.byUrn(urn)?.type ?? "");
      return type?.is === "inline policy" && type.principal?.kind === named.kind;
    },
    urnOf: () => undefined,
  };
  const keeps = references(resource, "policyNames", inline).map(({ value, sources: [source] }) => {
    const policy = typeof value === "string" ? undefined : index.byUrn(source ?? "");
    return policy ? keyOf(policy) : String(value);
  });
  attachments.keepOnly(principal, "inline", {
    by: describeResource(resource),
    urn: resource.urn,
    keeps: new Set(keeps),
  });
}

function ofResource(resource: PlainResource, inputs: SetInputs): ResolvedPolicy {
  const [carried] = documentsOf(resource);
  if (!carried) throw new Error(`${resource.type} is not known to carry a document`);
  const policy = { key: keyOf(resource), document: namedDocument(carried, resource.urn) };
  return isNamedLater(resource, inputs) ? { ...policy, namedLater: describeResource(resource) } : policy;
}

/** By an output that is not known yet; a name that AWS or the provider generates is nobody else's. */
function isNamedLater(resource: PlainResource, inputs: SetInputs): boolean {
  const { name } = resourceType(resource.type) ?? {};
  return (
    name !== undefined && givenName(resource) === UNKNOWN && isSetByProgram(resource, name, inputs) === "yes"
  );
}

/** Inline policies of one principal are told apart by name; where AWS generates it, by resource. */
function keyOf(resource: PlainResource): string {
  return nameOf(resource) ?? resource.urn;
}

function inlinePolicy(carried: CarriedDocument, resource: PlainResource, key: string): ResolvedPolicy {
  return { key, document: namedDocument(carried, resource.urn) };
}
