/** Short ways to write what a test is about. */
import assert from "node:assert/strict";
import { contextOf } from "../../../../policypack/evaluation/conditions/request-context";
import { readDocument } from "../../../../policypack/evaluation/reading/read-document";
import type {
  Access,
  AccessRequest,
  NamedDocument,
  Reading,
  RequestContext,
  UnknownAccess,
} from "../../../../policypack/evaluation/types";

/** A statement as a document writes it; Effect is Allow and Resource `*` unless said otherwise. */
export type Written = Record<string, unknown>;

/** A readable 2012-10-17 document of these statements. */
export function documentOf(...statements: Written[]): Written {
  return { Version: "2012-10-17", Statement: statements.map(completed) };
}

function completed(statement: Written): Written {
  const resource = "Resource" in statement || "NotResource" in statement ? {} : { Resource: "*" };
  return { Effect: "Allow", ...resource, ...statement };
}

/** A document called `name`; unlike in `read`, it need not be well-formed. */
export function named(
  name: string,
  document: unknown,
  kind: NamedDocument["kind"] = "inline",
): NamedDocument {
  return { name, kind, reading: readDocument(document, "identity") };
}

/** A named document of these statements, which must be well-formed. */
export function policy(name: string, ...statements: Written[]): NamedDocument {
  const read = named(name, documentOf(...statements));
  assert.notEqual(read.reading.state, "malformed", JSON.stringify(read.reading));
  return read;
}

export function access(
  documents: NamedDocument[],
  more: { boundary?: NamedDocument; unknowns?: UnknownAccess[] } = {},
): Access {
  return { documents, unknowns: more.unknowns ?? [], ...(more.boundary && { boundary: more.boundary }) };
}

/** A context in which the given keys are known and no request carries any other. */
export function onlyKeys(entries: Record<string, string | string[] | null> = {}): RequestContext {
  return contextOf(entries, () => ({ state: "absent" }));
}

export function request(
  action: string,
  resource: string,
  context: RequestContext = onlyKeys(),
): AccessRequest {
  return { action, resource, context };
}

/** The problems of a document that must be malformed, as `path: message`. */
export function problemsOf(reading: Reading): string[] {
  assert.equal(reading.state, "malformed");
  return reading.state === "malformed"
    ? reading.problems.map(({ path, message }) => `${path}: ${message}`)
    : [];
}
