/** The process of a Node.js program, as the language host starts it, before an engine. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { UsageError } from "../cli/usage-error";
import { UNKNOWN_STRING } from "../offline/aws-provider";
import { type EngineServer, serveEngine } from "./engine-server";
import type { OfflineEngine } from "./offline-engine";
import type { ProgramProject } from "./program-project";

/** What a program that fails says. */
export class ProgramFailure extends UsageError {
  constructor(
    head: string,
    readonly said: string,
  ) {
    super([`${head}:\n${said.replace(/^/gm, "    ")}`]);
  }
}

/** A program that takes longer waits for something that does not come offline. */
const MOST_MS = 5 * 60 * 1000;

/** Stands before what a program's uncaught error says. */
const UNCAUGHT = "uncaught by the program: ";

/**
 * Runs in the program's process, before it: ends it at its first uncaught error, with what that says. The SDK's own
 * handler, with the loader of TypeScript in place, was seen never to come to an end there.
 */
const END_AT_FIRST_ERROR = `
import { writeSync } from "node:fs";
const end = (error) => {
  writeSync(2, ${JSON.stringify(`\n${UNCAUGHT}`)} + ((error && error.message) || String(error)) + "\\n");
  process.exit(1);
};
process.on("uncaughtException", end);
process.on("unhandledRejection", end);
`;

/** For what else a program that failed has to say. */
const GRACE_MS = 1000;

/** @throws ProgramFailure with the program's own errors; UsageError where its packages are not installed */
export async function runBefore(engine: OfflineEngine, project: ProgramProject): Promise<void> {
  const runner = runnerOf(project);
  const server = await serveEngine(engine, project);
  try {
    await runProcess(runner, server, project);
  } finally {
    server.close();
  }
}

/** The part of the program's own SDK that the language host starts. */
function runnerOf({ root, pwd }: ProgramProject): string {
  try {
    return createRequire(path.join(pwd, "index.js")).resolve("@pulumi/pulumi/cmd/run");
  } catch {
    throw new UsageError([`The packages of ${root} are not installed: run npm install there first.`]);
  }
}

function runProcess(runner: string, server: EngineServer, project: ProgramProject): Promise<void> {
  const { root, name, stack, pwd, main, isTypeScript, config } = project;
  const { address, errors } = server;
  const secret = Object.keys(config).filter((key) => config[key] === UNKNOWN_STRING);
  const flags = {
    monitor: address,
    engine: address,
    project: name,
    stack,
    organization: "organization",
    "root-directory": root,
    pwd,
    parallel: "16",
  };
  const args = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value]);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [runner, ...args, "--dry-run", main], {
      cwd: pwd,
      env: {
        // Types are not judged here.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        ...process.env,
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --import=data:text/javascript,${encodeURIComponent(END_AT_FIRST_ERROR)}`,
        PULUMI_CONFIG: JSON.stringify(config),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secret),
        PULUMI_NODEJS_TYPESCRIPT: String(isTypeScript),
      },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: MOST_MS,
    });
    // What the program prints is not part of the judgement.
    const stderr: Buffer[] = [];
    child.stdout.pipe(process.stderr, { end: false });
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.once("error", reject);
    // After an error the engine ends a program, which may else wait for what does not come any more.
    server.onError = () => setTimeout(() => child.kill("SIGKILL"), GRACE_MS).unref();
    child.once("close", (status, signal) => {
      if (status === 0 && errors.length === 0) resolve();
      else reject(failure(root, errors, Buffer.concat(stderr).toString(), signal));
    });
  });
}

function failure(
  root: string,
  errors: string[],
  stderr: string,
  signal: NodeJS.Signals | null,
): ProgramFailure {
  const uncaught = stderr.split(`\n${UNCAUGHT}`).slice(1);
  const own = [...new Set([...uncaught, ...errors].map((each) => each.trim()))].filter(Boolean);
  const isTimedOut = signal !== null && own.length === 0;
  const head = `The program in ${root} ${isTimedOut ? `was ended after ${MOST_MS / 60_000} minutes` : "failed"}`;
  const said = own.length > 0 ? own : [stderr.trim()];
  return new ProgramFailure(head, [...said, ...configHint(said)].join("\n"));
}

/** Config that is missing can be given here without a stack's file being written. */
function configHint(said: string[]): string[] {
  const missing = said.flatMap((each) => /required configuration variable '([^']+)'/.exec(each)?.[1] ?? []);
  return missing.length === 0 ? [] : [`or give it to this run alone: --config ${missing[0]}=<value>`];
}
