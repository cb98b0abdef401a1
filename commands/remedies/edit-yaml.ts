/** Edits to a YAML text that leave all else as it is written, comments and blank lines too. */
import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, stringify } from "yaml";
import type { YamlEdit } from "../judgement/judgement";

/** @returns undefined where the text is written in a way that no line can be added to (flow style, anchors) */
export function editYaml(text: string, { path, add, set }: YamlEdit): string | undefined {
  const [at, rest] = deepest(text, path);
  if (set !== undefined && rest.length === 0) return isScalar(at) ? replaced(text, at, set) : undefined;
  if (rest.length === 0) return isSeq(at) && add ? appended(text, at, stringify([add], STYLE)) : undefined;
  return putInto(text, at, rest, set ?? [add]);
}

/**
 * Adds a key with its value to a map, and the maps above it that are lacking.
 * @returns undefined where it is there already, or the text is written in a way that no line can be added to
 */
export function putYaml(text: string, path: (string | number)[], value: unknown): string | undefined {
  const [at, rest] = deepest(text, path);
  return rest.length === 0 ? undefined : putInto(text, at, rest, value);
}

function putInto(text: string, at: unknown, rest: (string | number)[], value: unknown): string | undefined {
  if (rest.some((step) => typeof step === "number") || !isMap(at)) return undefined;
  const nested = rest.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value);
  return appended(text, at, stringify(nested, STYLE));
}

const STYLE = { lineWidth: 0 } as const;

/** The node at the longest part of the path that is written, and what is left of the path. */
function deepest(text: string, path: (string | number)[]): [node: unknown, rest: (string | number)[]] {
  let node: unknown = parseDocument(text, { merge: true }).contents;
  for (const [depth, step] of path.entries()) {
    const next = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && key.value === step)?.value
      : isSeq(node)
        ? node.items[step as number]
        : undefined;
    if (next === undefined || next === null) return [node, path.slice(depth)];
    node = next;
  }
  return [node, []];
}

function replaced(text: string, scalar: Node, value: string): string {
  const [start, end] = scalar.range!;
  return text.slice(0, start) + value + text.slice(end);
}

/** Lines after the last one of a block collection, as far in as its entries. */
function appended(text: string, collection: Node, lines: string): string | undefined {
  if (!(isMap(collection) || isSeq(collection)) || collection.flow || collection.items.length === 0)
    return undefined;
  const end = endOf(collection);
  const lineEnd = text.indexOf("\n", end);
  const before = lineEnd < 0 ? `${text}\n` : text.slice(0, lineEnd + 1);
  const after = lineEnd < 0 ? "" : text.slice(lineEnd + 1);
  const start = collection.range![0];
  const column = start - (text.lastIndexOf("\n", start - 1) + 1);
  const margin = " ".repeat(column);
  return before + lines.trimEnd().replace(/^(?=.)/gm, margin) + "\n" + after;
}

/** Where what is written of it ends; a block's range runs on over blank lines and comments. */
function endOf(node: Node): number {
  if ((isMap(node) || isSeq(node)) && !node.flow && node.items.length > 0) {
    const last = node.items.at(-1) as Node | Pair<Node, Node | null>;
    return isSeq(node) ? endOf(last as Node) : endOfPair(last as Pair<Node, Node | null>);
  }
  return node.range![1];
}

function endOfPair({ key, value }: Pair<Node, Node | null>): number {
  const isWritten = value?.range && value.range[1] > value.range[0];
  return isWritten ? endOf(value) : key.range![1];
}
