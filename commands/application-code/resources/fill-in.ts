import { isHole, isVariable, type Text } from "../program/text";
import type { PlainValue } from "../reading/plain-value";

/** What the container gives its application. */
export interface Environment {
  /** Plain variables. */
  variables: Readonly<Record<string, string>>;
  /** Variables whose values nobody here knows: of secrets. */
  isSecret(name: string): boolean;
  /** Whether variables come from elsewhere too, so that one that is not listed may be set. */
  isOpen: boolean;
}

/** Stands for what is not known in a text. */
export const ANY = "*";

/**
 * A text with the container's variables filled in and `*` for what is not known; undefined where nothing of it is known.
 */
export function filledIn(text: Text, environment: Environment): string | undefined {
  const whole = text.map((part) => partText(part, environment)).join("");
  return whole === "" || /^\*+$/.test(whole) ? undefined : whole.replace(/\*{2,}/g, ANY);
}

function partText(part: Text[number], environment: Environment): string {
  if (typeof part === "string") return part.replace(/[*?]/g, ANY);
  if (isHole(part)) return ANY;
  if (!isVariable(part)) return ANY;
  const { variable, fallback } = part;
  if (environment.isSecret(variable)) return ANY;
  if (Object.hasOwn(environment.variables, variable)) return environment.variables[variable]!;
  return fallback && !environment.isOpen ? (filledIn(fallback, environment) ?? ANY) : ANY;
}

/** What a parameter may be, as far as it is known; undefined stands for what is not. */
export function textsIn(values: readonly PlainValue[], environment: Environment): (string | undefined)[] {
  return values.map((value) => (value.kind === "text" ? filledIn(value.text, environment) : undefined));
}
