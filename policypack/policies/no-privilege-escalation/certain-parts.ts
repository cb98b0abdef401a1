/** What of statements that are unknown in part lets a principal raise its rights whatever the rest turns out to be. */
import { knownParts } from "../../documents/known-parts";
import { documentPlaces } from "../../documents/unknown-documents";
import type { NamedDocument, Statement } from "../../evaluation/types";
import type { Principal, StackModel } from "../../graph/types";
import type { Escalation } from "./escalation";
import { escalationsOf } from "./escalations";

/**
 * The ways with what is certain of their statements in place of the whole, where that suffices.
 *
 * @param escalations all of the principal
 */
export function certainWays(
  model: StackModel,
  principal: Principal,
  escalations: Escalation[],
): Escalation[] {
  if (!escalations.some(({ grant }) => grant.statement.unknown)) return escalations;
  const originals = new Map<NamedDocument, NamedDocument>();
  const parts = new Set<Statement>();
  const documents = principal.documents.map((document) => {
    const known = partsOf(model, document);
    if (known.length === 0) return document;
    for (const part of known) parts.add(part);
    const certain = withParts(document, known);
    originals.set(certain, document);
    return certain;
  });
  if (parts.size === 0) return escalations;
  const certain = escalationsOf(model, { ...principal, documents })
    .filter(({ grant }) => parts.has(grant.statement))
    .map((way) => ({
      ...way,
      grant: { ...way.grant, document: originals.get(way.grant.document) ?? way.grant.document },
    }));
  const isCertain = ({ grant: { document, statement } }: Escalation) =>
    certain.some(({ grant }) => grant.document === document && grant.statement.index === statement.index);
  return [...certain, ...escalations.filter((way) => !isCertain(way))];
}

function partsOf(model: StackModel, { urn, name, kind, reading }: NamedDocument): Statement[] {
  if (reading.state !== "known" || !reading.document.statements.some(({ unknown }) => unknown)) return [];
  const resource = urn === undefined ? undefined : model.byUrn(urn);
  const place =
    resource &&
    documentPlaces(resource).find(({ carried }) => carried.name === name && carried.kind === kind);
  return place ? knownParts(place) : [];
}

/** The document with parts for the statements that they are of, and without the others that are not known. */
function withParts(document: NamedDocument, parts: Statement[]): NamedDocument {
  const { reading } = document;
  if (reading.state !== "known") return document;
  const statements = reading.document.statements.flatMap((statement) => {
    if (!statement.unknown || statement.effect !== "Allow") return [statement];
    return parts.find(({ index }) => index === statement.index) ?? [];
  });
  return { ...document, reading: { state: "known", document: { ...reading.document, statements } } };
}
