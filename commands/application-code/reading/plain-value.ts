/** What is known of an argument, as data: it can be written to a file, and an environment can be filled in. */
import type { Value } from "../evaluation/values";
import type { Text } from "../program/text";

export type PlainValue =
  | { kind: "text"; text: Text }
  | { kind: "record"; entries: Record<string, PlainValue[]>; computed?: Text[]; isOpen: boolean }
  | { kind: "list"; items: PlainValue[] }
  | { kind: "unknown" };

/** Arguments nest less and hold less; what is beyond that names no resource. */
const DEEPEST = 6;
const MOST_VALUES = 2000;

export function plainValues(values: readonly Value[]): PlainValue[] {
  const left = { values: MOST_VALUES };
  return values.map((value) => plainValue(value, 0, left));
}

function plainValue(value: Value, depth: number, left: { values: number }): PlainValue {
  if (depth > DEEPEST || left.values-- <= 0) return { kind: "unknown" };
  const inner = (values: readonly Value[]) => values.map((each) => plainValue(each, depth + 1, left));
  switch (value.kind) {
    case "text":
      return { kind: "text", text: value.text };
    case "list":
      return { kind: "list", items: inner(value.items) };
    case "record": {
      const entries = [...value.entries].map(([key, each]) => [key, inner(each)] as const);
      return {
        kind: "record",
        entries: Object.fromEntries(entries),
        isOpen: value.isOpen,
        ...(value.computed && { computed: value.computed }),
      };
    }
    default:
      return { kind: "unknown" };
  }
}
