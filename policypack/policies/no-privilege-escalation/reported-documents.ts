import { documentPlaces, unknownDocumentCause } from "../../documents/unknown-documents";
import type { NamedDocument } from "../../evaluation/types";
import type { StackModel } from "../../graph/types";

/** Documents of which `iam-policy-document` has said already that they, or parts of them, are not known. */
export function reportedAsUnknown(model: StackModel): Set<NamedDocument> {
  const documents = new Set(model.principals.flatMap((principal) => principal.documents));
  return new Set(
    [...documents].filter((document) => !isWhollyKnown(document) && isReported(model, document)),
  );
}

function isWhollyKnown({ reading }: NamedDocument): boolean {
  return reading.state === "known" && !reading.document.statements.some(({ unknown }) => unknown);
}

function isReported({ byUrn, reported }: StackModel, { urn, name }: NamedDocument): boolean {
  const resource = urn === undefined ? undefined : byUrn(urn);
  if (!resource) return false;
  return documentPlaces(resource)
    .filter(({ carried }) => carried.kind !== "trust" && carried.name === name)
    .some((place) => reported.cause(unknownDocumentCause(place)));
}
