/** Helpers to read values of which nothing may be taken for granted. */
import { UNKNOWN, type DocumentProblem } from "../types";

/** Reporting more would help nobody. */
const MOST_PROBLEMS = 50;

/** Many times what IAM accepts of any document, and little enough to be judged at once. */
const MOST_CHARACTERS = 200_000;

/** Collects what is wrong with a document, and sees to it that a huge one is not read to its end. */
export class Problems {
  readonly found: DocumentProblem[] = [];
  private characters = 0;

  add(path: string, message: string): void {
    if (this.found.length < MOST_PROBLEMS) this.found.push({ path, message });
  }

  /** Counts a text that was read; false once the document is too large to go on. */
  admits(text: string): boolean {
    const before = this.characters;
    this.characters += text.length + 1;
    if (before <= MOST_CHARACTERS && this.characters > MOST_CHARACTERS) {
      this.add("", `has more than ${MOST_CHARACTERS} characters, far more than IAM accepts`);
    }
    return this.characters <= MOST_CHARACTERS;
  }
}

export function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own property, so that no key of a document (`__proto__`) reaches a prototype. */
export function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}

/** A value as a message shows it: short, and safe whatever it is. */
export function show(value: unknown): string {
  if (value === UNKNOWN) return "unknown";
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "an object";
  if (typeof value !== "string") return `the ${typeof value} ${String(value)}`;
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
}

/** Names for a message: `A, B or C`. */
export function oneOf(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

/** Strings of a document, and whether some of them are not known. */
export interface StringList {
  values: string[];
  unknown: boolean;
}

/** Reads an element that is a string or a list of at least one string, as most elements are. */
export function readStrings(value: unknown, path: string, problems: Problems): StringList {
  if (value === UNKNOWN) return { values: [], unknown: true };
  if (Array.isArray(value) && value.length === 0) problems.add(path, "must not be an empty list");
  const values: string[] = [];
  let unknown = false;
  const items: unknown[] = Array.isArray(value) ? value : [value];
  items.forEach((item, index) => {
    if (typeof item === "string") {
      if (problems.admits(item)) values.push(item);
    } else if (item === UNKNOWN) unknown = true;
    else
      problems.add(
        Array.isArray(value) ? `${path}[${index}]` : path,
        `must be a string, but is ${show(item)}`,
      );
  });
  return { values, unknown };
}
