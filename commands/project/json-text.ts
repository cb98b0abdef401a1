/** Edits to a JSON text that leave all else as it is written, and values written as prettier has them. */
import { isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";

type JsonPath = (string | number)[];

/** As wide as the project's files are. */
const WIDTH = 110;

/**
 * The text with a value at the path: in place of what is there, or behind the last entry of the list or object above it. The
 * objects above that are lacking are added.
 */
export function withValue(text: string, path: JsonPath, value: unknown): string {
  const [node, rest] = deepest(text, path);
  const [step, ...below] = rest;
  if (step === undefined) return replaced(text, node, value);
  const nested = below.reduceRight<unknown>(
    (inner, each) => (typeof each === "number" ? [inner] : { [each]: inner }),
    value,
  );
  if (isSeq(node) && typeof step === "number") return appended(text, node, undefined, nested);
  if (isMap(node) && typeof step === "string") return appended(text, node, step, nested);
  throw new Error(`nothing can be written to ${path.join(".")}`);
}

/** The node at the longest part of the path that is written, and what is left of the path. */
function deepest(text: string, path: JsonPath): [node: Node, rest: JsonPath] {
  let node = parseDocument(text).contents as Node;
  for (const [depth, step] of path.entries()) {
    const next = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && key.value === step)?.value
      : isSeq(node) && typeof step === "number"
        ? node.items[step]
        : undefined;
    if (next === undefined || next === null) return [node, path.slice(depth)];
    node = next as Node;
  }
  return [node, []];
}

function replaced(text: string, node: Node, value: unknown): string {
  const [start, end] = node.range!;
  return (
    text.slice(0, start) + jsonText(value, marginAt(text, start), columnAt(text, start)) + text.slice(end)
  );
}

function appended(text: string, collection: Node, key: string | undefined, value: unknown): string {
  if (!isMap(collection) && !isSeq(collection)) return text;
  const [start, end] = collection.range!;
  const named = key === undefined ? "" : `${JSON.stringify(key)}: `;
  const last = collection.items.at(-1);
  if (last === undefined) {
    const margin = marginAt(text, start);
    const inner = `${margin}  `;
    const written = named + jsonText(value, inner, inner.length + named.length);
    return `${text.slice(0, start + 1)}\n${inner}${written}\n${margin}${text.slice(end - 1)}`;
  }
  const [first, behind] = rangeOf(last);
  const margin = marginAt(text, first);
  const isOwnLine = text.slice(text.lastIndexOf("\n", first - 1) + 1, first).trim() === "";
  const written = named + jsonText(value, margin, margin.length + named.length);
  return text.slice(0, behind) + (isOwnLine ? `,\n${margin}` : ", ") + written + text.slice(behind);
}

/** From where an entry begins, with its key, to behind its value. */
function rangeOf(entry: unknown): [start: number, end: number] {
  const { key, value, range } = entry as { key?: Node; value?: Node; range?: [number, number, number] };
  if (key?.range && value?.range) return [key.range[0], value.range[1]];
  return range ? [range[0], range[1]] : [0, 0];
}

/** The white space that the line begins with. */
function marginAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1);
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

function columnAt(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/**
 * A value as prettier leaves it: objects over several lines, lists of plain values on one where they fit.
 *
 * @param margin of the line that it begins on
 * @param column where it begins
 */
export function jsonText(value: unknown, margin = "", column = 0): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${margin}  `;
  if (Array.isArray(value)) {
    const items = value as unknown[];
    const line = `[${items.map((item) => JSON.stringify(item)).join(", ")}]`;
    const isPlain = items.every((item) => typeof item !== "object" || item === null);
    if (items.length === 0 || (isPlain && column + line.length < WIDTH)) return line;
    const lines = items.map((item) => inner + jsonText(item, inner, inner.length));
    return `[\n${lines.join(",\n")}\n${margin}]`;
  }
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  if (entries.length === 0) return "{}";
  const lines = entries.map(([key, part]) => {
    const named = `${inner}${JSON.stringify(key)}: `;
    return named + jsonText(part, inner, named.length);
  });
  return `{\n${lines.join(",\n")}\n${margin}}`;
}
