/** How long the engine waits for the pack: from the process's start to the line with its port. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { atMost, type Measure } from "../measure";
import { type Command, sideBySide } from "../timing";

const ROOT = path.join(__dirname, "..", "..");
const RUNS = 7;

function pack(cwd: string): Command {
  const runner = path.join(ROOT, "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack");
  return { command: process.execPath, args: [runner, "127.0.0.1:0", "."], cwd };
}

/** A pack that does nothing, in JavaScript, with the same packages. */
export function writeEmptyPack(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "empty-pack-"));
  const files = {
    "package.json": '{ "name": "empty", "version": "1.0.0" }',
    "PulumiPolicy.yaml": "runtime: nodejs",
    "index.js": 'new (require("@pulumi/policy").PolicyPack)("empty", { policies: [] });',
  };
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
  fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

/** Beside a pack without policies. */
export async function measurePackStart(): Promise<Measure[]> {
  const empty = writeEmptyPack();
  try {
    const commands = [pack(path.join(ROOT, "policypack")), pack(empty)];
    const [ours, against] = await sideBySide(commands, RUNS, "first line");
    const name = "an empty JavaScript pack";
    return [atMost(1.15, { work: "pack ready", ours: ours!, against: against!, name })];
  } finally {
    fs.rmSync(empty, { recursive: true });
  }
}
