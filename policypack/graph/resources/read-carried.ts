import { readDocument } from "../../evaluation/reading/read-document";
import type { DocumentKind, NamedDocument, Reading } from "../../evaluation/types";

/** A document as a resource or config carries it, read. */
export function namedDocument(
  carried: { kind: DocumentKind; name: string; value: unknown },
  urn?: string,
): NamedDocument {
  const { kind, name, value } = carried;
  return {
    name,
    kind,
    ...(urn ? { urn } : {}),
    reading: readCarried({ kind, value }),
  };
}

/** A document as it is carried, read by the grammar of its kind. */
export function readCarried({ kind, value }: { kind: DocumentKind; value: unknown }): Reading {
  return readDocument(value, kind === "trust" ? "trust" : "identity");
}

/** True unless it is certain that the document denies nothing. */
export function mayDeny({ reading }: NamedDocument): boolean {
  return (
    reading.state !== "known" ||
    reading.document.statements.some(({ effect, unknown }) => effect === "Deny" || unknown)
  );
}
