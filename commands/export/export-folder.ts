import fs from "node:fs";
import path from "node:path";
import type { ExportFile } from "./export-file";

/** A stack's folder, relative to the project. */
export function exportFolder(stack: string): string {
  return `infrastructure/${stack}`;
}

/** The files in a folder by path with `/`, or undefined if there is no such folder. */
export function readFolder(folder: string): Map<string, string> | undefined {
  if (!fs.existsSync(folder)) return undefined;
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."));
  return new Map(
    files.map((entry) => {
      const absolute = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, absolute).split(path.sep).join("/"), fs.readFileSync(absolute, "utf8")];
    }),
  );
}

/**
 * Makes a folder hold these files and no others.
 * @returns the paths written and removed, none of which had that content before
 */
export function writeFolder(folder: string, files: ExportFile[]): { written: string[]; removed: string[] } {
  const before = readFolder(folder) ?? new Map<string, string>();
  const written = files.filter(({ path: file, content }) => before.get(file) !== content);
  for (const { path: file, content } of written) {
    const absolute = path.join(folder, file);
    fs.mkdirSync(path.dirname(absolute), { recursive: true });
    fs.writeFileSync(absolute, content);
  }
  const removed = [...before.keys()].filter((file) => !files.some(({ path: kept }) => kept === file));
  for (const file of removed) removeFile(folder, file);
  return { written: written.map(({ path: file }) => file), removed };
}

/** Removes a file and the folders that it leaves empty. */
function removeFile(folder: string, file: string): void {
  fs.rmSync(path.join(folder, file));
  for (let parent = path.dirname(file); parent !== "."; parent = path.dirname(parent)) {
    if (fs.readdirSync(path.join(folder, parent)).length > 0) return;
    fs.rmdirSync(path.join(folder, parent));
  }
}
