/** From a path of keys to the line on which it is written. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from "yaml";

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
    const found = child(node, step);
    if (!found) break;
    offset = found.offset;
    node = found.value;
  }
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** The same for a text that holds YAML or JSON, which is YAML too. */
export function placeIn(text: string, where: YamlPath): Place {
  const lines = new LineCounter();
  return placeOf(parseDocument(text, { lineCounter: lines }), lines, where);
}

/** A key's value, or a list's item, and where it starts: at the key where there is one. */
function child(node: unknown, step: string | number): { offset: number; value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => (isScalar(key) ? key.value === step : key === step));
    return pair && { offset: startOf(pair.key as Node), value: pair.value };
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
