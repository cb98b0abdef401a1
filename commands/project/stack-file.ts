import fs from "node:fs";
import path from "node:path";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from "yaml";
import type { SourceLocation } from "../judging/judgement";
import { UsageError } from "../cli/usage-error";
import type { Project } from "./project";

/** Keys and indices from the top of a stack file, e.g. `["config", "ecs-task-permissions:tasks", 0, "taskRole"]`. */
export type YamlPath = (string | number)[];

/** One `Pulumi.<stack>.yaml`, with the place of everything in it. */
export interface StackFile {
  stack: string;
  /** Relative to the project, as messages name it. */
  file: string;
  /** The `config` block, keys as written (`aws:region`). */
  config: Record<string, unknown>;
  /** Where the path, or the nearest part above it that exists, is written. */
  locate(path: YamlPath): SourceLocation;
}

/**
 * Reads a stack's config file.
 * @throws UsageError with line and column if it is not YAML, or if its `config` is not a block of keys
 */
export function readStackFile(project: Project, stack: string): StackFile {
  const file = `Pulumi.${stack}.yaml`;
  const lines = new LineCounter();
  const document = parseDocument(fs.readFileSync(path.join(project.root, file), "utf8"), {
    lineCounter: lines,
  });
  if (document.errors.length > 0) {
    throw new UsageError(
      document.errors.map((error) => `${file}:${position(lines, error.pos[0])}: ${error.message}`),
    );
  }
  const content = (document.toJS() ?? {}) as { config?: unknown };
  const config = content.config ?? {};
  if (typeof config !== "object" || Array.isArray(config)) {
    throw new UsageError([`${file}: \`config\` must be a block of keys, such as \`aws:region\`.`]);
  }
  return {
    stack,
    file,
    config: config as Record<string, unknown>,
    locate: (where) => ({ file, ...placeOf(document, lines, where) }),
  };
}

function position(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${line}:${col}`;
}

function placeOf(document: Document, lines: LineCounter, where: YamlPath): { line: number; column: number } {
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

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
