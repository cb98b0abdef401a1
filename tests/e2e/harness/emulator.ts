import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start, type Running, until } from "./processes";
import { tools } from "./tools";
import { REPOSITORY } from "./workspace";

/** Credentials that the emulator takes for the account's root while it enforces nothing. */
export const ROOT_CREDENTIALS = { AWS_ACCESS_KEY_ID: "root", AWS_SECRET_ACCESS_KEY: "root" };

/** What the emulator decided while it enforced IAM. */
export interface Decision {
  action: string;
  /** The resource that the request named. */
  resource: string;
  allowed: boolean;
}

/**
 * An AWS account on the loopback interface (moto). What was asked of it is written down, so that it can be killed and
 * come back with what it had: every call that had arrived has then had its effect, answered or not.
 */
export class Emulator {
  private running: Running | undefined;
  /** 0 until the system has chosen one. */
  private port = 0;

  private constructor(
    readonly account: string,
    readonly region: string,
    private readonly folder: string,
  ) {}

  static async start(account: string, region: string): Promise<Emulator> {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    const emulator = new Emulator(account, region, folder);
    await emulator.launch();
    return emulator;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What a process needs in its environment to reach this account as root. */
  get env(): Record<string, string> {
    return { ...ROOT_CREDENTIALS, AWS_REGION: this.region, AWS_ENDPOINT_URL: this.endpoint };
  }

  /** Ends it as a crash would. */
  async kill(): Promise<void> {
    this.running?.process.kill("SIGKILL");
    await this.running?.ended;
    this.running = undefined;
  }

  /** Starts it again on the same port, with the account as it was. */
  async restart(): Promise<void> {
    await this.launch();
    await this.post("/moto-api/recorder/replay-recording", "");
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** All requests that ever arrived, headers and bodies, as JSON lines. */
  requests(): string {
    return readFileSync(join(this.folder, "requests"), "utf8");
  }

  /** What it decided since the last call of this, in order. */
  decisions(): Decision[] {
    const lines = readFileSync(this.decisionsFile, "utf8").split("\n").slice(0, -1);
    writeFileSync(this.decisionsFile, "");
    return lines.map((line) => JSON.parse(line) as Decision);
  }

  /** From now on the callers' identity policies are enforced. */
  async enforce(): Promise<void> {
    await this.post("/moto-api/reset-auth", "0");
  }

  /** Nothing is enforced any more. */
  async stopEnforcing(): Promise<void> {
    await this.post("/moto-api/reset-auth", "inf");
  }

  /** The account is empty again. */
  async empty(): Promise<void> {
    await this.post("/moto-api/reset", "");
  }

  private get decisionsFile(): string {
    return join(this.folder, "decisions");
  }

  private async launch(): Promise<void> {
    writeFileSync(this.decisionsFile, "");
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      MOTO_ACCOUNT_ID: this.account,
      MOTO_ENABLE_RECORDING: "true",
      MOTO_RECORDER_FILEPATH: join(this.folder, "requests"),
      MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
      EMULATOR_DECISIONS: this.decisionsFile,
      PYTHONDONTWRITEBYTECODE: "1",
    };
    const server = join(REPOSITORY, "tests", "e2e", "emulator", "main.py");
    const args = [server, "-H", "127.0.0.1", "-p", String(this.port)];
    this.running = start(tools().python, args, { cwd: this.folder, env });
    const { process: child } = this.running;
    await until("the emulator", 60, () => {
      const output = this.running?.output() ?? "";
      if (child.exitCode !== null) throw new Error(`the emulator did not start:\n${output}`);
      const listening = /Running on http:\/\/127\.0\.0\.1:(\d+)/.exec(output);
      if (!listening) return false;
      this.port = Number(listening[1]);
      return fetch(`${this.endpoint}/moto-api/data.json`).then(
        (answer) => answer.ok,
        () => false,
      );
    });
  }

  private async post(path: string, body: string): Promise<void> {
    const answer = await fetch(`${this.endpoint}${path}`, { method: "POST", body });
    if (!answer.ok)
      throw new Error(`the emulator answered ${path} with ${answer.status}: ${await answer.text()}`);
  }
}
