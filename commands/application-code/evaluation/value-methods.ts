/** What the functions of texts, records and lists give, as far as names of resources are made with them. */
import { HOLE, joined, type Text } from "../program/text";
import type { Arguments } from "./arguments";
import { type Call, listMethod, recordMethod } from "./collection-methods";
import { literalOf, textsOf, textValue, UNKNOWN_VALUE, type Value } from "./values";

/** These leave a name as it is. */
const SAME = new Set(
  "strip rstrip lstrip trim trimEnd trimStart toString valueOf encode decode String orElse orElseThrow orElseGet get".split(
    " ",
  ),
);

/** @param call calls a function that is given, for each thing in a list */
export function valueMethod(
  { of, name }: Value & { kind: "value-method" },
  given: Arguments,
  call: Call,
): Value[] {
  switch (of.kind) {
    case "text":
      return textMethod(of, name, given);
    case "record":
      return recordMethod(of, name, given, call);
    case "list":
      return listMethod(of, name, given, call);
  }
}

function textMethod(of: Value & { kind: "text" }, name: string, given: Arguments): Value[] {
  if (SAME.has(name)) return [of];
  const literal = literalOf([of]);
  if (name === "format" && literal !== undefined) return [textValue(formatted(literal, given))];
  if (name === "formatted" && literal !== undefined) return [textValue(percentFormatted(literal, given))];
  if (literal !== undefined && /^(lower|toLowerCase)$/.test(name))
    return [textValue([literal.toLowerCase()])];
  if (literal !== undefined && /^(upper|toUpperCase)$/.test(name))
    return [textValue([literal.toUpperCase()])];
  if (name === "concat" || name === "replace") return [textValue([HOLE])];
  return [UNKNOWN_VALUE];
}

/** Python's `"{}-{name}".format(…)`. */
function formatted(template: string, given: Arguments): Text {
  let next = 0;
  const parts = template.split(/(\{[^{}]*\})/).map((part): Text => {
    const field = /^\{([^{}:!]*)[^{}]*\}$/.exec(part);
    if (!field) return [part];
    const key = field[1] === "" ? next++ : /^\d+$/.test(field[1]!) ? Number(field[1]) : field[1]!;
    const [only, ...others] = textsOf(given.get(key) ?? []);
    return only && others.length === 0 ? only : [HOLE];
  });
  return joined(parts);
}

/**
 * `"%s-jobs"` with its values filled in: of Java and of Go. What is written by another letter than `s` is not known.
 *
 * @param first the argument that the first of them stands for
 */
export function percentFormatted(template: string, given: Arguments, first = 0): Text {
  let next = first;
  const parts = template.split(/(%(?:\d+\$)?[-#+ 0,(.\d]*[a-zA-Z%])/).map((part): Text => {
    const [, index, flags, letter] = /^%(?:(\d+)\$)?([-#+ 0,(.\d]*)([a-zA-Z%])$/.exec(part) ?? [];
    if (letter === undefined) return [part];
    if (letter === "%") return ["%"];
    if (letter === "n") return ["\n"];
    const place = index === undefined ? next++ : first + Number(index) - 1;
    const [only, ...others] = textsOf(given.get(place) ?? []);
    return only && others.length === 0 && flags === "" && /[sv]/.test(letter) ? only : [HOLE];
  });
  return joined(parts);
}
