import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { UsageError } from "../cli/usage-error";

/** How to start the Pulumi CLI. */
export interface Executable {
  command: string;
  /** Arguments that come before Pulumi's own. */
  args: string[];
}

/**
 * The Pulumi CLI: the one on PATH, else the npm package `pulumi` if the project has it (it downloads the CLI when it
 * is first run).
 * @throws UsageError saying how to get one
 */
export function findPulumi(root: string, env: NodeJS.ProcessEnv = process.env): Executable {
  const installed = onPath("pulumi", env);
  if (installed) return { command: installed, args: [] };
  const script = npmPackage(root);
  if (script) return { command: process.execPath, args: [script] };
  throw new UsageError([
    "There is no Pulumi CLI: `pulumi` is not on PATH, and the npm package `pulumi` is not installed.\n" +
      "  Install the CLI:        https://www.pulumi.com/docs/iac/download-install/\n" +
      "  or as a dev dependency: npm install --save-dev pulumi\n" +
      "What the stack would be, and whether its tasks can run, `npm run check` tells without the CLI.",
  ]);
}

/** The first executable of that name that runs; a version manager's shim for a tool that is not there does not. */
function onPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const suffixes = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  const candidates = (env.PATH ?? "")
    .split(path.delimiter)
    .filter((folder) => folder !== "" && !isNpmBin(folder))
    .flatMap((folder) => suffixes.map((suffix) => path.join(folder, name + suffix)));
  return candidates.find((file) => isExecutable(file) && spawnSync(file, ["version"], { env }).status === 0);
}

/** npm puts these folders on PATH; a CLI in them is the npm package, which is found by name. */
function isNpmBin(folder: string): boolean {
  return folder.endsWith(path.join("node_modules", ".bin"));
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

function npmPackage(root: string): string | undefined {
  const folder = path.join(root, "node_modules", "pulumi");
  try {
    const { bin } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")) as {
      bin?: string | Record<string, string>;
    };
    const script = typeof bin === "string" ? bin : bin?.pulumi;
    return script && path.join(folder, script);
  } catch {
    return undefined;
  }
}
