import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { Comparable } from "../judgement/comparison";
import type { JudgedFinding, Judgement } from "../judgement/judgement";
import { judgeStacks } from "../judging/judge-stacks";
import { openProject } from "../project/project";
import { UsageError } from "../cli/usage-error";
import { treeOf } from "./git";
import type { OtherCommit } from "./other-commit";

/**
 * The stacks of a project as another commit has them, by name. A commit that holds the program judges them itself, program and
 * pack as they were, so that a change to either shows too; of one that holds config alone the present ones judge.
 * @throws UsageError where that commit's stacks cannot be judged, with what it says of them
 */
export async function judgedInCommit(
  folder: string,
  { ref, commit }: OtherCommit,
): Promise<Map<string, Comparable>> {
  const tree = treeOf(folder, commit);
  if (!hasStacks(tree)) return new Map();
  try {
    const judgements = fs.existsSync(path.join(tree, RUNNER))
      ? judgedByItself(folder, tree)
      : (await judgeStacks(tree, [])).map(({ judgement }) => judgement);
    return new Map(judgements.map((judgement) => [judgement.stack, judgement]));
  } catch (error) {
    const mistakes = error instanceof UsageError ? error.mistakes : [String(error)];
    throw new UsageError(mistakes.map((mistake) => `--against ${ref}: ${mistake}`));
  }
}

const RUNNER = path.join("commands", "run.js");

function hasStacks(tree: string): boolean {
  return fs.existsSync(path.join(tree, "Pulumi.yaml")) && openProject(tree).stacks.length > 0;
}

function judgedByItself(folder: string, tree: string): Judgement[] {
  linkPackages(path.resolve(folder, "node_modules"), path.join(tree, "node_modules"));
  const environment = { ...process.env };
  // That commit is not to compare with yet another.
  for (const name of ["GITHUB_BASE_REF", "CI_MERGE_REQUEST_DIFF_BASE_SHA"]) delete environment[name];
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUNNER, "check", "--format", "json"], {
    cwd: tree,
    env: environment,
    encoding: "utf8",
    maxBuffer: 1024 ** 3,
  });
  if (status !== 0 && status !== 1)
    throw new UsageError(
      stderr
        .trim()
        .split("\n")
        .map((line) => line.replace(/^error: /, "")),
    );
  return (JSON.parse(stdout) as Judgement[]).map(inPresentWords);
}

/**
 * The packages that are installed here, each linked: a commit's own would have to be fetched. The folder itself is the tree's,
 * so that what its program keeps there goes when the tree does.
 */
function linkPackages(installed: string, folder: string): void {
  if (fs.existsSync(folder)) return;
  fs.mkdirSync(folder);
  for (const name of fs.readdirSync(installed).filter((each) => each !== ".cache"))
    fs.symlinkSync(path.join(installed, name), path.join(folder, name), "junction");
}

/** Findings called their message otherwise once. */
function inPresentWords(judgement: Judgement): Judgement {
  const findings = judgement.findings.map((found) => ({
    ...found,
    message: found.message ?? (found as JudgedFinding & { what?: string }).what ?? "",
  }));
  return { ...judgement, findings };
}
