/** Puts a request to all statements of one effect. */
import { compile, type CompiledStatement } from "./compile";
import { applies, matchStatement, type PreparedRequest, type StatementMatch } from "./statement-match";
import type { Truth } from "../truth";
import type { NamedDocument, Statement, StatementRef, UnknownAccess } from "../types";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { unknownDocument, unknownsOf } from "./unknowns";

/** Whether some documents allow, or deny. */
export interface EffectResult {
  holds: Truth;
  /** The statement that does so for certain. */
  by?: StatementRef;
}

const NO: EffectResult = { holds: "no" };
const MAYBE: EffectResult = { holds: "maybe" };

/** What is weighed: the documents of one effect, and what is missing beside them. */
export interface EffectQuery {
  documents: readonly NamedDocument[];
  unknowns: readonly UnknownAccess[];
  effect: Statement["effect"];
}

/**
 * Whether some statement of the effect applies to the request; the first that does for certain decides.
 *
 * @param appliesTo how a statement about the action applies; by default to whoever it names the requester by
 */
export function evaluateEffect(
  { documents, unknowns, effect }: EffectQuery,
  request: PreparedRequest,
  appliesTo: (compiled: CompiledStatement, request: PreparedRequest) => Truth = applies,
): EffectResult {
  let open = unknowns.length > 0;
  for (const document of documents) {
    if (document.reading.state !== "known") {
      open = true;
      continue;
    }
    for (const compiled of compile(document.reading.document).statementsFor(request.action)[effect]) {
      const result = appliesTo(compiled, request);
      if (result === "yes") return { holds: "yes", by: { document, statement: compiled.statement } };
      if (result === "maybe") open = true;
    }
  }
  return open ? MAYBE : NO;
}

/** What keeps a result at `maybe`. */
export function openQuestions(
  { documents, unknowns, effect }: EffectQuery,
  request: PreparedRequest,
): UnknownFact[] {
  const missing = documents.filter(({ reading }) => reading.state !== "known");
  return [
    ...documents
      .flatMap((document) => statementMatches(document, effect, request))
      .filter((found) => found.applies === "maybe")
      .flatMap((found) => unknownsOf(found, request)),
    ...missing.map(unknownDocument),
    ...unknowns.map(({ fact }) => fact),
  ];
}

/** The statements of a document that are about the action, each with how it stands to the request. */
export function statementMatches(
  document: NamedDocument,
  effect: Statement["effect"],
  request: PreparedRequest,
): StatementMatch[] {
  if (document.reading.state !== "known") return [];
  const about = compile(document.reading.document).statementsFor(request.action);
  return about[effect].map((compiled) => matchStatement(document, compiled, request));
}
