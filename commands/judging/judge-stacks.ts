import path from "node:path";
import { exportChange } from "../export/export-change";
import type { ExportChange } from "../judgement/judgement";
import { UsageError } from "../cli/usage-error";
import type { ReadApplications } from "../application-code/containers/read-stack-code";
import type { JudgedStack } from "../judgement/judged-stack";
import { judgeStack } from "./judge-stack";
import { chooseStacks, openProject, type Project } from "../project/project";
import { configureStacks, type ConfiguredStack } from "../project/stack-config";

/**
 * Judges stacks of the project in a folder, one after the other.
 * @param stacks names; empty for all
 * @returns each with what changed since it was last exported
 * @throws UsageError before anything is judged, if any of the stacks is not configured as it must be
 */
export async function judgeStacks(folder: string, stacks: string[]): Promise<JudgedStack[]> {
  const project = openProject(path.resolve(folder));
  const configured = configureStacks(project, chooseStacks(project, stacks));
  const judged: JudgedStack[] = [];
  const read: ReadApplications = new Map();
  for (const stack of configured) judged.push(await judgeWithExport(project, stack, read));
  return judged;
}

/**
 * Judges one stack, with what changed since it was last exported.
 * @param read applications that other stacks of this run have read
 */
export async function judgeWithExport(
  project: Project,
  stack: ConfiguredStack,
  read: ReadApplications,
): Promise<JudgedStack> {
  const judged = await judgeStack(project, stack, undefined, read);
  judged.judgement.exportChange = changeUnlessUnwritable(project.root, judged);
  return judged;
}

/** A stack that cannot be exported has mandatory findings that say why; there is nothing to compare then. */
function changeUnlessUnwritable(root: string, judged: JudgedStack): ExportChange | undefined {
  try {
    return exportChange(root, judged);
  } catch (error) {
    if (error instanceof UsageError && judged.judgement.verdict !== "clean") return undefined;
    throw error;
  }
}
