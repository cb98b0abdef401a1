/** Applications as they were read in an earlier run: to see that nothing has changed takes a tenth of reading them. */
import { createHash } from "node:crypto";
import path from "node:path";
import { BUNDLE_NAME, folderToKeep, keep, keptName, readKept } from "../../bundle/kept-files";
import type { Application } from "./application";

export interface Kept {
  /** Of everything that was read, and of what read it. */
  state: string;
  /** The same of what the file system tells of the files; absent where one had changed just before. */
  stamped?: string;
  application: Application;
}

/** The file that an application is kept in between runs, if any is. */
export function placeToKeep(
  root: string,
  sources: readonly string[],
  folder = folderToKeep(),
): string | undefined {
  return folder && path.join(folder, keptName("code", [root, ...sources]));
}

/** The state of what an application is read from. @param parts in their order: files with their texts, versions of tools */
export function stateOf(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of [BUNDLE_NAME, ...parts]) hash.update(`${part.length} `).update(part);
  return hash.digest("hex");
}

/** What was kept in a file; undefined where nothing whole was. */
export function keptIn(file: string): Kept | undefined {
  return readKept<Kept>(file);
}

export function keepApplication(file: string, kept: Kept): void {
  keep(file, kept);
}
