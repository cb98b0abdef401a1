import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { partitionOf } from "../../policypack/aws/partitions";
import type { StackSettings } from "../../policypack/graph/settings";
import { UsageError } from "../cli/usage-error";
import type { Home } from "../offline/aws-outputs";
import { UNKNOWN_STRING } from "../offline/aws-provider";
import type { RegisteredResource } from "../offline/recording-monitor";
import { type EngineServer, serveEngine } from "./engine-server";
import { accountIn, STAND_IN_ACCOUNT } from "./home";
import { OfflineEngine } from "./offline-engine";
import type { ProgramProject } from "./program-project";

/** What a program registered, and where it was taken to be. */
export interface ProgramRun {
  resources: RegisteredResource[];
  home: Home;
  /** Whether nothing told the account or the region, so that a stand-in served. */
  isStandIn: { account: boolean; region: boolean };
}

const STAND_IN_REGION = "us-east-1";

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

/**
 * Runs a Node.js program as the language host does, before an engine that creates everything at once and nothing in
 * AWS: without the CLI, network, account or credentials.
 * @param settings what the pack's config says of account and region
 * @throws UsageError with the program's own errors where it fails, or where its packages are not installed
 */
export async function runAnyProgram(project: ProgramProject, settings: StackSettings): Promise<ProgramRun> {
  const defaults = defaultProviderInputs(project.config);
  const told = { account: settings.account ?? accountIn(defaults), region: regionOf(project, settings) };
  const region = told.region ?? STAND_IN_REGION;
  const run = async (account: string): Promise<ProgramRun> => {
    const home = { account, region, partition: settings.partition ?? partitionOf(region) };
    const engine = new OfflineEngine(project.name, project.stack, home, defaults);
    await runBefore(engine, project);
    const isStandIn = { account: account === STAND_IN_ACCOUNT, region: told.region === undefined };
    return { resources: [...engine.resources.values()], home, isStandIn };
  };
  const first = await run(told.account ?? STAND_IN_ACCOUNT);
  const named = told.account === undefined ? accountNamed(first.resources) : undefined;
  return named === undefined ? first : await run(named);
}

/** `aws:region` and so on: what config says of the default provider. */
function defaultProviderInputs(config: Record<string, string>): Record<string, unknown> {
  const prefix = "aws:";
  const entries = Object.entries(config).filter(
    ([key, value]) => key.startsWith(prefix) && value !== UNKNOWN_STRING,
  );
  return Object.fromEntries(entries.map(([key, value]) => [key.slice(prefix.length), value]));
}

function regionOf({ config }: ProgramProject, { region }: StackSettings): string | undefined {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  return [config["aws:region"], config["aws-native:region"], region, AWS_REGION, AWS_DEFAULT_REGION].find(
    Boolean,
  );
}

/** The one account whose roles, users and policies the program writes out. */
function accountNamed(resources: RegisteredResource[]): string | undefined {
  const text = JSON.stringify(resources.map(({ inputs }) => inputs));
  const named = new Set(
    [...text.matchAll(/arn:[\w-]+:iam::(\d{12}):(?:role|user|group|policy)\//g)].map(([, id]) => id!),
  );
  named.delete(STAND_IN_ACCOUNT);
  return named.size === 1 ? [...named][0] : undefined;
}

async function runBefore(engine: OfflineEngine, project: ProgramProject): Promise<void> {
  const runner = runnerOf(project);
  const server = await serveEngine(engine);
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
      else reject(new UsageError(failure(root, errors, Buffer.concat(stderr).toString(), signal)));
    });
  });
}

function failure(root: string, errors: string[], stderr: string, signal: NodeJS.Signals | null): string[] {
  const uncaught = stderr.split(`\n${UNCAUGHT}`).slice(1);
  const own = [...new Set([...uncaught, ...errors].map((each) => each.trim()))].filter(Boolean);
  const isTimedOut = signal !== null && own.length === 0;
  const head = `The program in ${root} ${isTimedOut ? `was ended after ${MOST_MS / 60_000} minutes` : "failed"}`;
  const said = own.length > 0 ? own : [stderr.trim()];
  return [`${head}:\n${said.join("\n").replace(/^/gm, "    ")}`];
}
