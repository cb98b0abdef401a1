/** The engine's findings in words: why a statement does not decide. */
import type { PreparedRequest, StatementMatch } from "./statement-match";
import type { Condition, ContextValue, PatternList, Statement, StatementRef } from "../types";
import { describeUnknown } from "../../unknowns/describe";
import { statementLabel } from "../../unknowns/statement-label";
import { unknownsOf } from "./unknowns";

/** `statement "ReadData" of AppPolicy` */
export function statementInDocument({ document, statement }: StatementRef): string {
  return `${statementLabel(statement)} of ${document.name}`;
}

/** Why a statement about the action does not apply for certain; undefined if it does. */
export function shortfall(match: StatementMatch, request: PreparedRequest): string | undefined {
  const { statement, resourceMatch, applies, names } = match;
  if (applies === "yes") return undefined;
  if (names === "no") return principalShortfall(statement);
  const reached = statement.effect === "Allow" ? resourceMatch.all : resourceMatch.some;
  if (reached === "no") return resourceShortfall(match, request);
  const failed = match.compiled.conditions().find(({ holds }) => holds(request.context) === "no");
  if (failed)
    return `its condition ${conditionText(failed.condition)} fails: ${given(failed.condition, request)}`;
  return `it depends on ${unknownsOf(match, request).map(describeUnknown).join(" and ")}`;
}

function principalShortfall({ principals }: Statement): string {
  const named = firstFew(Object.values(principals?.values ?? {}).flat());
  return principals?.negated ? `its NotPrincipal leaves out ${named}` : `it is about ${named}`;
}

function resourceShortfall({ statement, resourceMatch }: StatementMatch, { asked }: PreparedRequest): string {
  const resources = statement.resources ?? { negated: false, patterns: [] };
  if (resources.negated) return `its NotResource leaves out ${firstFew(resources.patterns)}`;
  const verb = statement.effect === "Allow" ? "allows" : "denies";
  if (resourceMatch.some !== "no")
    return `it ${verb} only a part of ${asked.resource}: ${firstFew(resources.patterns)}`;
  return `it ${verb} it on ${firstFew(resources.patterns)} only`;
}

/** `StringEquals aws:RequestedRegion = eu-west-1 or eu-west-2`. */
export function conditionText({ operator, key, values }: Condition): string {
  return `${operator} ${key} = ${firstFew(values, " or ")}`;
}

function given({ key }: Condition, { context }: PreparedRequest): string {
  const value: ContextValue = context(key);
  if (value.state === "unknown") return "no value of the key meets it";
  if (value.state === "absent" || value.values.length === 0) return "the request has no such key";
  return `the request has ${firstFew(value.values)}`;
}

/** The first few of a list, and how many more there are. */
export function firstFew(items: string[], separator = ", "): string {
  const shown = items.slice(0, 4).join(separator);
  return items.length > 4 ? `${shown} and ${items.length - 4} more` : shown;
}

/** `not s3:Put*` for a NotAction or NotResource. */
export function patternsText({ negated, patterns }: PatternList): string {
  return negated ? `everything but ${firstFew(patterns)}` : firstFew(patterns);
}

/** The text as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
