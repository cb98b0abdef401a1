/** Many stacks at once: programs share one runtime, so those of different stacks run in threads of their own. */
import os from "node:os";
import path from "node:path";
import { Applications } from "../application-code/containers/applications";
import { progressLine } from "../cli/progress";
import { UsageError } from "../cli/usage-error";
import type { Judgement } from "../judgement/judgement";
import { chooseStacks, openProject, type Project } from "../project/project";
import { configureStacks, type ConfiguredStack } from "../project/stack-config";
import { judgeWithExport } from "./judge-stacks";
import { CAN_RUN_THREADS, JudgingThread, type Said, type Task } from "./judging-thread";
import { KeptJudgements } from "./kept-judgements";

/** A thread loads all of this anew, which takes as long as judging about so many stacks. */
const WORTH_A_THREAD = 6;

/** Fewer are judged every time: it takes less than a second, and there is nothing to keep. */
const MANY = 6;

/**
 * Judges stacks of the project in a folder, on as many cores as are worth it, with a line on a terminal that says how far it is.
 * Of many stacks only those are judged that have changed since they last were.
 * @param stacks names; empty for all
 * @returns in the order of the names
 * @throws UsageError before anything is judged, if any of the stacks is not configured as it must be
 */
export async function judgementsOf(folder: string, stacks: string[]): Promise<Judgement[]> {
  const project = openProject(path.resolve(folder));
  const chosen = chooseStacks(project, stacks);
  const applications = new Applications(project.root);
  const kept = chosen.length >= MANY ? new KeptJudgements(project, applications) : undefined;
  const judged = new Map<string, Judgement>();
  for (const stack of chosen) {
    const judgement = kept?.of(stack);
    if (judgement) judged.set(stack, judgement);
  }
  const rest = chosen.filter((stack) => !judged.has(stack));
  for (const judgement of await judgeAll(project, rest, applications, kept))
    judged.set(judgement.stack, judgement);
  return chosen.map((stack) => judged.get(stack)!);
}

async function judgeAll(
  project: Project,
  stacks: string[],
  applications: Applications,
  kept?: KeptJudgements,
): Promise<Judgement[]> {
  const [own = [], ...others] = sharesOf(stacks, threadsFor(stacks.length));
  const progress = stacks.length < WORTH_A_THREAD ? undefined : progressLine("judging");
  let done = 0;
  const count = () => progress?.at(++done, stacks.length);
  const threads = others.map(
    (share) => new JudgingThread({ root: project.root, stacks: share, keeps: kept !== undefined }, count),
  );
  try {
    const configured = await allConfigured(project, own, stacks, threads);
    const shares = [
      judgeShare(project, configured, applications, count, kept),
      ...threads.map((thread) => thread.judge()),
    ];
    return (await Promise.all(shares)).flat();
  } finally {
    for (const thread of threads) thread.end();
    progress?.clear();
  }
}

/** Each thread configures its own share; where there is a mistake, all are read here, to tell every mistake in its order. */
async function allConfigured(
  project: Project,
  own: string[],
  all: string[],
  threads: JudgingThread[],
): Promise<ConfiguredStack[]> {
  const configured = threads.length === 0 ? configureStacks(project, own) : configuredOf(project, own);
  const areRight = await Promise.all(threads.map((thread) => thread.isConfigured));
  if (configured && !areRight.includes(false)) return configured;
  return configureStacks(project, all).filter(({ config }) => own.includes(config.stack));
}

function threadsFor(stacks: number): number {
  if (!CAN_RUN_THREADS) return 1;
  return Math.max(1, Math.min(os.availableParallelism(), Math.floor(stacks / WORTH_A_THREAD)));
}

/**
 * Dealt out like cards, so that large stacks that lie together are shared; but this thread, the first, judges while the
 * others start.
 */
function sharesOf(stacks: string[], threads: number): string[][] {
  const ahead = threads > 1 ? WORTH_A_THREAD : 0;
  const shares: string[][] = Array.from({ length: threads }, () => []);
  for (const [index, stack] of stacks.entries()) {
    const turn = Math.max(0, index - ahead) % threads;
    shares[turn]!.push(stack);
  }
  return shares;
}

/** What `worker.js` calls, in its thread. */
export async function judgeInThread(
  task: Task,
  say: (said: Said) => void,
  told: Promise<void>,
): Promise<void> {
  try {
    const project = openProject(task.root);
    const applications = new Applications(project.root);
    const kept = task.keeps ? new KeptJudgements(project, applications) : undefined;
    for (const stack of task.stacks) kept?.begin(stack);
    const configured = configuredOf(project, task.stacks);
    say({ configured: configured !== undefined });
    await told;
    const share = configured ?? configureStacks(project, task.stacks);
    say({ judgements: await judgeShare(project, share, applications, () => say({ done: true }), kept) });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say({ mistakes: error.mistakes });
  }
}

/** Undefined where any of them is not configured as it must be. */
function configuredOf(project: Project, stacks: string[]): ConfiguredStack[] | undefined {
  try {
    return configureStacks(project, stacks);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

async function judgeShare(
  project: Project,
  share: ConfiguredStack[],
  applications: Applications,
  count: () => void,
  kept?: KeptJudgements,
): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  for (const stack of share) {
    const { judgement } = await judgeWithExport(project, stack, applications);
    kept?.keep(stack.config, judgement);
    judgements.push(judgement);
    count();
  }
  return judgements;
}
