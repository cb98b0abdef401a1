/** `check` of stacks whose containers name the source of their applications, beside `check` of the same without. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { writeApplication } from "../written-application";
import { atMost, type Measure, ms, shown } from "../measure";
import { type Command, sideBySide, type Timing } from "../timing";

const ROOT = path.join(__dirname, "..", "..");
const RUN = path.join(ROOT, "commands", "run.js");
const RUNS = 5;
const COLD_RUNS = 2;
const FILES = 5000;
const COLD_MS = 10_000;
const WARM_MS = 500;
/** Without what was exported: that has the calls of the code, and would be out of date in half of these projects. */
const PARTS = ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml", "policypack/config", "examples"];

/** Changes one file of the application, which is then read as if for the first time, and runs `check` in the same process. */
const AFTER_A_CHANGE = `
  const [node, run, root, file] = process.argv;
  require("node:fs").appendFileSync(root + "/" + file, "# changed\\n");
  process.argv = [node, run, "check", "--cwd", root, "--stack", "dev"];
  require(run);`;

export async function measureApplicationCode(): Promise<Measure[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-code-"));
  const project = (name: string, sourceOf: (source: string) => string | undefined) =>
    copyOfProject(path.join(folder, name), sourceOf);
  try {
    const named = project("named", (source) => source);
    const without = project("without", () => undefined);
    const large = project("large", () => "app");
    const small = project("small", () => "app");
    const [changed] = writeApplication(path.join(large, "app"), FILES);
    writeApplication(path.join(small, "app"), FILES / 10);
    const [examples, none] = await sideBySide([check(named), check(without)], RUNS);
    const [warm, one] = await sideBySide(
      [check(large, "--stack", "dev"), check(without, "--stack", "dev")],
      RUNS,
    );
    const after = (root: string) => node("-e", AFTER_A_CHANGE, RUN, root, `app/${changed!}`);
    const [cold, tenth] = await sideBySide([after(large), after(small)], COLD_RUNS);
    const name = "the same without `source`";
    return [
      atMost(1.15, {
        work: "check, both stacks with the source of their examples",
        ours: examples!,
        against: none!,
        name,
      }),
      longer(warm!, one!, name),
      withinSeconds(cold!, tenth!),
    ];
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function longer(ours: Timing, against: Timing, name: string): Measure {
  const difference = ours.bestMs - against.bestMs;
  return {
    work: `check of an application of ${FILES} files, nothing changed since`,
    ours: shown(ours),
    against: `${name}: ${shown(against)}`,
    figure: `${Math.round(difference)} ms longer`,
    goal: `≤ ${WARM_MS} ms`,
    reached: difference <= WARM_MS,
  };
}

function withinSeconds(ours: Timing, tenth: Timing): Measure {
  return {
    work: `check of an application of ${FILES} files, one changed`,
    ours: shown(ours),
    against: `a tenth of them: ${shown(tenth)}`,
    figure: `${ms(ours.bestMs)}, ${(ours.bestMs / tenth.bestMs).toFixed(1)} × as long for ten times as many`,
    goal: `≤ ${ms(COLD_MS)}`,
    reached: ours.bestMs <= COLD_MS,
  };
}

/** This project's stacks in a folder of their own, each container with another source or none. */
function copyOfProject(root: string, sourceOf: (source: string) => string | undefined): string {
  for (const part of PARTS) fs.cpSync(path.join(ROOT, part), path.join(root, part), { recursive: true });
  for (const file of fs.readdirSync(root).filter((each) => /^Pulumi\..+\.yaml$/.test(each))) {
    const text = fs.readFileSync(path.join(root, file), "utf8");
    const changed = text.replace(/^( +)source: (.+)\n/gm, (_, indent: string, source: string) => {
      const other = sourceOf(source);
      return other === undefined ? "" : `${indent}source: ${other}\n`;
    });
    fs.writeFileSync(path.join(root, file), changed);
  }
  return root;
}

function check(root: string, ...args: string[]): Command {
  return node(RUN, "check", "--cwd", root, ...args);
}

/** Its status says what it found, which is not what is measured. */
function node(...args: string[]): Command {
  return { command: process.execPath, args, cwd: ROOT, done: /\bdev\b/ };
}
