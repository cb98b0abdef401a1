/**
 * Wildcard patterns as IAM has them: `*` for any run of characters, the empty one too, and `?` for exactly one.
 *
 * In a `Resource` a `*` may also run over the colons and slashes of an ARN
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html), so an ARN is plain
 * text here. Time is bounded by the product of the two lengths, whatever the pattern.
 */
import { includes } from "./inclusion";
import {
  matchesWildcard,
  documentSpelling,
  hasWildcard,
  literalSpelling,
  longestLiteral,
  normalized,
  patternsOverlap,
} from "./wildcards";

/** A pattern, ready to match. */
export interface Pattern {
  /** The inner spelling (see `./pattern-matching`), in normal form. */
  readonly spelling: string;
  /** What stands before the first wildcard. */
  readonly prefix: string;
  /** The longest run of characters behind the first wildcard: no text that lacks it is matched. */
  readonly core: string;
  /** True without any wildcard: the pattern then matches one text only. */
  readonly literal: boolean;
}

/** `${*}`, `${?}` and `${$}` of a 2012-10-17 document, and nothing else in braces. */
const ESCAPE = /\$\{([*?$])\}/g;

/**
 * Reads a pattern as a 2012-10-17 document writes it, with the escapes `${*}`, `${?}` and `${$}`. Policy variables are
 * text here; `./variables` resolves them.
 */
export function parsePattern(text: string): Pattern {
  if (!text.includes("${")) return patternOf(text);
  return patternOf(text.replace(ESCAPE, (_, character: string) => literalSpelling(character)));
}

/** The pattern that matches one text only. */
export function literalPattern(text: string): Pattern {
  const spelling = literalSpelling(text);
  return literal(spelling);
}

/** The pattern of an inner spelling. A text of a document that knows no escapes is one as it is. */
export function patternOf(spelling: string): Pattern {
  if (!hasWildcard(spelling)) return literal(spelling);
  const open = spelling.search(/[*?]/);
  return {
    spelling: normalized(spelling),
    prefix: spelling.slice(0, open),
    core: longestLiteral(spelling, open),
    literal: false,
  };
}

function literal(spelling: string): Pattern {
  return { spelling, prefix: spelling, core: spelling, literal: true };
}

/** A pattern as a 2012-10-17 document would write it; `parsePattern` reads it back. */
export function patternText(pattern: Pattern): string {
  return documentSpelling(pattern.spelling);
}

/** Whether the pattern matches this text. */
export function matches(pattern: string | Pattern, text: string): boolean {
  return covers(pattern, literalPattern(text));
}

/** Whether every text that `inner` matches is matched by `outer` too. */
export function covers(outer: string | Pattern, inner: string | Pattern): boolean {
  const large = compiled(outer);
  const small = compiled(inner);
  if (plainlyCovers(large, small)) return true;
  if (large.literal || small.literal || !small.spelling.includes(large.core)) return false;
  return includes(large.spelling, small.spelling);
}

/**
 * `covers` without the search that settles rare cases: quick for any number of patterns, and never true where `covers`
 * is false.
 */
export function plainlyCovers(outer: Pattern, inner: Pattern): boolean {
  if (outer.literal) return inner.literal && inner.spelling === outer.spelling;
  if (!inner.prefix.startsWith(outer.prefix) || !endsAlike(outer.spelling, inner.spelling)) return false;
  if (!inner.spelling.includes(outer.core)) return false;
  return matchesWildcard(outer.spelling, inner.spelling, outer.prefix.length);
}

/** Whether some text is matched by both patterns. */
export function intersects(left: string | Pattern, right: string | Pattern): boolean {
  const a = compiled(left);
  const b = compiled(right);
  if (a.literal) return covers(b, a);
  if (b.literal) return covers(a, b);
  if (plainlyDisjoint(a, b)) return false;
  if (plainlyCovers(a, b) || plainlyCovers(b, a)) return true;
  const same = Math.min(a.prefix.length, b.prefix.length);
  return patternsOverlap(a.spelling.slice(same), b.spelling.slice(same));
}

/** Whether a look at the first and last characters is enough to see that no text is matched by both. */
export function plainlyDisjoint(a: Pattern, b: Pattern): boolean {
  if (!a.prefix.startsWith(b.prefix) && !b.prefix.startsWith(a.prefix)) return true;
  return !endsAlike(a.spelling, b.spelling) && !endsAlike(b.spelling, a.spelling);
}

/** A quick look at the last character, which settles most questions: does `outer` end openly, or as `inner` does? */
function endsAlike(outer: string, inner: string): boolean {
  const last = outer.at(-1);
  return last === "*" || last === "?" || last === inner.at(-1);
}

function compiled(pattern: string | Pattern): Pattern {
  return typeof pattern === "string" ? parsePattern(pattern) : pattern;
}
