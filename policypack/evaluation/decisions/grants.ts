/**
 * The upper bound: what a principal may be able to do, whatever is not known. Conditions that are open count as met,
 * unknown values as the worst that they could be; only what is refused for certain is taken away.
 */
import { actionPattern, compile, type CompiledList, type CompiledStatement } from "./compile";
import { decide } from "./decide";
import { LimitedSets, type LimitingStatements, Limits } from "./limited-sets";
import { covers, intersects, parsePattern, patternText, type Pattern } from "../patterns/pattern";
import { isEmpty, patternListOf, touches, type ResourceSet } from "./resource-set";
import { conditionsHold } from "./statement-match";
import type { Truth } from "../truth";
import type { Access, Grant, NamedDocument, RequestContext } from "../types";

/**
 * The Allow statements that may allow some action matched by a pattern.
 *
 * Documents that are unknown or malformed and `access.unknowns` are the caller's to consider; a statement with unknown
 * parts is returned with the most that it could grant. Policy variables in `Grant.resources` have their values, or `*`
 * where those are not known.
 *
 * @param pattern an action or a pattern of actions, in any letter case: `iam:PassRole`, `iam:*`, `*`
 * @param context what is known of the requests that are asked about
 * @param among patterns of the resources that are asked about; by default all there are. A Deny or NotResource that names
 *   all of these takes them away, though it leaves others
 */
export function grantsOf(
  access: Access,
  pattern: string,
  context: RequestContext,
  among?: readonly string[],
): Grant[] {
  const asked = actionPattern(pattern);
  const limits = new LimitsByAction(access, asked, context);
  const grants: Grant[] = [];
  for (const document of access.documents) {
    for (const compiled of statementsIn(document)) {
      if (compiled.statement.effect !== "Allow") continue;
      const actions = grantedActions(compiled.actions, asked);
      if (actions.length === 0 || conditionsHold(compiled, context) === "no") continue;
      const resources = limitedSets.of(compiled, limits.on(actions), context, among);
      if (!isEmpty(resources)) grants.push(grantBy(document, compiled, resources, context));
    }
  }
  return grants;
}

function grantBy(
  document: NamedDocument,
  compiled: CompiledStatement,
  resources: ResourceSet,
  context: RequestContext,
): Grant {
  const openConditions = compiled
    .conditions()
    .filter(({ holds }) => holds(context) !== "yes")
    .map(({ condition }) => condition);
  return { document, statement: compiled.statement, resources: patternListOf(resources), openConditions };
}

const limitedSets = new LimitedSets();

function statementsIn({ reading }: NamedDocument): readonly CompiledStatement[] {
  return reading.state === "known" ? compile(reading.document).statements : [];
}

/** The smallest patterns known to hold all actions that are asked about and that a statement names. */
function grantedActions({ negated, items }: CompiledList<Pattern>, asked: Pattern): Pattern[] {
  if (negated) return items.some((excluded) => covers(excluded, asked)) ? [] : [asked];
  return items.flatMap((item) => {
    if (covers(item, asked)) return [asked];
    return !asked.literal && intersects(item, asked) ? [item] : [];
  });
}

/** What surely limits the actions of some statement; worked out when first asked for, once for the same actions. */
class LimitsByAction {
  private denies: CompiledStatement[] | undefined;
  private readonly made = new Map<string, LimitingStatements>();

  constructor(
    private readonly access: Access,
    private readonly asked: Pattern,
    private readonly context: RequestContext,
  ) {}

  on(actions: Pattern[]): LimitingStatements {
    const key = actions.map(({ spelling }) => spelling).join();
    let limits = this.made.get(key);
    if (!limits) {
      const { boundary } = this.access;
      const denies = this.allDenies().filter((deny) =>
        actions.every((action) => namesAll(deny.actions, action)),
      );
      const isKnown = boundary?.reading.state === "known";
      limits = { denies, bounds: isKnown ? bounds(boundary, actions, this.context) : undefined };
      this.made.set(key, limits);
    }
    return limits;
  }

  private allDenies(): CompiledStatement[] {
    const { documents, boundary } = this.access;
    return (this.denies ??= (boundary ? [...documents, boundary] : documents)
      .flatMap(statementsIn)
      .filter(
        (deny) =>
          deny.statement.effect === "Deny" &&
          !deny.statement.unknown &&
          mayName(deny.actions, this.asked) &&
          conditionsHold(deny, this.context) === "yes",
      ));
  }
}

function mayName({ negated, items }: CompiledList<Pattern>, asked: Pattern): boolean {
  return negated || items.some((item) => intersects(item, asked));
}

function namesAll({ negated, items }: CompiledList<Pattern>, action: Pattern): boolean {
  if (negated) return !items.some((excluded) => intersects(excluded, action));
  return items.some((item) => covers(item, action));
}

/** The statements of a boundary that may let some of the actions through. */
function bounds(boundary: NamedDocument, actions: Pattern[], context: RequestContext): CompiledStatement[] {
  return statementsIn(boundary).filter(
    (compiled) =>
      compiled.statement.effect === "Allow" &&
      actions.some((action) => grantedActions(compiled.actions, action).length > 0) &&
      conditionsHold(compiled, context) !== "no",
  );
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
    .map((grant) => resourceSetOfGrant(grant))
    .filter((resources) => touches(resources, asked));
  const missing =
    access.unknowns.length > 0 || access.documents.some(({ reading }) => reading.state !== "known");
  if (grants.length === 0) return missing && !refusedAnyway(access, action, asked, context) ? "maybe" : "no";
  const proven = examples(asked, grants).some(
    (example) => decide(access, { action, resource: example, context }).outcome === "allowed",
  );
  return proven ? "yes" : "maybe";
}

function resourceSetOfGrant({ resources }: Grant): ResourceSet {
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
  const pattern = actionPattern(action);
  const limits = new Limits(new LimitsByAction(access, pattern, context).on([pattern]), context);
  return isEmpty(limits.appliedTo({ negated: false, patterns: [asked] }));
}
