import fs from "node:fs";
import path from "node:path";
import type { Language } from "../languages/language";

/** The manifests that lie beside or above the files of each language that has such, by language and folder. */
export function readManifests(
  root: string,
  files: ReadonlyMap<string, { language: Language }>,
): Map<Language, Map<string, string>> {
  const found = new Map<Language, Map<string, string>>();
  const seen = new Set<string>();
  for (const [file, { language }] of files) {
    if (language.manifest === undefined) continue;
    for (let folder = path.posix.dirname(file); ; folder = path.posix.dirname(folder)) {
      const place = path.posix.join(folder, language.manifest);
      if (seen.has(place)) break;
      seen.add(place);
      const text = readIfThere(path.join(root, place));
      if (text !== undefined) found.set(language, (found.get(language) ?? new Map()).set(folder, text));
      if (folder === "." || folder === "/") break;
    }
  }
  return found;
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined; // none in this folder
  }
}
