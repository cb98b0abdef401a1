import fs from "node:fs";
import path from "node:path";
import type { JudgedStack } from "../judgement/judged-stack";
import type { ExportChange, PermissionRow } from "../judgement/judgement";
import { permissionChange } from "../judgement/permission-change";
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
  return {
    state: committed ? "stale" : "missing",
    folder,
    files,
    ...permissionChange(rowsIn(committed?.get(PERMISSIONS)), rowsIn(current.get(PERMISSIONS))),
  };
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
