import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type Ended, run, type Running, start } from "./processes";
import { tools } from "./tools";

export const REPOSITORY = join(__dirname, "..", "..", "..");

/** A state backend of its own, and the real engine on a project. */
export class Workspace {
  /**
   * @param project the folder with Pulumi.yaml
   * @param env added to every call's environment, e.g. an emulator's
   * @param engine the Pulumi CLI
   */
  constructor(
    readonly project: string,
    readonly env: Record<string, string>,
    readonly folder = mkdtempSync(join(tmpdir(), "workspace-")),
    readonly engine = tools().pulumi,
  ) {}

  /** The same workspace with some of its environment changed. */
  with(env: Record<string, string>): Workspace {
    return new Workspace(this.project, { ...this.env, ...env }, this.folder, this.engine);
  }

  /** A clean environment: nothing of the developer's own AWS or Pulumi settings gets in. */
  environment(): NodeJS.ProcessEnv {
    const standins = join(REPOSITORY, "tests", "e2e", "bin");
    return {
      PATH: [standins, dirname(this.engine), process.env.PATH].join(delimiter),
      HOME: this.folder,
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_BACKEND_URL: `file://${this.folder}`,
      PULUMI_CONFIG_PASSPHRASE: "e2e",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // without it the engine does not know --event-log
      PULUMI_DEBUG_COMMANDS: "true",
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",

      AWS_EC2_METADATA_DISABLED: "true",
      ...this.env,
    };
  }

  pulumi(...args: string[]): Promise<Ended> {
    return run(this.engine, args, { cwd: this.project, env: this.environment() });
  }

  startPulumi(...args: string[]): Running {
    return start(this.engine, args, { cwd: this.project, env: this.environment() });
  }

  /** What a user types: `npm run <command> -- …`, in the project's folder. */
  npmRun(command: string, ...args: string[]): Promise<Ended> {
    return this.startNpmRun(command, ...args).ended;
  }

  startNpmRun(command: string, ...args: string[]): Running {
    const runner = join("commands", "run.js");
    return start(process.execPath, [runner, command, ...args], {
      cwd: this.project,
      env: this.environment(),
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
