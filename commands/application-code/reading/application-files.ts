import fs from "node:fs";
import path from "node:path";
import { languageOf, LANGUAGES } from "../languages";
import type { Language } from "../languages/language";
import { listSources } from "../source-files/list-sources";
import { manifestPlaces, readManifests } from "../source-files/read-manifests";
import { type PassedOver, readSource } from "../source-files/read-source";

/** The files of an application, by path relative to the project. */
export type ApplicationFiles = ReadonlyMap<string, { language: Language }>;

export interface ApplicationTexts {
  texts: ReadonlyMap<string, { text: string; language: Language }>;
  passedOver: PassedOver[];
  manifests: ReadonlyMap<Language, ReadonlyMap<string, string>>;
}

/** A file system tells times to some milliseconds: what has changed since then may change again without a trace. */
const SETTLED_MS = 2000;

/** @throws what the file system does for a source that is not there */
export function listApplication(root: string, sources: readonly string[]): ApplicationFiles {
  const extensions = new Set(LANGUAGES.flatMap(({ grammars }) => Object.keys(grammars)));
  const files = new Map<string, { language: Language }>();
  for (const source of sources) {
    for (const file of listSources(root, source, extensions)) {
      const language = languageOf(file);
      const own = path.posix.relative(source, file);
      if (language && !language.isTest(own === "" ? path.posix.basename(file) : own))
        files.set(file, { language });
    }
  }
  return files;
}

/**
 * What tells of the files, without a look into them, whether one has changed; undefined where that cannot be told, as one
 * has changed just now.
 *
 * @param now in milliseconds, as `Date.now` has it
 */
export function stampsOf(root: string, files: ApplicationFiles, now: number): string[] | undefined {
  const settled = now - SETTLED_MS;
  const stamps: string[] = [];
  for (const file of [...files.keys(), ...manifestPlaces(files)]) {
    const found = fs.statSync(path.join(root, file), { throwIfNoEntry: false });
    if (found && Math.max(found.ctimeMs, found.mtimeMs) > settled) return undefined;
    stamps.push(found ? `${file} ${found.size} ${found.mtimeMs} ${found.ctimeMs} ${found.ino}` : file);
  }
  return stamps;
}

export function readTexts(root: string, files: ApplicationFiles): ApplicationTexts {
  const texts = new Map<string, { text: string; language: Language }>();
  const passedOver: PassedOver[] = [];
  for (const [file, { language }] of files) {
    const read = readSource(path.join(root, file), file);
    if (!("text" in read)) passedOver.push(read);
    else if (!language.isLeftOut?.(read.text)) texts.set(file, { text: read.text, language });
  }
  return { texts, passedOver, manifests: readManifests(root, texts) };
}
