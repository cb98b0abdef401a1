/**
 * The upper bound: what a principal may be able to do, whatever is not known. Conditions that are open count as met,
 * unknown values as the worst that they could be; only what is refused for certain is taken away.
 */
import { actionPattern, statementsOf, type CompiledList, type CompiledStatement } from "./compile";
import { decide } from "./decide";
import { covers, intersects, parsePattern, patternText, type Pattern } from "../patterns/pattern";
import {
  common,
  isEmpty,
  patternListOf,
  resourceSetOf,
  touches,
  within,
  without,
  type Effort,
  type ResourceSet,
} from "./resource-set";
import { conditionsHold } from "./statement-match";
import type { Truth } from "../truth";
import type { Access, Grant, NamedDocument, RequestContext } from "../types";
import { resolveTemplate } from "../patterns/policy-variables";

/**
 * The Allow statements that may allow some action matched by a pattern.
 *
 * Documents that are unknown or malformed and `access.unknowns` are the caller's to consider; a statement with unknown
 * parts is returned with the most that it could grant. Policy variables in `Grant.resources` have their values, or `*`
 * where those are not known.
 *
 * @param pattern an action or a pattern of actions, in any letter case: `iam:PassRole`, `iam:*`, `*`
 * @param context what is known of the requests that are asked about
 */
export function grantsOf(access: Access, pattern: string, context: RequestContext): Grant[] {
  const asked = actionPattern(pattern);
  return statementsOf(access.documents).flatMap(({ document, statement, compiled }) => {
    if (statement.effect !== "Allow" || conditionsHold(compiled, context) === "no") return [];
    const actions = grantedActions(compiled.actions, asked);
    if (actions.length === 0) return [];
    const region = limited(resourceSetOf(compiled.resources(), context), actions, access, context);
    if (isEmpty(region)) return [];
    const openConditions = compiled
      .conditions()
      .filter(({ holds }) => holds(context) !== "yes")
      .map(({ condition }) => condition);
    return [{ document, statement, resources: patternListOf(region), openConditions }];
  });
}

/** The smallest patterns known to hold all actions that are asked about and that a statement names. */
function grantedActions({ negated, items }: CompiledList<Pattern>, asked: Pattern): Pattern[] {
  if (negated) return items.some((excluded) => covers(excluded, asked)) ? [] : [asked];
  return items.flatMap((item) => {
    if (covers(item, asked)) return [asked];
    return intersects(item, asked) ? [item] : [];
  });
}

/** Pairs of characters compared for one statement; real policies need some thousands. */
const EFFORT = 1_000_000;

function limited(
  region: ResourceSet,
  actions: Pattern[],
  access: Access,
  context: RequestContext,
): ResourceSet {
  const { documents, boundary } = access;
  const effort: Effort = { left: EFFORT };
  let left = region;
  for (const { statement, compiled } of statementsOf(boundary ? [...documents, boundary] : documents)) {
    if (statement.effect !== "Deny" || statement.unknown || effort.left < 0) continue;
    if (!actions.every((action) => namesAll(compiled.actions, action))) continue;
    if (conditionsHold(compiled, context) === "yes") left = lessDenied(left, compiled, context, effort);
  }
  return boundary?.reading.state === "known"
    ? within(left, bounds(boundary, actions, context), effort)
    : left;
}

function namesAll({ negated, items }: CompiledList<Pattern>, action: Pattern): boolean {
  if (negated) return !items.some((excluded) => intersects(excluded, action));
  return items.some((item) => covers(item, action));
}

/** Takes away what a Deny without open conditions denies; of `NotResource`, all but what it names. */
function lessDenied(
  region: ResourceSet,
  deny: CompiledStatement,
  context: RequestContext,
  effort: Effort,
): ResourceSet {
  const resources = deny.resources();
  const resolved = resources.items.map((template) => resolveTemplate(template, context));
  // Of a NotResource whose variable has no value it is not certain that IAM denies anything by it.
  if (resources.negated && resolved.some(({ state }) => state === "unresolvable")) return region;
  if (resources.negated)
    return common(region, { negated: false, patterns: resolved.map(({ pattern }) => pattern) }, effort);
  return resolved.reduce(
    (left, one) => (one.state === "known" ? without(left, one.pattern, effort) : left),
    region,
  );
}

/** Where a boundary lets some of the actions through. */
function bounds(boundary: NamedDocument, actions: Pattern[], context: RequestContext): ResourceSet[] {
  return statementsOf([boundary])
    .filter(({ statement }) => statement.effect === "Allow")
    .filter(({ compiled }) => actions.some((action) => grantedActions(compiled.actions, action).length > 0))
    .filter(({ compiled }) => conditionsHold(compiled, context) !== "no")
    .map(({ compiled }) => resourceSetOf(compiled.resources(), context));
}

/**
 * Whether the principal may do an action on some resource that a pattern matches: `no` if certainly on none, `yes` if
 * certainly on some.
 *
 * @param resource an ARN, a pattern, or `*` for any resource whatever
 */
export function mayAllow(access: Access, action: string, resource: string, context: RequestContext): Truth {
  const asked = parsePattern(resource);
  const grants = grantsOf(access, action, context)
    .map((grant) => regionFrom(grant))
    .filter((region) => touches(region, asked));
  const missing =
    access.unknowns.length > 0 || access.documents.some(({ reading }) => reading.state !== "known");
  if (grants.length === 0) return missing && !refusedAnyway(access, action, asked, context) ? "maybe" : "no";
  const proven = examples(asked, grants).some(
    (example) => decide(access, { action, resource: example, context }).outcome === "allowed",
  );
  return proven ? "yes" : "maybe";
}

function regionFrom({ resources }: Grant): ResourceSet {
  return { negated: resources.negated, patterns: resources.patterns.map(parsePattern) };
}

/** Resources on which a grant may hold for certain. */
function examples(asked: Pattern, grants: ResourceSet[]): string[] {
  const granted = grants.flatMap(({ negated, patterns }) => (negated ? [] : patterns));
  const inside = granted.filter((pattern) => covers(asked, pattern)).map(patternText);
  return [...new Set([patternText(asked), ...inside, ...(covers(asked, "*") ? ["arn:*"] : [])])];
}

/** Whether nothing that an unknown document may allow could get past the Denies and the boundary that are known. */
function refusedAnyway(access: Access, action: string, asked: Pattern, context: RequestContext): boolean {
  return isEmpty(limited({ negated: false, patterns: [asked] }, [actionPattern(action)], access, context));
}
