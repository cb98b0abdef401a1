import { type ChildProcess, spawn } from "node:child_process";

/** How a process ended and what it printed. */
export interface Ended {
  /** The exit status; undefined when a signal ended it. */
  status: number | undefined;
  stdout: string;
  stderr: string;
  /** Both streams in the order in which they came. */
  output: string;
}

/** A process that runs, and the promise of its end. */
export interface Running {
  process: ChildProcess;
  ended: Promise<Ended>;
  /** What it printed so far. */
  output(): string;
}

export interface Start {
  cwd: string;
  env: NodeJS.ProcessEnv;
}

export function start(command: string, args: string[], { cwd, env }: Start): Running {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
    output += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
    output += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ status: code ?? undefined, stdout, stderr, output }));
  });
  return { process: child, ended, output: () => output };
}

export function run(command: string, args: string[], options: Start): Promise<Ended> {
  return start(command, args, options).ended;
}

/** Asks until the answer is true. @throws {Error} naming what was waited for, when the time is over */
export async function until(
  what: string,
  seconds: number,
  answer: () => Promise<boolean> | boolean,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await answer())) {
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
