/** What functions that are not AWS's give, as far as names of resources are made with them. */
import type { Arguments } from "../../evaluation/arguments";
import { otherwise } from "../../evaluation/combined-values";
import { percentFormatted } from "../../evaluation/value-methods";
import { isUnknown, literalOf, textsOf, textValue, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { HOLE, joined, type Text } from "../../program/text";
import { gives } from "../../sdk/objects";
import type { CallResult } from "../../sdk/sdk";
import { FILLED, WITH } from "./built-ins";
import { asValue, withSetting } from "./sdk-config";

/** Functions that give back what they are given: pointers to values, conversions, wrappers that must not fail. */
const SAME = new RegExp(
  [
    "^(string|error|any)$",
    "(^|/)(aws|ptr|pointer|pointers|pointy|lo|to|conv|awsutil|utils?|helpers?)\\.\\w*(String|Ptr|Pointer|To|Of|Must|StringValue)$",
    "^sync\\.Once(Value|Values|Func)$",
    "^(strings|bytes)\\.(TrimSpace|Clone)$",
    "^context\\.With\\w+$",
    "\\.Must$",
  ].join("|"),
);

export function otherCall(callee: Value, given: Arguments): CallResult | undefined {
  if (callee.kind !== "external") return undefined;
  const path = callee.path.join(".");
  const first = given.get(0);
  if (path === WITH) return gives(...withEntry(first ?? [], given));
  if (path === FILLED)
    return gives(...(first ?? []).map((value) => (value.kind === "text" ? UNKNOWN_VALUE : value)));
  if (path === "fmt.Sprintf") return gives(formatted(given));
  if (path === "cmp.Or") return gives(...firstOf(given, 0));
  if (/^(path|path\/filepath)\.Join$/.test(path)) return gives(textValue(joinedPath(given)));
  const changed =
    first && literalOf(first) !== undefined ? changedText(path, literalOf(first)!, given) : undefined;
  if (changed !== undefined) return gives(textValue([changed]));
  return first && SAME.test(path) ? gives(...first) : undefined;
}

function formatted(given: Arguments): Value {
  const template = literalOf(given.get(0));
  // Go counts `%[1]s` by brackets, which stay unknown here.
  return template === undefined || template.includes("%[")
    ? textValue([HOLE])
    : textValue(percentFormatted(template, given, 1));
}

function firstOf(given: Arguments, index: number): Value[] {
  const values = given.get(index) ?? [];
  return index + 1 >= given.count ? values : otherwise(values, () => firstOf(given, index + 1));
}

function joinedPath(given: Arguments): Text {
  const parts = Array.from({ length: given.count }, (_, index): Text => {
    const [only, ...others] = textsOf(given.get(index) ?? []);
    return only && others.length === 0 ? only : [HOLE];
  });
  const whole = joined(parts.flatMap((part, index): Text[] => (index === 0 ? [part] : [["/"], part])));
  // What it leaves out between its parts, only literals tell.
  const isClean = whole.every((part) => typeof part !== "string" || !/\/\/|(^|\/)\.{1,2}(\/|$)/.test(part));
  return isClean && !given.isOpen ? whole : [HOLE];
}

function changedText(path: string, text: string, given: Arguments): string | undefined {
  const second = literalOf(given.get(1));
  if (path === "strings.ToLower") return text.toLowerCase();
  if (path === "strings.ToUpper") return text.toUpperCase();
  if (second === undefined || second === "") return undefined;
  if (path === "strings.TrimPrefix") return text.startsWith(second) ? text.slice(second.length) : text;
  if (path === "strings.TrimSuffix") return text.endsWith(second) ? text.slice(0, -second.length) : text;
  return undefined;
}

/** Values with one of their fields or entries set. What it is set to matters where it is known what that makes of them. */
function withEntry(values: Value[], set: Arguments): Value[] {
  return values.map((value): Value => {
    const isOpen = value.kind === "record" || value.kind === "list" || value.kind === "sdk";
    return isOpen ? withKnownEntry(value, set.get(1) ?? [], set.get(2) ?? []) : value;
  });
}

function withKnownEntry(
  value: Value & { kind: "record" | "list" | "sdk" },
  key: Value[],
  given: Value[],
): Value {
  const name = literalOf(key);
  if (value.kind === "sdk")
    return name === undefined ? value : asValue(withSetting(value.object, name, given));
  if (value.kind === "list" && name === undefined && !value.items.every(isUnknown))
    return { kind: "list", items: [...value.items, ...given] };
  const known = value.kind === "record" ? value : { entries: new Map<string, Value[]>(), isOpen: false };
  if (name !== undefined)
    return { ...known, kind: "record", entries: new Map([...known.entries, [name, given]]) };
  const before = value.kind === "record" ? (value.computed ?? []) : [];
  const texts = textsOf(key).map((text) => text ?? [HOLE]);
  return { ...known, kind: "record", computed: [...before, ...texts], isOpen: true };
}
