import fs from "node:fs";
import path from "node:path";
import { CALLS, packCodeIn } from "../application-code/containers/calls-file";
import { UsageError } from "../cli/usage-error";
import { exportFolder } from "../export/export-folder";
import { packConfigFile, textWithCode } from "../project/pack-config";
import type { Project } from "../project/project";

/** Where what is made for one run lies, relative to the project. */
const CACHE = path.join("node_modules", ".cache", "ecs-task-permissions");

/**
 * The pack config that the engine is given, relative to the project: the stack's own, or a copy of it with what the committed
 * export says that the applications' code calls. It may name a file that is not there, where the stack has neither.
 *
 * @throws UsageError where the committed calls cannot be read
 */
export function packConfigWithCode(project: Project, stack: string): string {
  const own = packConfigFile(stack);
  const calls = `${exportFolder(stack)}/${CALLS}`;
  const committed = textOf(path.join(project.root, calls));
  if (committed === undefined) return own;
  const code = codeIn(committed, calls, stack);
  const file = path.join(CACHE, `pack-config-${stack}.json`);
  fs.mkdirSync(path.join(project.root, CACHE), { recursive: true });
  fs.writeFileSync(
    path.join(project.root, file),
    textWithCode(textOf(path.join(project.root, own)), code, own),
  );
  return file;
}

function codeIn(text: string, file: string, stack: string) {
  try {
    return packCodeIn(text);
  } catch (error) {
    throw new UsageError([
      `${file} cannot be read: ${(error as Error).message}. Write it anew with npm run export -- --stack ${stack}.`,
    ]);
  }
}

function textOf(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
}
