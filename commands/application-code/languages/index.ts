import path from "node:path";
import { go } from "./go";
import { java } from "./java";
import { javascript } from "./javascript";
import type { Language } from "./language";
import { python } from "./python";

/** The languages that can be read. */
export const LANGUAGES: readonly Language[] = [python, javascript, go, java];

/** The language of a file, by its extension. */
export function languageOf(file: string): Language | undefined {
  return LANGUAGES.find(({ grammars }) => Object.hasOwn(grammars, path.extname(file)));
}
