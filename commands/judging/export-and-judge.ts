import path from "node:path";
import { exportFiles } from "../export/export-files";
import { exportFolder, writeFolder } from "../export/export-folder";
import type { Judgement } from "../judgement/judgement";
import type { Project } from "../project/project";
import { judgeStacks } from "./judge-stacks";

/**
 * Judges a stack whose config has just been written, and exports it anew where the project's stacks are exported.
 *
 * @returns with the folder that was written, if one was
 */
export async function exportAndJudge(
  { root }: Project,
  stack: string,
): Promise<{ judgement: Judgement; exported?: string }> {
  const [judged] = await judgeStacks(root, [stack]);
  if (!judged!.judgement.exportChange) return { judgement: judged!.judgement };
  const folder = exportFolder(stack);
  writeFolder(path.join(root, folder), exportFiles(judged!));
  const [afterwards] = await judgeStacks(root, [stack]);
  return { judgement: afterwards!.judgement, exported: folder };
}
