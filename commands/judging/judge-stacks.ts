import path from "node:path";
import { exportChange } from "../export/export-change";
import type { ExportChange } from "../judgement/judgement";
import { UsageError } from "../cli/usage-error";
import { Applications } from "../application-code/containers/applications";
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
  const applications = new Applications(project.root);
  for (const stack of configured) judged.push(await judgeWithExport(project, stack, applications));
  return judged;
}

/**
 * Judges one stack, with what changed since it was last exported.
 * @param applications as other stacks of this run have seen them
 */
export async function judgeWithExport(
  project: Project,
  stack: ConfiguredStack,
  applications: Applications,
): Promise<JudgedStack> {
  const judged = await judgeStack(project, stack, undefined, applications);
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
