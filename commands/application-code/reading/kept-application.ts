/** Applications as they were read in an earlier run: to see that nothing has changed takes a tenth of reading them. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Application } from "./application";

interface Kept {
  /** Of everything that was read, and of what read it. */
  state: string;
  application: Application;
}

/** A bundle is named after its content, so that another version of this code keeps nothing in common with this one. */
const BUNDLE = /-[0-9a-f]{16}\.js$/;

/**
 * Where an application is kept between runs: beside the bundle of the command that runs; nowhere where the sources run by
 * themselves, as in tests.
 */
export function placeToKeep(root: string, sources: readonly string[]): string | undefined {
  if (!BUNDLE.test(__filename)) return undefined;
  return path.join(path.dirname(__filename), `code-${hash([root, ...sources]).slice(0, 16)}.json`);
}

/** The state of what an application is read from. @param parts in their order: files with their texts, versions of tools */
export function stateOf(parts: readonly string[]): string {
  return hash([path.basename(__filename), ...parts]);
}

/** The application that was kept in this state; else it is read, and kept for the next run. */
export async function keptOrRead(
  file: string | undefined,
  state: string,
  read: () => Promise<Application>,
): Promise<Application> {
  if (file === undefined) return read();
  const kept = keptIn(file);
  if (kept?.state === state) return kept.application;
  const application = await read();
  keep(file, { state, application });
  return application;
}

function keptIn(file: string): Kept | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Kept;
  } catch {
    return undefined; // none yet, or one that was cut off
  }
}

function keep(file: string, kept: Kept): void {
  const draft = `${file}.${process.pid}`;
  try {
    fs.writeFileSync(draft, JSON.stringify(kept));
    fs.renameSync(draft, file);
  } catch {
    fs.rmSync(draft, { force: true }); // only time is lost
  }
}

function hash(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
