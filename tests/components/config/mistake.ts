import type { Edit } from "./edit";

/** What somebody gets wrong in a stack file. */
export interface Mistake {
  title: string;
  edits: Edit[];
  /** Path of the one error that is expected, after the namespace. */
  path: string;
  message: RegExp;
  /** Whether JSON Schema can express the rule, so that an editor shows the mistake too. */
  inEditor: boolean;
}

export function mistake(title: string, edits: Edit[], path: string, message: RegExp): Mistake {
  return { title, edits, path, message, inEditor: true };
}

/** A mistake that only shows when several values are seen together. */
export function crossMistake(title: string, edits: Edit[], path: string, message: RegExp): Mistake {
  return { title, edits, path, message, inEditor: false };
}
