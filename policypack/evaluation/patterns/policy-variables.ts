/**
 * Policy variables, `${aws:username}` and `${aws:PrincipalTag/team, 'none'}`, in resources and condition values.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
import { literalPattern, patternOf, type Pattern } from "./pattern";
import { literalSpelling } from "./wildcards";
import type { DocumentVersion, RequestContext } from "../types";

interface Variable {
  key: string;
  fallback?: string;
}

/** A text of a document with its variables found, ready to be resolved against a request. */
export interface Template {
  /** Set where there are no variables: the pattern is the same for every request. */
  fixed?: Pattern;
  /** Else the variables, and what stands between them in the inner spelling. */
  pieces: (string | Variable)[];
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
    return { pieces: [], fixed: wildcards ? patternOf(text) : literalPattern(text) };
  }
  const pieces: Template["pieces"] = [];
  let from = 0;
  for (let start = text.indexOf("${"); start >= 0; start = text.indexOf("${", from)) {
    const end = text.indexOf("}", start);
    if (end < 0) break;
    pieces.push(spelled(text.slice(from, start), wildcards), pieceOf(text.slice(start + 2, end)));
    from = end + 1;
  }
  pieces.push(spelled(text.slice(from), wildcards));
  return pieces.some(isVariable) ? { pieces } : { pieces: [], fixed: patternOf(pieces.join("")) };
}

function spelled(text: string, wildcards: boolean): string {
  return wildcards ? text : literalSpelling(text);
}

/** What stands in `${…}`: one of the three characters that would have another meaning outside, or a variable. */
function pieceOf(inside: string): string | Variable {
  return inside === "*" || inside === "?" || inside === "$" ? literalSpelling(inside) : variable(inside);
}

/** The context keys of a template's variables. */
export function variablesOf({ pieces }: Template): string[] {
  return pieces.filter(isVariable).map(({ key }) => key);
}

/** Puts the request's values in the place of the variables; a value's own `*` and `?` are no wildcards. */
export function resolveTemplate(template: Template, context: RequestContext): Resolved {
  if (template.fixed) return { state: "known", pattern: template.fixed };
  const keys: string[] = [];
  let unresolvable = false;
  let spelling = "";
  for (const piece of template.pieces) {
    if (!isVariable(piece)) {
      spelling += piece;
      continue;
    }
    const value = valueOf(piece, context);
    if (value.state === "unknown") keys.push(piece.key);
    if (value.state === "absent") unresolvable = true;
    spelling += value.state === "known" ? literalSpelling(value.text) : "*";
  }
  const pattern = patternOf(spelling);
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

function isVariable(piece: string | Variable): piece is Variable {
  return typeof piece !== "string";
}

function variable(inside: string): Variable {
  const withDefault = /^([^,]*),\s*'(.*)'\s*$/s.exec(inside);
  if (!withDefault) return { key: inside.trim() };
  return { key: (withDefault[1] ?? "").trim(), fallback: withDefault[2] };
}
