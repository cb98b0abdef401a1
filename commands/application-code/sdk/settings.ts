/** How programs of any language read their environment. */
import type { Text } from "../program/text";
import { literalOf, textsOf, textValue, UNKNOWN_VALUE, type Value } from "../evaluation/values";

/** A variable by its name, with what the program takes in its place. */
export function variableValue(name: Value[] | undefined, fallback?: Value[]): Value[] {
  const variable = literalOf(name);
  if (variable === undefined) return [UNKNOWN_VALUE];
  return [textValue([{ variable, ...fallbackOf(fallback) }])];
}

export function fallbackOf(values: Value[] | undefined): { fallback?: Text } {
  const [only, ...others] = textsOf(values ?? []);
  return only && others.length === 0 ? { fallback: only } : {};
}
