import fs from "node:fs";
import path from "node:path";
import type { JudgedStack } from "../judgement/judged-stack";
import type { ExportChange, PermissionRow } from "../judgement/judgement";
import { exportFiles, PERMISSIONS } from "./export-files";
import { exportFolder, readFolder } from "./export-folder";

/**
 * How what a stack would be exported as differs from what is committed. Undefined if nothing does, or if the project
 * has no `infrastructure/` folder at all: then it does not commit its exports.
 * @param root the project's folder
 */
export function exportChange(root: string, judged: JudgedStack): ExportChange | undefined {
  if (!fs.existsSync(path.join(root, "infrastructure"))) return undefined;
  const folder = exportFolder(judged.judgement.stack);
  const committed = readFolder(path.join(root, folder));
  const current = new Map(exportFiles(judged).map(({ path: file, content }) => [file, content]));
  const paths = new Set([...(committed?.keys() ?? []), ...current.keys()]);
  const files = [...paths].filter((file) => committed?.get(file) !== current.get(file)).sort();
  if (files.length === 0) return undefined;
  const before = new Map(rowsIn(committed?.get(PERMISSIONS)).map((row) => [keyOf(row), row]));
  const after = new Map(rowsIn(current.get(PERMISSIONS)).map((row) => [keyOf(row), row]));
  return {
    state: committed ? "stale" : "missing",
    folder,
    files,
    gained: [...after].filter(([key]) => !before.has(key)).map(([, row]) => row),
    lost: [...before].filter(([key]) => !after.has(key)).map(([, row]) => row),
  };
}

/** A permission is the same one whichever policy or statement grants it. */
function keyOf({ principal, action, resource, effect, conditions }: PermissionRow): string {
  return JSON.stringify([principal, action, resource, effect, conditions]);
}

function rowsIn(content: string | undefined): PermissionRow[] {
  if (content === undefined) return [];
  try {
    const { permissions } = JSON.parse(content) as { permissions?: PermissionRow[] };
    return Array.isArray(permissions) ? permissions : [];
  } catch {
    return []; // edited by hand into something else: all of it counts as gained
  }
}
