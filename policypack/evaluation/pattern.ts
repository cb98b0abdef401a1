/**
 * Wildcard patterns as IAM has them: `*` for any run of characters, the empty one too, and `?` for exactly one.
 *
 * In a `Resource` a `*` may also run over the colons and slashes of an ARN
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html), so an ARN is plain
 * text here. Time is bounded by the product of the two lengths, whatever the pattern.
 */
import { includes } from "./pattern-inclusion";
import { ANY_ONE, ANY_RUN, absorbs, normalized, shareText } from "./pattern-tokens";

/** A pattern, ready to match. Most patterns differ from a text in their first letters, so the rest is read when needed. */
export class Pattern {
  private made: readonly number[] | undefined;

  /**
   * @param prefix the literal text before the first wildcard; the whole text where there is none
   * @param literal true without any wildcard: the pattern then matches `prefix` alone
   */
  constructor(
    readonly prefix: string,
    readonly literal: boolean,
    private readonly make: () => readonly number[],
  ) {}

  /** Code units and wildcards, in normal form. */
  get tokens(): readonly number[] {
    return (this.made ??= this.make());
  }
}

const ESCAPES = new Map([
  ["${*}", "*"],
  ["${?}", "?"],
  ["${$}", "$"],
]);

/** The character that an escape stands for, if one of a 2012-10-17 document's three begins here. */
export function escapedAt(text: string, index: number): string | undefined {
  return text[index] === "$" ? ESCAPES.get(text.slice(index, index + 4)) : undefined;
}

/**
 * Reads a pattern as a 2012-10-17 document writes it: `${*}`, `${?}` and `${$}` stand for the characters themselves.
 * Policy variables are text here; `./variables` resolves them.
 */
export function parsePattern(text: string): Pattern {
  if (!text.includes("${")) return wildcardPattern(text);
  const tokens: number[] = [];
  for (let index = 0; index < text.length;) {
    const escaped = escapedAt(text, index);
    tokens.push(escaped === undefined ? wildcardToken(text, index) : escaped.charCodeAt(0));
    index += escaped === undefined ? 1 : 4;
  }
  return patternOf(tokens);
}

/** The pattern of a text in which `*` and `?` are wildcards and nothing is escaped. */
export function wildcardPattern(text: string): Pattern {
  const first = text.search(/[*?]/);
  if (first < 0) return literalPattern(text);
  return new Pattern(text.slice(0, first), false, () => normalized(wildcardTokens(text)));
}

/** The pattern that matches one text only. */
export function literalPattern(text: string): Pattern {
  return new Pattern(text, true, () => literalTokens(text));
}

/** Builds a pattern from tokens. */
export function patternOf(raw: readonly number[]): Pattern {
  const tokens = normalized(raw);
  const firstWildcard = tokens.findIndex((token) => token < 0);
  const literal = firstWildcard === -1;
  return new Pattern(textOf(literal ? tokens : tokens.slice(0, firstWildcard)), literal, () => tokens);
}

/** The tokens of a text in which `*` and `?` are wildcards and nothing is escaped. */
export function wildcardTokens(text: string): number[] {
  const tokens: number[] = [];
  for (let index = 0; index < text.length; index++) tokens.push(wildcardToken(text, index));
  return tokens;
}

/** The tokens of a text that stands for itself. */
export function literalTokens(text: string): number[] {
  const tokens: number[] = [];
  for (let index = 0; index < text.length; index++) tokens.push(text.charCodeAt(index));
  return tokens;
}

/** A pattern as a 2012-10-17 document would write it; `parsePattern` reads it back. */
export function patternText(pattern: Pattern): string {
  return pattern.tokens.map((token, at) => tokenText(token, pattern.tokens[at + 1])).join("");
}

function tokenText(token: number, next: number | undefined): string {
  if (token === ANY_RUN) return "*";
  if (token === ANY_ONE) return "?";
  const character = String.fromCharCode(token);
  const special = character === "*" || character === "?" || (character === "$" && next === BRACE);
  return special ? `\${${character}}` : character;
}

const BRACE = "{".charCodeAt(0);

/** Whether the pattern matches this text. */
export function matches(pattern: string | Pattern, text: string): boolean {
  return covers(pattern, literalPattern(text));
}

/** Whether every text that `inner` matches is matched by `outer` too. */
export function covers(outer: string | Pattern, inner: string | Pattern): boolean {
  const large = compiled(outer);
  const small = compiled(inner);
  if (large.literal) return small.literal && small.prefix === large.prefix;
  if (!small.prefix.startsWith(large.prefix)) return false;
  const ending = large.tokens.at(-1) ?? ANY_RUN;
  if (ending >= 0 && small.tokens.at(-1) !== ending) return false;
  if (absorbs(large.tokens, small.tokens)) return true;
  return !small.literal && includes(large.tokens, small.tokens);
}

/** Whether some text is matched by both patterns. */
export function intersects(left: string | Pattern, right: string | Pattern): boolean {
  const a = compiled(left);
  const b = compiled(right);
  if (a.literal) return covers(b, a);
  if (b.literal) return covers(a, b);
  if (!a.prefix.startsWith(b.prefix) && !b.prefix.startsWith(a.prefix)) return false;
  const [ending = ANY_RUN, other = ANY_RUN] = [a.tokens.at(-1), b.tokens.at(-1)];
  if (ending >= 0 && other >= 0 && ending !== other) return false;
  return shareText(a.tokens, b.tokens);
}

function compiled(pattern: string | Pattern): Pattern {
  return typeof pattern === "string" ? parsePattern(pattern) : pattern;
}

function wildcardToken(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if (unit === 42) return ANY_RUN;
  return unit === 63 ? ANY_ONE : unit;
}

function textOf(units: readonly number[]): string {
  let text = "";
  for (const unit of units) text += String.fromCharCode(unit);
  return text;
}
