/** From a path of keys to the line on which it is written. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from "yaml";

/** Keys and indices from the top of a file, e.g. `["config", "ecs-task-permissions:tasks", 0, "taskRole"]`. */
export type YamlPath = (string | number)[];

/** A place in a file, 1-based. */
export interface Place {
  line: number;
  column: number;
}

/** A place in a stack's file or its pack config. */
export interface SourceLocation extends Place {
  /** Relative to the project. */
  file: string;
}

/** Where the path, or the nearest part above it that exists, is written. */
export function placeOf(document: Document, lines: LineCounter, where: YamlPath): Place {
  let offset = 0;
  let node: unknown = document.contents;
  for (const step of where) {
    const found = child(document, node, step);
    if (!found) break;
    offset = found.offset;
    node = found.value;
  }
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** The scalar at the path as it is written, without quotes; undefined where there is none. */
export function writtenAt(document: Document, where: YamlPath): string | undefined {
  let node: unknown = document.contents;
  for (const step of where) node = child(document, node, step)?.value;
  const scalar = isAlias(node) ? node.resolve(document) : node;
  return isScalar(scalar) ? scalar.source : undefined;
}

/** The same in a text that holds YAML or JSON, which is YAML too; it is parsed when first asked. */
export function placesIn(text: string): (where: YamlPath) => Place {
  const lines = new LineCounter();
  let document: Document | undefined;
  return (where) => placeOf((document ??= parseDocument(text, { lineCounter: lines })), lines, where);
}

interface Child {
  offset: number;
  value: unknown;
}

/** A key's value, or a list's item, and where it starts: at the key where there is one. A map's own keys come before merged ones. */
function child(document: Document, node: unknown, step: string | number): Child | undefined {
  if (isAlias(node)) return child(document, node.resolve(document), step);
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => (isScalar(key) ? key.value === step : key === step));
    if (pair) return { offset: startOf(pair.key as Node), value: pair.value };
    const merged = node.items.filter(({ key }) => isScalar(key) && key.source === "<<");
    const sources = merged.flatMap(({ value }) => (isSeq(value) ? value.items : [value]));
    return sources.map((source) => child(document, source, step)).find((found) => found !== undefined);
  }
  if (isSeq(node) && typeof step === "number") {
    const item = node.items[step] as Node | undefined;
    return item && { offset: startOf(item), value: item };
  }
  return undefined;
}

/** Its offset in the text. */
export function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
