/** What `role-trust-scoped` says of a trust policy that lets in more than it should. */
import type { DocumentPlace } from "../../documents/unknown-documents";
import { capital } from "../../evaluation/decisions/wording";
import type { Finding } from "../../findings/finding";
import { statementName } from "../../findings/names";
import { placeOfStatements } from "../../findings/place";
import { describe, draft, NAME } from "./draft";
import type { Opening } from "./opening";

/** One finding of what is surely open, and one of what may be: a statement that is open is not advised on, too. */
export function openFindings(place: DocumentPlace, openings: Opening[]): Finding[] {
  const sure = openings.filter(({ isDoubtful }) => !isDoubtful);
  const open = new Set(sure.map(({ statement }) => statement));
  const doubtful = openings.filter(({ isDoubtful, statement }) => isDoubtful && !open.has(statement));
  return [
    ...(sure.length > 0 ? [openFinding(place, sure)] : []),
    ...(doubtful.length > 0 ? [openFinding(place, doubtful, "advisory")] : []),
  ];
}

function openFinding(place: DocumentPlace, openings: Opening[], level?: "advisory"): Finding {
  const who = each(openings.map((opening) => opening.who)).join("; and by ");
  return draft(place, {
    ...ofStatements(place, openings),
    verdict: "violated",
    ...(level && { level }),
    key: `${level ?? "open"} ${causes(openings)}`,
    message: `${describe(place)} may be assumed by ${who}.`,
    remedy: `${capital(each(openings.map(({ remedy }) => remedy)).join("; "))}.`,
  });
}

/** Of accounts of which it is not known whether one of them is the stack's own. */
export function placelessFinding(
  place: DocumentPlace,
  openings: Opening[],
  possible: (string | undefined)[],
): Finding {
  const who = each(openings.map((opening) => opening.who)).join("; and by ");
  const accounts = possible.map((account) => account ?? "any");
  return draft(place, {
    ...ofStatements(place, openings),
    verdict: "unproven",
    level: "advisory",
    unknowns: [{ kind: "place", of: place.resource.name, accounts, regions: [] }],
    key: `accounts ${causes(openings)}`,
    message: `Whether ${describe(place)} may be assumed by another account is unproven: it may by ${who}, and nothing tells which account the stack is for.`,
    remedy: `Set "account" under "${NAME}" in the pack's config, or the provider's allowedAccountIds.`,
  });
}

function ofStatements({ carried }: DocumentPlace, openings: Opening[]) {
  const statements = each(openings.map(({ statement }) => statement));
  return {
    actions: statements.flatMap(({ actions }) => (actions.negated ? [] : actions.patterns)),
    decidedBy: statements.map((statement) => statementName({ statement, document: carried })).join("; "),
    place: placeOfStatements(statements.map((statement) => ({ statement, document: carried }))),
  };
}

function causes(openings: Opening[]): string {
  return each(openings.map(({ cause }) => cause))
    .sort()
    .join();
}

function each<T>(items: T[]): T[] {
  return [...new Set(items)];
}
