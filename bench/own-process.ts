/** Measures of functions: in a process of their own, and in one bundle with the code, which is how the pack ships. */
import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { buildSync } from "esbuild";
import type { Measure } from "./measure";

const CACHE = path.join(__dirname, "..", "node_modules", ".cache", "ecs-task-permissions", "bench");

/** @param name of a file in `measures/` that prints its measures as JSON when it is run */
export function inOwnProcess(name: string): Measure[] {
  const outfile = path.join(CACHE, `${name}.js`);
  buildSync({
    entryPoints: [path.join(__dirname, "measures", `${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return JSON.parse(execFileSync(process.execPath, [outfile], { encoding: "utf8" })) as Measure[];
}
