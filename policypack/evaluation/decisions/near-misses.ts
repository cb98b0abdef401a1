/** Statements that nearly decide a request: what a reader needs to see to write the remedy. */
import { compile } from "./compile";
import { matchStatement, type PreparedRequest } from "./statement-match";
import type { Access, NamedDocument, NearMiss, Outcome } from "../types";
import type { Surroundings } from "./surroundings";
import { statementMatches } from "./effects";
import { firstFew, shortfall } from "./wording";

/** More would not fit into a message. */
const MOST_NEAR_MISSES = 10;

/** Where the statements stand that might have allowed a request. */
export interface Deciding {
  access: Access;
  around: Surroundings;
  /** Where a limit refuses, its documents. */
  withheldBy?: readonly NamedDocument[];
}

/**
 * The Allow statements that name the action but do not apply, and those that reach the resource but not the action.
 * Where something that must let the request through refuses, those of its documents.
 */
export function nearMissesOf(outcome: Outcome, deciding: Deciding, request: PreparedRequest): NearMiss[] {
  if (outcome === "allowed" || outcome === "explicitly-denied") return [];
  const { access, around, withheldBy } = deciding;
  const documents = withheldBy ?? [...access.documents, ...(around.resource?.documents ?? [])];
  const misses = documents.flatMap((document) => sameAction(document, request));
  if (misses.length === 0) misses.push(...documents.flatMap((document) => sameResource(document, request)));
  return misses.slice(0, MOST_NEAR_MISSES);
}

function sameAction(document: NamedDocument, request: PreparedRequest): NearMiss[] {
  return statementMatches(document, "Allow", request).flatMap((found) => {
    const why = shortfall(found, request);
    return why === undefined ? [] : [{ document, statement: found.statement, why }];
  });
}

/** Statements of the action's service whose resources are the ones asked for. */
function sameResource(document: NamedDocument, request: PreparedRequest): NearMiss[] {
  if (document.reading.state !== "known") return [];
  const service = request.action.slice(0, request.action.indexOf(":") + 1);
  const compiled = compile(document.reading.document);
  // What names the action as well is no miss: it leaves the request to the policies of an account.
  const granting = compiled.statementsFor(request.action).Allow;
  return compiled.statements
    .filter((each) => !granting.includes(each))
    .filter(({ statement }) => statement.effect === "Allow" && !statement.actions.negated)
    .filter(({ actions }) => actions.items.some(({ prefix }) => prefix.startsWith(service)))
    .filter((each) => matchStatement(document, each, request).resourceMatch.all === "yes")
    .map(({ statement }) => ({
      document,
      statement,
      why: `it allows ${firstFew(statement.actions.patterns)} there, not ${request.asked.action}`,
    }));
}
