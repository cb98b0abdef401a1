/** Why a text is not YAML, in words that say what to write: the parser's own are about its grammar. */
import { type Document, isScalar, visit, type YAMLParseError } from "yaml";
import type { YamlMistake } from "./pulumi-mistakes";

/** The first mistake only: what the parser trips over after that is mostly its consequence. */
export function syntaxMistake(document: Document.Parsed, text: string): YamlMistake | undefined {
  const [error] = document.errors;
  if (!error) return undefined;
  return mergeConflict(text) ?? { offset: placeOf(error, document), message: messageOf(error, text) };
}

function mergeConflict(text: string): YamlMistake | undefined {
  const mark = /^(?:<{7}|={7}|>{7})(?: .*)?$/m.exec(text);
  return (
    (mark && {
      offset: mark.index,
      message: `is a mark of a merge conflict: keep one of the two sides, and take out the lines <<<<<<<, ======= and >>>>>>>`,
    }) ??
    undefined
  );
}

/** Of a quote that is never closed, the parser tells the end of the file. */
function placeOf(error: YAMLParseError, document: Document.Parsed): number {
  if (!isUnclosed(error)) return error.pos[0];
  let opened = error.pos[0];
  visit(document, {
    Scalar(_, scalar) {
      if (isScalar(scalar) && /^QUOTE_/.test(scalar.type ?? "") && scalar.range) opened = scalar.range[0];
    },
  });
  return opened;
}

function isUnclosed({ code, message }: YAMLParseError): boolean {
  return code === "MISSING_CHAR" && /quote/.test(message);
}

function messageOf(error: YAMLParseError, text: string): string {
  const [start] = error.pos;
  const line = lineAt(text, start);
  switch (error.code) {
    case "MULTIPLE_DOCS":
      return "A stack's config is one document; take out the line --- and what does not belong.";
    case "TAB_AS_INDENT":
      return "The line begins with a tab: put spaces in its place, as many as before the keys beside it.";
    case "DUPLICATE_KEY":
      return `${keyIn(text.slice(start))} is here a second time in one map: take one of the two out.`;
    case "MULTILINE_IMPLICIT_KEY":
      return spaceAfterColon(line) ?? `${line.trim()} is not a key with a value: write KEY: VALUE.`;
    case "BLOCK_AS_IMPLICIT_KEY":
      return colonInValue(text, start);
    case "BAD_INDENT":
      return "The line begins further left or right than its neighbours: keys of one map begin in one column, and what belongs to a key begins further right than it.";
    case "BAD_SCALAR_START":
    case "BAD_ALIAS":
      return `A text cannot begin with ${text.charAt(start)}: write it in quotes, ${JSON.stringify(restOf(text, start))}.`;
    case "MISSING_CHAR":
      if (isUnclosed(error))
        return "The quote is never closed: put another at the end of the text, or take this one out.";
      return error.message;
    default:
      return error.message;
  }
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, end < 0 ? undefined : end);
}

function restOf(text: string, offset: number): string {
  return /^[^\n#]*/.exec(text.slice(offset))![0].trim();
}

function keyIn(text: string): string {
  return /^[^\n]*?(?=:(?:\s|$))/.exec(text)?.[0] ?? "The key";
}

function spaceAfterColon(line: string): string | undefined {
  const [, key, value] = /^\s*(?:- )?([\w-]+):(\S.*)$/.exec(line) ?? [];
  return key && `There is no space after the colon: write ${key}: ${value}.`;
}

/** Either the value has a colon of its own, or the line below is indented as if it were part of it. */
function colonInValue(text: string, start: number): string {
  const value = restOf(text, start);
  const key = keyIn(lineAt(text, start).trim().replace(/^- /, ""));
  if (/:(?:\s|$)/.test(value))
    return `The value has a colon with a space after it: take the space out, or write the value in quotes, ${key}: ${JSON.stringify(value)}.`;
  return `The line below begins further right than ${key}, which has its value ${value} already: begin it in the column of ${key}.`;
}
