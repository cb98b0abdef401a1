/** The documents that a resource carries, and how much is known of each. */
import type { PolicyDocument, Reading } from "../evaluation/types";
import { type CarriedDocument, documentsOf } from "../graph/resources/carried-documents";
import { type CarriedResourcePolicy, resourcePolicyOf } from "../graph/resources/carried-resource-policies";
import { readCarried } from "../graph/resources/read-carried";
import type { PlainResource } from "../graph/types";
import type { SharedCause } from "../findings/shared-causes";
import type { UnknownFact } from "../unknowns/unknown-fact";

/** A document, what it says, and the resource that carries it. */
export interface DocumentPlace {
  resource: PlainResource;
  carried: CarriedDocument;
  reading: Reading;
}

/** The policy of a resource with the resource that carries it. */
export interface ResourcePolicyPlace extends DocumentPlace {
  carried: CarriedResourcePolicy;
}

/** The documents of principals that a resource carries, each read once. */
export function documentPlaces(resource: PlainResource): DocumentPlace[] {
  return documentsOf(resource).map((carried) => ({ resource, carried, reading: readCarried(carried) }));
}

/** The policy of a resource that a resource carries, read; undefined of one that carries none. */
export function resourcePolicyPlace(resource: PlainResource): ResourcePolicyPlace | undefined {
  const carried = resourcePolicyOf(resource);
  return carried && { resource, carried, reading: readCarried(carried) };
}

/** Whether a document, or a part of it, is not known. */
export function isUnknown({ reading, carried: { value } }: DocumentPlace): boolean {
  if (value === undefined || value === null || value === "") return false;
  if (reading.state === "known") return reading.document.statements.some(({ unknown }) => unknown);
  return reading.state === "unknown";
}

/** That nothing, or not all, is known of what the document says, as the cause that rules share. */
export function unknownDocumentCause({ resource, carried }: DocumentPlace): SharedCause {
  return { kind: "unknown-document", urn: resource.urn, path: carried.path };
}

/** That a role for ECS tasks trusts others too, as the cause that rules share. */
export function otherPrincipalsCause({ resource, carried }: DocumentPlace): SharedCause {
  return { kind: "other-principals", urn: resource.urn, path: carried.path };
}

/** What is not known of a document that `isUnknown`. */
export function unknownsOf({ carried, reading }: DocumentPlace): UnknownFact[] {
  if (reading.state === "known") return unknownParts(carried, reading.document.statements);
  return [carried.kind === "trust" ? { kind: "trust-policy" } : { kind: "document", document: carried.name }];
}

/** The statements of a document that are unknown in part. */
export function unknownParts(
  { name }: CarriedDocument,
  statements: PolicyDocument["statements"],
): UnknownFact[] {
  return statements
    .filter(({ unknown }) => unknown)
    .map(({ sid, index }) => ({ kind: "statement-part", statement: { sid, index }, document: name }));
}
