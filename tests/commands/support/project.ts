import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import { FIXTURE_PROJECT, STACK_WITH_CODE } from "../../support/fixtures";

export const repository = path.join(__dirname, "..", "..", "..");

/** A folder with the fixture stacks' files and pack config, to be changed at will; removed after the tests. */
export class TemporaryProject {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), "check-"));

  constructor() {
    fs.cpSync(FIXTURE_PROJECT, this.root, { recursive: true });
  }

  /** With applications, which the containers of stack dev name as their source. */
  static withCode(): TemporaryProject {
    const project = new TemporaryProject();
    const applications = path.join(path.dirname(STACK_WITH_CODE), "examples");
    fs.cpSync(applications, project.path("examples"), { recursive: true });
    fs.copyFileSync(STACK_WITH_CODE, project.path("Pulumi.dev.yaml"));
    return project;
  }

  path(file: string): string {
    return path.join(this.root, file);
  }

  read(file: string): string {
    return fs.readFileSync(this.path(file), "utf8");
  }

  write(file: string, content: string): void {
    fs.mkdirSync(path.dirname(this.path(file)), { recursive: true });
    fs.writeFileSync(this.path(file), content);
  }

  /** Replaces a text that must be there. */
  edit(file: string, before: string | RegExp, after: string): void {
    const text = this.read(file);
    const edited = text.replace(before, after);
    if (edited === text) throw new Error(`${file} has no ${String(before)}`);
    this.write(file, edited);
  }

  remove(): void {
    fs.rmSync(this.root, { recursive: true });
  }
}

export interface Run {
  status: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs a command as `npm run` does, without colours unless the environment asks for them.
 * @param options.project by default the fixture stacks as they are
 */
export function runCommand(
  args: string[],
  options: { project?: TemporaryProject; env?: Record<string, string> } = {},
): Promise<Run> {
  const cwd = args.includes("--cwd") ? [] : ["--cwd", options.project?.root ?? FIXTURE_PROJECT];
  const environment = { ...process.env };
  for (const name of [
    "FORCE_COLOR",
    "NO_COLOR",
    "DEBUG",
    "GITHUB_BASE_REF",
    "CI_MERGE_REQUEST_DIFF_BASE_SHA",
  ])
    delete environment[name];
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [path.join(repository, "commands", "run.js"), ...args, ...cwd],
      { cwd: repository, env: { ...environment, ...options.env }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error && typeof error.code !== "number") reject(error);
        else resolve({ status: error ? Number(error.code) : 0, stdout, stderr });
      },
    );
  });
}
