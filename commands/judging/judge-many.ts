/** Many stacks at once: programs share one runtime, so those of different stacks run in threads of their own. */
import os from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { ReadApplications } from "../application-code/containers/read-stack-code";
import { progressLine } from "../cli/progress";
import { UsageError } from "../cli/usage-error";
import type { Judgement } from "../judgement/judgement";
import { chooseStacks, openProject, type Project } from "../project/project";
import { configureStacks, type ConfiguredStack } from "../project/stack-config";
import { judgeWithExport } from "./judge-stacks";

/** A thread loads all of this anew, which takes as long as judging about so many stacks. */
const WORTH_A_THREAD = 6;

/** In a bundle this is the bundle itself, which a thread can run; as TypeScript it is not. */
const BUNDLE = __filename.endsWith(".js") ? __filename : undefined;

/**
 * Judges stacks of the project in a folder, on as many cores as are worth it, with a line on a terminal that says how far it is.
 * @param stacks names; empty for all
 * @returns in the order of the names
 * @throws UsageError before anything is judged, if any of the stacks is not configured as it must be
 */
export async function judgementsOf(folder: string, stacks: string[]): Promise<Judgement[]> {
  const project = openProject(path.resolve(folder));
  const configured = configureStacks(project, chooseStacks(project, stacks));
  const shares = sharesOf(configured, threadsFor(configured.length));
  const [own = [], ...others] = shares;
  const progress = configured.length < WORTH_A_THREAD ? undefined : progressLine("judging");
  let done = 0;
  const count = () => progress?.at(++done, configured.length);
  try {
    const inThreads = others.map((share) => inThread(project, share, count));
    const judged = await Promise.all([judgeShare(project, own, count), ...inThreads]);
    const byName = new Map(judged.flat().map((judgement) => [judgement.stack, judgement]));
    return configured.map(({ config }) => byName.get(config.stack)!);
  } finally {
    progress?.clear();
  }
}

function threadsFor(stacks: number): number {
  if (BUNDLE === undefined) return 1;
  return Math.max(1, Math.min(os.availableParallelism(), Math.floor(stacks / WORTH_A_THREAD)));
}

/** Dealt out like cards, so that large stacks that lie together are shared. */
function sharesOf(stacks: ConfiguredStack[], threads: number): ConfiguredStack[][] {
  return Array.from({ length: threads }, (_, thread) =>
    stacks.filter((_, index) => index % threads === thread),
  );
}

async function judgeShare(
  project: Project,
  share: ConfiguredStack[],
  count: () => void,
): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  const read: ReadApplications = new Map();
  for (const stack of share) {
    judgements.push((await judgeWithExport(project, stack, read)).judgement);
    count();
  }
  return judgements;
}

/** What a thread is told, and what it says. */
interface Task {
  bundle: string;
  root: string;
  stacks: string[];
}

type Said = { done: true } | { judgements: Judgement[] } | { mistakes: string[] };

function inThread({ root }: Project, share: ConfiguredStack[], count: () => void): Promise<Judgement[]> {
  const task: Task = { bundle: BUNDLE!, root, stacks: share.map(({ config }) => config.stack) };
  const worker = new Worker(path.join(__dirname, "worker.js"), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.on("message", (said: Said) => {
      if ("done" in said) count();
      else if ("judgements" in said) resolve(said.judgements);
      else reject(new UsageError(said.mistakes));
    });
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`a thread that judges stacks ended with status ${code}`)));
  });
}

/** What `worker.js` calls, in its thread. */
export async function judgeInThread({ root, stacks }: Task, say: (said: Said) => void): Promise<void> {
  try {
    const project = openProject(root);
    const share = configureStacks(project, stacks);
    say({ judgements: await judgeShare(project, share, () => say({ done: true })) });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say({ mistakes: error.mistakes });
  }
}
