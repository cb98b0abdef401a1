/**
 * What a run keeps for the next one: beside the bundle of its command and under its name, which is made of its content. So
 * another version of the code keeps nothing in common with this one, and what it kept goes when its bundle does.
 */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import v8 from "node:v8";

const BUNDLE = /-[0-9a-f]{16}\.js$/;

/** Tells one version of the code from another. */
export const BUNDLE_NAME = path.basename(__filename, ".js");

/** The folder to keep files in; undefined where the sources run by themselves, as in tests: nothing is kept then. */
export function folderToKeep(): string | undefined {
  return BUNDLE.test(__filename) ? path.dirname(__filename) : undefined;
}

/** The name of a file. @param kind what is kept in it @param of of what */
export function keptName(kind: string, of: readonly string[]): string {
  return `${BUNDLE_NAME}.${kind}-${digest(of).slice(0, 16)}`;
}

/** What was kept in a file; undefined where there is none yet, or one that was cut off. */
export function readKept<Kept>(file: string): Kept | undefined {
  try {
    return v8.deserialize(fs.readFileSync(file)) as Kept;
  } catch {
    return undefined;
  }
}

/** Keeps a file, whole or not at all: where it cannot be written, only time is lost. */
export function keep(file: string, kept: unknown): void {
  const draft = `${file}.${process.pid}`;
  try {
    fs.writeFileSync(draft, v8.serialize(kept));
    fs.renameSync(draft, file);
  } catch {
    fs.rmSync(draft, { force: true });
  }
}

/** The same for the same content only. */
export function digest(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
