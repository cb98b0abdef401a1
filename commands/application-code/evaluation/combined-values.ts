/** Values that are made of others, without a look at the program. */
import { HOLE, joined, type Text } from "../program/text";
import type { Arguments } from "./arguments";
import { isUnknown, madeBy, textsOf, textValue, UNKNOWN_VALUE, type Value } from "./values";

/** Texts one after the other. Where several parts have alternatives, nothing says which of them go together. */
export function joinedTexts(parts: Value[][]): Value[] {
  const texts = parts.map((part) => textsOf(part).map((text) => text ?? [HOLE]));
  const varying = texts.filter(({ length }) => length > 1).length;
  const options = texts.map((each): Text[] =>
    each.length === 0 || (each.length > 1 && varying > 1) ? [[HOLE]] : each,
  );
  const count = Math.max(1, ...options.map(({ length }) => length));
  return Array.from({ length: count }, (_, index) =>
    textValue(joined(options.map((each) => each[Math.min(index, each.length - 1)] ?? [HOLE]))),
  );
}

/** Whatever a library does with the environment, it mostly checks it and gives it back: `z.object(…).parse(process.env)`. */
export function unknownResult(callee: Value, given: Arguments): Value[] {
  if (given.get(0)?.some(({ kind }) => kind === "environment")) return [{ kind: "environment" }];
  return [callee.kind === "external" ? madeBy(callee.path) : UNKNOWN_VALUE];
}

/** `a ?? b`: a variable that is not set has the other value. */
export function otherwise(first: Value[], second: () => Value[]): Value[] {
  if (first.length === 0) return second();
  return first.flatMap((value): Value[] => {
    if (isUnknown(value)) return [value, ...second()];
    const [part, ...more] = value.kind === "text" ? value.text : [];
    const isOpen = typeof part === "object" && "variable" in part && !part.fallback && more.length === 0;
    if (!isOpen) return [value];
    const [fallback, ...others] = textsOf(second());
    return [textValue([{ ...part, ...(fallback && others.length === 0 && { fallback }) }])];
  });
}
