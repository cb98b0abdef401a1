/** `pulumi preview` of the dev stack under the real engine, with the pack and without it. */
import * as fs from "node:fs";
import type { Emulator } from "../../tests/e2e/harness/emulator";
import { fixtureConfig, startFurnished } from "../../tests/e2e/harness/furnish";
import { ProjectCopy } from "../../tests/e2e/harness/project-copy";
import { Workspace } from "../../tests/e2e/harness/workspace";
import { tools } from "../../tests/e2e/harness/tools";
import { atMost, type Measure } from "../measure";
import { writeEmptyPack } from "./pack-start";
import { sideBySide } from "../timing";

const STACK = "dev";
const RUNS = 5;

/** @throws {Error} unless E2E_TOOLS tells where the engine and the emulator are; see `bench/run.ts` */
export async function measurePreview(): Promise<Measure[]> {
  const emulator: Emulator = await startFurnished(STACK);
  // A copy, since the engine writes into the stack's file.
  const project = new ProjectCopy();
  const workspace = new Workspace(project.root, {
    ...emulator.env,
    AWS_REGION: fixtureConfig(STACK).region,
  });
  const empty = writeEmptyPack();
  try {
    await workspace.pulumi("stack", "init", STACK);
    const env = workspace.environment() as Record<string, string>;
    const preview = (...args: string[]) => ({
      command: tools().pulumi,
      cwd: project.root,
      env,
      args: ["preview", "--stack", STACK, "--non-interactive", ...args],
    });
    const pack = ["--policy-pack", "policypack", "--policy-pack-config", `policypack/config/${STACK}.json`];
    const commands = [preview(...pack), preview(), preview("--policy-pack", empty)];
    const [ours, plain, idle] = await sideBySide(commands, RUNS);
    return [
      atMost(1.25, { work: "preview with the pack", ours: ours!, against: plain!, name: "without it" }),
      atMost(1.1, {
        work: "preview with the pack",
        ours: ours!,
        against: idle!,
        name: "an empty JavaScript pack",
      }),
    ];
  } finally {
    fs.rmSync(empty, { recursive: true });
    workspace.remove();
    project.remove();
    await emulator.stop();
  }
}
