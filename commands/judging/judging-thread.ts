/** A thread that judges some of many stacks, as the thread that waits for it sees it. */
import path from "node:path";
import { Worker } from "node:worker_threads";
import { UsageError } from "../cli/usage-error";
import type { Judgement } from "../judgement/judgement";

/** Its young objects live in so much: with V8's default much of its time goes into moving them. */
const YOUNG_GENERATION_MB = 64;

/** Only a bundle can be run by a thread as it is, and in a bundle this file is the bundle itself. */
export const CAN_RUN_THREADS = __filename.endsWith(".js");

/** What a thread is given. */
export interface Task {
  root: string;
  stacks: string[];
  /** Whether it is to keep its judgements for the next run. */
  keeps: boolean;
}

/** What it says: whether its stacks are configured as they must be; that one is judged; at last, all judgements or why not. */
export type Said =
  { configured: boolean } | { done: true } | { judgements: Judgement[] } | { mistakes: string[] };

export class JudgingThread {
  readonly isConfigured: Promise<boolean>;
  private readonly judgements: Promise<Judgement[]>;
  private readonly worker: Worker;

  /** Starts it; it configures its stacks, and waits to be told. @param count is called for each stack that is judged */
  constructor(task: Task, count: () => void) {
    const worker = new Worker(path.join(__dirname, "worker.js"), {
      workerData: { bundle: __filename, task },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    this.worker = worker;
    const ended = new Promise<never>((_, reject) => {
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`a thread that judges stacks ended with status ${code}`)));
    });
    const configured = new Promise<boolean>((resolve) => {
      worker.on("message", (said: Said) => "configured" in said && resolve(said.configured));
    });
    const judged = new Promise<Judgement[]>((resolve, reject) => {
      worker.on("message", (said: Said) => {
        if ("done" in said) count();
        else if ("judgements" in said) resolve(said.judgements);
        else if ("mistakes" in said) reject(new UsageError(said.mistakes));
      });
    });
    this.isConfigured = Promise.race([configured, ended]);
    this.judgements = Promise.race([judged, ended]);
    // Whoever waits hears of it; nobody may be waiting yet.
    for (const promise of [ended, this.isConfigured, this.judgements]) promise.catch(() => undefined);
  }

  /** Has it judge its stacks. @throws UsageError where one is not configured as it must be */
  judge(): Promise<Judgement[]> {
    this.worker.postMessage("judge");
    return this.judgements;
  }

  end(): void {
    void this.worker.terminate();
  }
}
