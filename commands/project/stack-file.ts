import fs from "node:fs";
import path from "node:path";
import { LineCounter, parseDocument, visit, type Document } from "yaml";
import { UsageError } from "../cli/usage-error";
import type { Project } from "./project";
import { pulumiMistakes, refersToItself } from "./yaml/pulumi-mistakes";
import { syntaxMistake } from "./yaml/syntax-mistake";
import { placeOf, type SourceLocation, startOf, writtenAt, type YamlPath } from "./yaml-places";

/** One `Pulumi.<stack>.yaml`, with the place of everything in it. */
export interface StackFile {
  stack: string;
  /** Relative to the project, as messages name it. */
  file: string;
  /** The `config` block, keys as written (`aws:region`). */
  config: Record<string, unknown>;
  /** Where the path, or the nearest part above it that exists, is written. */
  locate(path: YamlPath): SourceLocation;
  /** The scalar at the path as it is written, e.g. `1.10`. */
  written(path: YamlPath): string | undefined;
}

/**
 * Reads a stack's config file as Pulumi's CLI does.
 * @throws UsageError with line and column if it is not YAML, if it would mean something else to Pulumi, or if it has no
 *   `config` block of keys
 */
export function readStackFile(project: Project, stack: string): StackFile {
  const file = `Pulumi.${stack}.yaml`;
  const lines = new LineCounter();
  const text = fs.readFileSync(path.join(project.root, file), "utf8");
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const mistake = syntaxMistake(document, text) ?? unresolvedAlias(document) ?? refersToItself(document);
  if (mistake) {
    throw new UsageError([
      `${file}:${position(lines, mistake.offset)}  cannot be read as YAML\n    ${mistake.message}`,
    ]);
  }
  const mistakes = pulumiMistakes(document).map(
    ({ offset, message }) => `${file}:${position(lines, offset)}  ${message}`,
  );
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return {
    stack,
    file,
    config: configBlock(document.toJS(), file),
    locate: (where) => ({ file, ...placeOf(document, lines, where) }),
    written: (where) => writtenAt(document, where),
  };
}

function unresolvedAlias(document: Document.Parsed): { offset: number; message: string } | undefined {
  let found: { offset: number; message: string } | undefined;
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return undefined;
      found = {
        offset: startOf(alias),
        message: `*${alias.source} refers to an anchor &${alias.source} that is not set before it`,
      };
      return visit.BREAK;
    },
  });
  return found;
}

function configBlock(content: unknown, file: string): Record<string, unknown> {
  const { config } = (content ?? {}) as { config?: unknown };
  if (config === null) return {};
  if (typeof config === "object" && !Array.isArray(config)) return config as Record<string, unknown>;
  const problem = config === undefined ? "there is no `config` block" : "`config` must be a block of keys";
  throw new UsageError([
    `${file}: ${problem}. A stack's settings, such as \`aws:region\`, stand under \`config:\` (docs/config.md).`,
  ]);
}

function position(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${line}:${col}`;
}
