/** Sets of resources, as large as they can be: what an upper bound is computed with. */
import type { CompiledList } from "./compile";
import {
  intersects,
  parsePattern,
  patternText,
  plainlyCovers as covers,
  plainlyDisjoint,
  type Pattern,
} from "../patterns/pattern";
import type { PatternList, RequestContext } from "../types";
import { resolveTemplate, type Template } from "../patterns/policy-variables";

/** All that one of the patterns matches, or with `negated` all that none of them matches. */
export interface ResourceSet {
  negated: boolean;
  patterns: Pattern[];
}

const NOTHING: ResourceSet = { negated: false, patterns: [] };
const ANYTHING = parsePattern("*");
const EVERYTHING: ResourceSet = { negated: false, patterns: [ANYTHING] };

/** The most that a statement's resources can be: an unknown variable may have any value, and excludes nothing. */
export function resourceSetOf(
  { negated, items }: CompiledList<Template>,
  context: RequestContext,
): ResourceSet {
  const patterns = items
    .map((template) => resolveTemplate(template, context))
    .filter(({ state }) => state === "known" || (state === "open" && !negated))
    .map(({ pattern }) => pattern);
  return negated && patterns.length === 0 ? EVERYTHING : { negated, patterns };
}

export function isEmpty(set: ResourceSet): boolean {
  return !set.negated && set.patterns.length === 0;
}

/** Whether a set and a pattern may have something in common. */
export function touches(set: ResourceSet, pattern: Pattern): boolean {
  if (set.negated) return !set.patterns.some((excluded) => covers(excluded, pattern));
  return set.patterns.some((included) => intersects(included, pattern));
}

/**
 * Whether something may be matched by a pattern of each list. Lists made to be long to compare are taken to meet.
 */
export function mayMeet(some: readonly string[], others: readonly string[]): boolean {
  if (others.some((each) => some.includes(each))) return true;
  const effort: Effort = { left: COMMON_EFFORT };
  const right = others.map(parsePattern);
  return some.map(parsePattern).some((one) =>
    right.some((other) => {
      if (plainlyDisjoint(one, other)) return false;
      effort.left -= one.spelling.length * other.spelling.length;
      return effort.left < 0 || intersects(one, other);
    }),
  );
}

/**
 * How much may still be spent on comparing patterns, in pairs of characters. Once it is used up, patterns are taken to
 * have all in common: the set is then larger than need be, never smaller.
 */
export interface Effort {
  left: number;
}

/** Enough for all documents of a principal, and spent within some milliseconds. */
const COMMON_EFFORT = 1_000_000;

/** What both sets have in common, or somewhat more where patterns cross each other. */
export function common(
  one: ResourceSet,
  other: ResourceSet,
  effort: Effort = { left: COMMON_EFFORT },
): ResourceSet {
  if (one.negated && other.negated) {
    return { negated: true, patterns: [...one.patterns, ...other.patterns] };
  }
  if (one.negated) return common(other, one, effort);
  if (other.negated) {
    const left = one.patterns.filter((p) => !other.patterns.some((excluded) => covers(excluded, p)));
    return { negated: false, patterns: left };
  }
  const patterns = one.patterns.flatMap((p) => other.patterns.flatMap((q) => commonPatterns(p, q, effort)));
  return { negated: false, patterns: distinct(patterns) };
}

function commonPatterns(one: Pattern, other: Pattern, effort: Effort): Pattern[] {
  if (plainlyDisjoint(one, other)) return [];
  if (covers(one, other)) return [other];
  if (covers(other, one)) return [one];
  effort.left -= one.spelling.length * other.spelling.length;
  return effort.left < 0 || intersects(one, other) ? [one] : [];
}

/** What of a set lies in some of the others. */
export function within(set: ResourceSet, others: ResourceSet[], effort: Effort): ResourceSet {
  const parts = others.map((other) => common(set, other, effort));
  if (parts.some((part) => part.negated)) return set;
  return { negated: false, patterns: distinct(parts.flatMap((part) => part.patterns)) };
}

/** What is left of a set when all that some patterns match is taken away, or somewhat more. */
export function withoutAny(set: ResourceSet, taken: readonly Pattern[], effort: Effort): ResourceSet {
  if (taken.length === 0) return set;
  if (set.negated) return taken.some((pattern) => covers(pattern, ANYTHING)) ? NOTHING : set;
  const isTaken = (included: Pattern) =>
    taken.some((pattern) => {
      if (effort.left < 0 || plainlyDisjoint(pattern, included)) return false;
      effort.left -= included.spelling.length;
      return covers(pattern, included);
    });
  return { negated: false, patterns: set.patterns.filter((included) => !isTaken(included)) };
}

export function patternListOf(set: ResourceSet): PatternList {
  return { negated: set.negated, patterns: set.patterns.map(patternText) };
}

function distinct(patterns: Pattern[]): Pattern[] {
  return [...new Map(patterns.map((pattern) => [patternText(pattern), pattern])).values()];
}
