/**
 * Policy variables, `${aws:username}` and `${aws:PrincipalTag/team, 'none'}`, in resources and condition values.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
import {
  escapedAt,
  literalPattern,
  literalTokens,
  patternOf,
  wildcardPattern,
  wildcardTokens,
  type Pattern,
} from "./pattern";
import { ANY_RUN } from "./pattern-tokens";
import type { DocumentVersion, RequestContext } from "./types";

interface Variable {
  key: string;
  fallback?: string;
}

/** A text of a document with its variables found, ready to be resolved against a request. */
export interface Template {
  /** Set where there are no variables: the pattern is the same for every request. */
  fixed?: Pattern;
  /** Else the variables, and the tokens between them. */
  pieces: (readonly number[] | Variable)[];
}

/** What a template comes to in a request. Where a variable has no known value, the pattern has `*` in its place. */
export type Resolved =
  | { state: "known"; pattern: Pattern }
  /** The values of these variables are not known: whatever they are, the pattern matches no less. */
  | { state: "open"; pattern: Pattern; keys: string[] }
  /** Some variable has neither value nor default: what contains it never matches. */
  | { state: "unresolvable"; pattern: Pattern };

/**
 * Finds the variables of a text.
 *
 * @param version only 2012-10-17 documents have variables and escapes
 * @param wildcards whether `*` and `?` of the text are wildcards, as they are not in `StringEquals`
 */
export function parseTemplate(text: string, version: DocumentVersion, wildcards: boolean): Template {
  if (version !== "2012-10-17" || !text.includes("${")) {
    return { pieces: [], fixed: wildcards ? wildcardPattern(text) : literalPattern(text) };
  }
  const read = wildcards ? wildcardTokens : literalTokens;
  const pieces: Template["pieces"] = [];
  let literalFrom = 0;
  let index = text.indexOf("${");
  while (index >= 0) {
    const escaped = escapedAt(text, index);
    const end = escaped === undefined ? text.indexOf("}", index) : index + 3;
    if (end < 0) break;
    pieces.push(read(text.slice(literalFrom, index)));
    pieces.push(escaped === undefined ? variable(text.slice(index + 2, end)) : literalTokens(escaped));
    literalFrom = end + 1;
    index = text.indexOf("${", literalFrom);
  }
  pieces.push(read(text.slice(literalFrom)));
  return pieces.some(isVariable)
    ? { pieces }
    : { pieces: [], fixed: patternOf((pieces as number[][]).flat()) };
}

/** Puts the request's values in the place of the variables; a value's own `*` and `?` are no wildcards. */
export function resolveTemplate(template: Template, context: RequestContext): Resolved {
  if (template.fixed) return { state: "known", pattern: template.fixed };
  const tokens: number[] = [];
  const keys: string[] = [];
  let unresolvable = false;
  for (const piece of template.pieces) {
    if (!isVariable(piece)) {
      append(tokens, piece);
      continue;
    }
    const value = valueOf(piece, context);
    if (value.state === "unknown") keys.push(piece.key);
    if (value.state === "absent") unresolvable = true;
    append(tokens, value.state === "known" ? literalTokens(value.text) : [ANY_RUN]);
  }
  const pattern = patternOf(tokens);
  if (unresolvable) return { state: "unresolvable", pattern };
  return keys.length > 0 ? { state: "open", pattern, keys } : { state: "known", pattern };
}

type VariableValue = { state: "known"; text: string } | { state: "absent" } | { state: "unknown" };

/** Only keys with a single value can stand in a text; what a default does beside several values AWS does not say. */
function valueOf(variable: Variable, context: RequestContext): VariableValue {
  const value = context(variable.key);
  if (value.state === "unknown") return { state: "unknown" };
  const [only, ...more] = value.state === "present" ? value.values : [];
  if (more.length > 0) return { state: variable.fallback === undefined ? "absent" : "unknown" };
  const text = only ?? variable.fallback;
  return text === undefined ? { state: "absent" } : { state: "known", text };
}

/** Spreading a long list into `push` would overflow the stack. */
function append(tokens: number[], more: readonly number[]): void {
  for (const token of more) tokens.push(token);
}

function isVariable(piece: readonly number[] | Variable): piece is Variable {
  return !Array.isArray(piece);
}

function variable(inside: string): Variable {
  const withDefault = /^([^,]*),\s*'(.*)'\s*$/s.exec(inside);
  if (!withDefault) return { key: inside.trim() };
  return { key: (withDefault[1] ?? "").trim(), fallback: withDefault[2] };
}
