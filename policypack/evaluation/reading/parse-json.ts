/** JSON texts of policy documents: where a syntax error is, and keys that occur twice. */
import type { DocumentProblem } from "../types";

/** More text than IAM accepts in any document, white space included, many times over. */
const LONGEST_TEXT = 1_000_000;

export type ParsedJson = { value: unknown } | { problems: DocumentProblem[] };

/**
 * Parses a document's text. IAM refuses an object with the same key twice, which `JSON.parse` would not notice
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html).
 */
export function parseJson(text: string): ParsedJson {
  if (text.length > LONGEST_TEXT) {
    return {
      problems: [{ path: "", message: `is ${text.length} characters long, far more than IAM accepts` }],
    };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problems: [{ path: "", message: syntaxError(text, error) }] };
  }
  const problems = repeatedKeys(text);
  return problems.length > 0 ? { problems } : { value };
}

function syntaxError(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const reason = message.split(/ in JSON at position | \(line /)[0];
  if (text.trim() === "") return "is empty, which is not JSON";
  const position = / at position (\d+)/.exec(message);
  const at = position ? Number(position[1]) : text.length;
  const before = text.slice(0, at).split("\n");
  const column = (before.at(-1) ?? "").length + 1;
  return `is not JSON: ${shortened(reason ?? message)} at line ${before.length}, column ${column}`;
}

function shortened(message: string): string {
  return message.length > 120 ? `${message.slice(0, 120)}…` : message;
}

interface Container {
  /** The keys seen; undefined for an array. */
  keys?: Set<string>;
  /** The key or index that is being read. */
  at: string | number;
  expectsKey: boolean;
}

/** Walks over text that is known to be JSON; the stack holds what is open at the moment. */
function repeatedKeys(text: string): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const open: Container[] = [];
  for (let index = 0; index < text.length; index++) {
    const inside = open.at(-1);
    switch (text[index]) {
      case "{":
        open.push({ keys: new Set(), at: "", expectsKey: true });
        break;
      case "[":
        open.push({ at: 0, expectsKey: false });
        break;
      case "}":
      case "]":
        open.pop();
        break;
      case ",":
        if (inside?.keys) inside.expectsKey = true;
        else if (inside) inside.at = Number(inside.at) + 1;
        break;
      case '"': {
        const end = endOfString(text, index);
        if (inside?.keys && inside.expectsKey) {
          inside.at = String(JSON.parse(text.slice(index, end + 1)));
          inside.expectsKey = false;
          if (inside.keys.has(inside.at)) {
            problems.push({ path: pathOf(open), message: "occurs twice in the same object" });
          }
          inside.keys.add(inside.at);
        }
        index = end;
      }
    }
  }
  return problems.slice(0, 50);
}

const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = "\\".charCodeAt(0);

function endOfString(text: string, start: number): number {
  let index = start + 1;
  for (let unit = text.charCodeAt(index); unit !== QUOTE; unit = text.charCodeAt(index)) {
    index += unit === BACKSLASH ? 2 : 1;
  }
  return index;
}

function pathOf(open: Container[]): string {
  return open
    .slice(0, 10)
    .map(({ at }) => (typeof at === "number" ? `[${at}]` : `.${at}`))
    .join("")
    .replace(/^\./, "");
}
