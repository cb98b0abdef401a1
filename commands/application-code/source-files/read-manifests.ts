import fs from "node:fs";
import path from "node:path";
import type { Language } from "../languages/language";

/** The manifests that lie beside or above the files of each language that has such, by language and folder. */
export function readManifests(
  root: string,
  files: ReadonlyMap<string, { language: Language }>,
): Map<Language, Map<string, string>> {
  const found = new Map<Language, Map<string, string>>();
  for (const [place, { language, folder }] of placesOf(files)) {
    const text = readIfThere(path.join(root, place));
    if (text !== undefined) found.set(language, (found.get(language) ?? new Map()).set(folder, text));
  }
  return found;
}

/** Where manifests of these files may lie. */
export function manifestPlaces(files: ReadonlyMap<string, { language: Language }>): string[] {
  return [...placesOf(files).keys()];
}

function placesOf(files: ReadonlyMap<string, { language: Language }>) {
  const places = new Map<string, { language: Language; folder: string }>();
  for (const [file, { language }] of files) {
    if (language.manifest === undefined) continue;
    for (let folder = path.posix.dirname(file); ; folder = path.posix.dirname(folder)) {
      const place = path.posix.join(folder, language.manifest);
      if (places.has(place)) break;
      places.set(place, { language, folder });
      if (folder === "." || folder === "/") break;
    }
  }
  return places;
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined; // none in this folder
  }
}
