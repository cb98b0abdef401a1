/** Applications as they were read in an earlier run: to see that nothing has changed takes a tenth of reading them. */
import path from "node:path";
import { BUNDLE_NAME, digest, folderToKeep, keep, keptName, readKept } from "../../bundle/kept-files";
import type { Application } from "./application";

interface Kept {
  /** Of everything that was read, and of what read it. */
  state: string;
  application: Application;
}

/** The file that an application is kept in between runs, if any is. */
export function placeToKeep(root: string, sources: readonly string[]): string | undefined {
  const folder = folderToKeep();
  return folder && path.join(folder, keptName("code", [root, ...sources]));
}

/** The state of what an application is read from. @param parts in their order: files with their texts, versions of tools */
export function stateOf(parts: readonly string[]): string {
  return digest([BUNDLE_NAME, ...parts]);
}

/** The application that was kept in this state; else it is read, and kept for the next run. */
export async function keptOrRead(
  file: string | undefined,
  state: string,
  read: () => Promise<Application>,
): Promise<Application> {
  if (file === undefined) return read();
  const kept = readKept<Kept>(file);
  if (kept?.state === state) return kept.application;
  const application = await read();
  keep(file, { state, application } satisfies Kept);
  return application;
}
