/** `check` of a project with 42 stacks, as a whole process, beside `check` of one of them. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { atMost, type Measure } from "../measure";
import { type Command, sideBySide } from "../timing";

const ROOT = path.join(__dirname, "..", "..");
const RUN = path.join(ROOT, "commands", "run.js");
const RUNS = 5;
const STACKS = 42;
const PARTS = [
  "Pulumi.yaml",
  "Pulumi.dev.yaml",
  "Pulumi.prod.yaml",
  "policypack/config",
  "infrastructure",
  "examples",
];

/** Adds a comment to stacks' files, so that they count as changed, and runs `check` in the same process. */
const AFTER_A_CHANGE = `
  const fs = require("node:fs");
  const [node, run, root, ...files] = process.argv;
  for (const file of files) fs.appendFileSync(root + "/" + file, "# changed\\n");
  process.argv = [node, run, "check", "--cwd", root];
  require(run);`;

export async function measureManyStacks(): Promise<Measure[]> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "bench-stacks-"));
  try {
    for (const part of PARTS) fs.cpSync(path.join(ROOT, part), path.join(root, part), { recursive: true });
    for (let index = 2; index < STACKS; index++) addStack(root, index);
    const files = fs.readdirSync(root).filter((file) => /^Pulumi\..+\.yaml$/.test(file));
    const after = (changed: string[]) => command("-e", AFTER_A_CHANGE, RUN, root, ...changed);
    const [one, unchanged, some, all] = await sideBySide(
      [
        command(RUN, "check", "--cwd", root, "--stack", "dev"),
        after([]),
        after(files.slice(0, 1)),
        after(files),
      ],
      RUNS,
    );
    const against = { against: one!, name: "one of them" };
    return [
      atMost(2.5, { work: "check of 42 stacks, nothing changed since", ours: unchanged!, ...against }),
      atMost(2.5, { work: "check of 42 stacks, one changed", ours: some!, ...against }),
      atMost(2.5, { work: "check of 42 stacks, all changed", ours: all!, ...against }),
    ];
  } finally {
    fs.rmSync(root, { recursive: true });
  }
}

function command(...args: string[]): Command {
  return { command: process.execPath, args, cwd: ROOT };
}

function addStack(root: string, index: number): void {
  const from = index % 2 === 0 ? "dev" : "prod";
  const account = String(100_000_000_000 + index);
  const args = ["new-stack", `${from}${index}`, "--from", from, "--account", account, "--cwd", root];
  execFileSync(process.execPath, [RUN, ...args], { stdio: "ignore" });
}
