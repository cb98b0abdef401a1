/** What the functions of texts, records and lists give, as far as names of resources are made with them. */
import { HOLE, joined, type Text } from "../program/text";
import type { Arguments } from "./arguments";
import { literalOf, textsOf, textValue, united, UNKNOWN_VALUE, type Value } from "./values";

/** These leave a name as it is. */
const SAME = new Set(
  "strip rstrip lstrip trim trimEnd trimStart toString valueOf encode decode String orElse".split(" "),
);

export function valueMethod({ of, name }: Value & { kind: "value-method" }, given: Arguments): Value[] {
  if (of.kind === "text") return textMethod(of, name, given);
  if (of.kind === "record") return recordMethod(of, name, given);
  return name === "values" || name === "slice" || name === "copy" || name === "concat"
    ? [of]
    : [UNKNOWN_VALUE];
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

function recordMethod(of: Value & { kind: "record" }, name: string, given: Arguments): Value[] {
  if (name === "copy") return [of];
  if (name === "values") return united([...of.entries.values()].flat());
  const key = literalOf(given.get(0));
  if (name !== "get" || key === undefined) return [UNKNOWN_VALUE];
  return of.entries.get(key) ?? given.get(1) ?? [];
}
