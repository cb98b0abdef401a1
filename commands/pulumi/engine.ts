import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { packConfigWithCode } from "./pack-config-with-code";
import type { Project } from "../project/project";
import { findPulumi, type Executable } from "./executable";

/** The folder of the policy pack, relative to the project. */
const PACK = "policypack";

/** The Pulumi CLI on one project. */
export class Engine {
  private readonly executable: Executable;

  /** @throws UsageError if there is no CLI */
  constructor(private readonly project: Project) {
    this.executable = findPulumi(project.root);
  }

  /** Runs a command on the user's own terminal. @returns its exit status */
  async run(args: string[]): Promise<number> {
    const child = this.start(args, "inherit");
    // Ctrl-C reaches Pulumi too, which ends its update in order; this process has to outlive it.
    const wait = () => {};
    const pass = () => child.kill("SIGTERM");
    process.on("SIGINT", wait).on("SIGTERM", pass);
    try {
      return await new Promise<number>((resolve, reject) => {
        child.on("error", reject);
        child.on("exit", (code) => resolve(code ?? 1));
      });
    } finally {
      process.off("SIGINT", wait).off("SIGTERM", pass);
    }
  }

  /** Runs a command and keeps what it prints; undefined if it failed. */
  capture(args: string[]): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const child = this.start([...args, "--non-interactive"], ["ignore", "pipe", "ignore"]);
      let output = "";
      child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.on("error", reject);
      child.on("close", (code) => resolve(code === 0 ? output : undefined));
    });
  }

  private start(args: string[], stdio: "inherit" | ("ignore" | "pipe")[]) {
    return spawn(this.executable.command, [...this.executable.args, ...args], {
      cwd: this.project.root,
      stdio,
      // the program was type-checked when it was written; the engine need not do it again at every preview
      env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true", ...process.env },
    });
  }
}

/** The flags that put the pack, and the stack's pack config where there is one, before the engine. */
export function packFlags(project: Project, stackName: string): string[] {
  const config = packConfigWithCode(project, stackName);
  const flags = ["--policy-pack", PACK];
  return fs.existsSync(path.join(project.root, config)) ? [...flags, "--policy-pack-config", config] : flags;
}
