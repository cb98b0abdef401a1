/** What is said of statements that grant nothing. */
import { outputText } from "../../documents/output-text";
import type { DocumentPlace } from "../../documents/unknown-documents";
import { capital } from "../../evaluation/decisions/wording";
import { statementLabel } from "../../unknowns/statement-label";
import { fillingRemedy } from "../../evaluation/reading/placeholders";
import type { PolicyDocument } from "../../evaluation/types";
import type { Finding } from "../../findings/finding";
import { statementName } from "../../findings/names";
import { listed } from "../../unknowns/listed";
import { placeOfStatements } from "../../findings/place";
import { describe, documentFinding } from "./document-findings";
import { type DeadGrant, deadGrants } from "./ineffective-grants";
import { placeholdersOf, unfilledPlaceholders } from "./unfilled-templates";

/** One a statement and form of resource; where it comes of what nobody filled in, one for all of the document. */
export function ineffectiveGrants(place: DocumentPlace, document: PolicyDocument): Finding[] {
  const grants = deadGrants(document);
  const unfilled = outputText(place.carried.value) === undefined ? unfilledPlaceholders(document) : [];
  if (unfilled.length === 0) return grants.map((grant) => ineffective(place, grant));
  const others = grants.filter(({ statement }) => placeholdersOf(statement).length === 0);
  const ofThem = grants.filter((grant) => !others.includes(grant));
  return [...others.map((grant) => ineffective(place, grant)), unfilledFinding(place, unfilled, ofThem)];
}

/** @param grants those that grant nothing for it */
function unfilledFinding(place: DocumentPlace, unfilled: string[], grants: DeadGrant[]): Finding {
  const [first] = grants;
  const isOne = first !== undefined && grants.every(({ statement }) => statement === first.statement);
  const are = unfilled.every((one) => /^\d+$/.test(one))
    ? "which is not an account of twelve digits"
    : `${unfilled.length === 1 ? "a placeholder that was" : "placeholders that were"} never filled in`;
  return documentFinding(place, {
    verdict: "violated",
    key: isOne ? keyOf(first) : `placeholders ${unfilled.join()}`,
    actions: grants.flatMap(({ actions }) => actions),
    resources: grants
      .flatMap(({ statement }) => statement.resources?.patterns ?? [])
      .filter((pattern) => unfilled.some((one) => pattern.includes(one))),
    message: `${capital(describe(place))} has ${listed(unfilled)} in it, ${are}: nothing matches it.`,
    ...(isOne && {
      decidedBy: statementName({ statement: first.statement, document: place.carried }),
      place: placeOfStatements([{ statement: first.statement, document: place.carried }]),
    }),
    remedy: fillingRemedy(unfilled),
  });
}

function ineffective(place: DocumentPlace, grant: DeadGrant): Finding {
  const { statement, actions, needs } = grant;
  const name = statementLabel(statement);
  return documentFinding(place, {
    verdict: "violated",
    key: keyOf(grant),
    actions,
    resources: statement.resources?.patterns ?? [],
    message: `In ${describe(place)}, ${name} allows ${actions.join(", ")} on resources that such requests never name, so it grants nothing.`,
    decidedBy: statementName({ statement, document: place.carried }),
    place: placeOfStatements([{ statement, document: place.carried }]),
    remedy: needs.includes("*")
      ? `Move ${actions.join(", ")} to a statement with "Resource": "*"; AWS checks it on no single resource.`
      : `Add a resource of the form ${needs.join(" or ")}, or take ${actions.join(", ")} out.`,
  });
}

function keyOf({ statement, actions }: DeadGrant): string {
  const resources = statement.resources?.patterns ?? [];
  return `dead ${statement.sid ?? ""} ${[...actions].sort()} ${[...resources].sort()}`;
}
