import fs from "node:fs";
import path from "node:path";
import type { Language } from "../languages/language";

/** The manifests that lie beside or above the files of each language that has such, by language and path. */
export function readManifests(
  root: string,
  files: ReadonlyMap<string, { language: Language }>,
): Map<Language, Map<string, string>> {
  const found = new Map<Language, Map<string, string>>();
  for (const [place, language] of placesOf(files)) {
    const text = readIfThere(path.join(root, place));
    if (text !== undefined) found.set(language, (found.get(language) ?? new Map()).set(place, text));
  }
  return found;
}

/** Where manifests of these files may lie. */
export function manifestPlaces(files: ReadonlyMap<string, { language: Language }>): string[] {
  return [...placesOf(files).keys()];
}

function placesOf(files: ReadonlyMap<string, { language: Language }>): Map<string, Language> {
  const places = new Map<string, Language>();
  const folders = new Set<string>();
  for (const [file, { language }] of files) {
    if (language.manifests.length === 0) continue;
    for (
      let folder = path.posix.dirname(file);
      !folders.has(`${language.name} ${folder}`);
      folder = path.posix.dirname(folder)
    ) {
      folders.add(`${language.name} ${folder}`);
      for (const each of language.manifests) places.set(path.posix.join(folder, each), language);
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
