/** Puts a request to all statements of one effect. */
import { compile } from "./compile";
import { applies, matchStatement, type PreparedRequest, type StatementMatch } from "./statement-match";
import type { Truth } from "../truth";
import type { Gap, NamedDocument, Statement, StatementRef } from "../types";
import { documentDoubt, doubts } from "./wording";

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
  gaps: readonly Gap[];
  effect: Statement["effect"];
}

/** Whether some statement of the effect applies to the request; the first that does for certain decides. */
export function evaluateEffect(
  { documents, gaps, effect }: EffectQuery,
  request: PreparedRequest,
): EffectResult {
  let open = gaps.length > 0;
  for (const document of documents) {
    if (document.reading.state !== "known") {
      open = true;
      continue;
    }
    for (const compiled of compile(document.reading.document).statementsFor(request.action)[effect]) {
      const result = applies(compiled, request);
      if (result === "yes") return { holds: "yes", by: { document, statement: compiled.statement } };
      if (result === "maybe") open = true;
    }
  }
  return open ? MAYBE : NO;
}

/** What keeps a weight at `maybe`, as noun phrases. */
export function openQuestions({ documents, gaps, effect }: EffectQuery, request: PreparedRequest): string[] {
  const missing = documents.filter(({ reading }) => reading.state !== "known");
  return [
    ...documents
      .flatMap((document) => statementMatches(document, effect, request))
      .filter((found) => found.applies === "maybe")
      .flatMap((found) => doubts(found, request)),
    ...missing.map(documentDoubt),
    ...gaps.map((gap) => gap.what),
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
