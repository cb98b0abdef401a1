/** Times whole processes from outside, side by side, since a machine's speed drifts. */
import { spawn } from "node:child_process";

export interface Command {
  command: string;
  args: string[];
  cwd?: string;
  env?: Record<string, string>;
}

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

export function summary(times: number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  return { bestMs: sorted[0]!, medianMs: sorted[Math.floor(sorted.length / 2)]! };
}

function timeOnce({ command, args, cwd, env }: Command, until: Until): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.on("data", () => {
      if (until === "exit") return;
      resolve(performance.now() - started);
      child.kill("SIGKILL");
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (until === "first line" || code === 0) resolve(performance.now() - started);
      else reject(new Error(`${command} ${args.join(" ")} ended with ${code}: ${errors}`));
    });
  });
}
