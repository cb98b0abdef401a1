/** Times whole processes from outside, side by side, since a machine's speed drifts. */
import { spawn } from "node:child_process";

/** A process to be timed. */
export interface Command {
  command: string;
  args: string[];
  cwd?: string;
  env?: Record<string, string>;
  /** What it prints when it has done its work, for linters: they end with an error when they find something. */
  done?: RegExp;
}

/** Of several runs. */
export interface Timing {
  bestMs: number;
  medianMs: number;
}

/** How a run of the command ends: with the process, or as soon as it prints a line (a server that is ready). */
export type Until = "exit" | "first line";

/** Runs A B A B …, once to warm up and then `runs` times. */
export async function sideBySide(
  commands: Command[],
  runs: number,
  until: Until = "exit",
): Promise<Timing[]> {
  const times: number[][] = commands.map(() => []);
  for (let run = 0; run <= runs; run++) {
    for (const [index, command] of commands.entries()) {
      const ms = await timeOnce(command, until);
      if (run > 0) times[index]!.push(ms);
    }
  }
  return times.map(summary);
}

/** @param times in milliseconds, of one run or more */
export function summary(times: number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  return { bestMs: sorted[0]!, medianMs: sorted[Math.floor(sorted.length / 2)]! };
}

function timeOnce({ command, args, cwd, env, done }: Command, until: Until): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      if (until === "exit") return;
      resolve(performance.now() - started);
      child.kill("SIGKILL");
    });
    child.once("error", reject);
    let took = 0;
    child.once("exit", () => (took = performance.now() - started));
    child.once("close", (code) => {
      if (until === "first line" || (done ? done.test(printed) : code === 0)) resolve(took);
      else reject(new Error(`${command} ${args.join(" ")} ended with ${code}: ${printed.slice(-2000)}`));
    });
  });
}

/** CPU seconds, which other processes on the machine disturb less than the clock. */
export function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
