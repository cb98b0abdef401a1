import { readDocument } from "../../evaluation/reading/read-document";
import type { DocumentKind, NamedDocument, Reading } from "../../evaluation/types";

/** A document as a resource or config carries it, read. */
export function namedDocument(carried: Carried & { name: string }, urn?: string): NamedDocument {
  const { kind, name } = carried;
  return {
    name,
    kind,
    ...(urn ? { urn } : {}),
    reading: readCarried(carried),
  };
}

/** A document before it is read. */
interface Carried {
  kind: DocumentKind;
  value: unknown;
  /** See `PlainResource.mayHaveLostValues`. */
  mayHaveLostParts?: boolean;
}

/** A document as it is carried, read by the grammar of its kind. */
export function readCarried({ kind, value, mayHaveLostParts }: Carried): Reading {
  return readDocument(value, kind === "trust" ? "trust" : "identity", mayHaveLostParts);
}

/** True unless it is certain that the document denies nothing. */
export function mayDeny({ reading }: NamedDocument): boolean {
  return (
    reading.state !== "known" ||
    reading.document.statements.some(({ effect, unknown }) => effect === "Deny" || unknown)
  );
}
