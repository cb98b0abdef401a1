/** The two example applications, as the fixtures have them, run as their tasks would run them. */
import { buildSync } from "esbuild";
import { dirname, join } from "node:path";
import { STACK_WITH_CODE } from "../../support/fixtures";
import type { Credentials } from "./aws";
import { credentialsEnv } from "./callers";
import type { Emulator } from "./emulator";
import { type Ended, run, start, until } from "./processes";
import { tools } from "./tools";
import { REPOSITORY } from "./workspace";

/** What a container has in its environment. */
export type Environment = Record<string, string>;

const APPLICATIONS = join(dirname(STACK_WITH_CODE), "examples");

let jobs = 0;

/** Trains a job of its own and lists all, as `python -m ml_platform` does; boto3 is the emulator's. */
export async function runMlPlatform(
  emulator: Emulator,
  credentials: Credentials,
  environment: Environment,
): Promise<Ended> {
  const cwd = join(APPLICATIONS, "ml-platform");
  const env = { ...environment, ...awsEnv(emulator, credentials), PYTHONDONTWRITEBYTECODE: "1" };
  const python = (...args: string[]) => run(tools().python, ["-m", "ml_platform", ...args], { cwd, env });
  const trained = await python("run", `job-${++jobs}`, "numbers");
  return trained.status === 0 ? await python("list") : trained;
}

/** ig-notification as one file: the SDK is this repository's, PostgreSQL's client a stand-in. */
export function buildIgNotification(folder: string): string {
  const programs = join(REPOSITORY, "tests", "e2e", "programs", "ig-notification");
  const outfile = join(folder, "ig-notification.mjs");
  buildSync({
    entryPoints: [join(APPLICATIONS, "ig-notification", "src", "main.ts")],
    inject: [join(programs, "listen-anywhere.ts")],
    alias: { pg: join(programs, "pg.ts") },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    // what the SDK's packages still require
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    logLevel: "error",
  });
  return outfile;
}

/** Starts it and hands it a notification. @returns how it ended by itself, or with 0 once it took the notification */
export async function runIgNotification(
  built: string,
  emulator: Emulator,
  credentials: Credentials,
  environment: Environment,
): Promise<Ended> {
  const env = { ...environment, ...awsEnv(emulator, credentials), PATH: process.env.PATH };
  const running = start(process.execPath, [built], { cwd: REPOSITORY, env });
  const port = () => /listening on (\d+)/.exec(running.output())?.[1];
  await until("ig-notification", 60, () => running.process.exitCode !== null || port() !== undefined);
  if (port() === undefined) return await running.ended;
  const body = JSON.stringify({ recipient: "someone", message: "hello" });
  const answer = await fetch(`http://127.0.0.1:${port()}/notifications`, { method: "POST", body });
  running.process.kill();
  return { ...(await running.ended), status: answer.status === 202 ? 0 : answer.status };
}

function awsEnv({ endpoint, region }: Emulator, credentials: Credentials): Environment {
  return {
    ...credentialsEnv(credentials),
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: "1",
  };
}
