/** `pulumi preview` of the dev stack under the real engine, with the pack and without it. */
import { Emulator } from "../../tests/e2e/harness/emulator";
import { committedConfig, startFurnished } from "../../tests/e2e/harness/furnish";
import { ProjectCopy } from "../../tests/e2e/harness/project-copy";
import { Workspace } from "../../tests/e2e/harness/workspace";
import { tools } from "../../tests/e2e/harness/tools";
import { atMost, type Measure } from "../measure";
import { sideBySide } from "../timing";

const STACK = "dev";
const RUNS = 3;

/** @throws {Error} unless E2E_TOOLS tells where the engine and the emulator are; see `bench/run.ts` */
export async function measurePreview(): Promise<Measure> {
  const emulator: Emulator = await startFurnished(STACK);
  // A copy, since the engine writes into the stack's file.
  const project = new ProjectCopy();
  const workspace = new Workspace(project.root, {
    ...emulator.env,
    AWS_REGION: committedConfig(STACK).region,
  });
  try {
    await workspace.pulumi("stack", "init", STACK);
    const env = workspace.environment() as Record<string, string>;
    const preview = ["preview", "--stack", STACK, "--non-interactive"];
    const pack = ["--policy-pack", "policypack", "--policy-pack-config", `policypack/config/${STACK}.json`];
    const command = { command: tools().pulumi, cwd: project.root, env };
    const [judged, plain] = await sideBySide(
      [
        { ...command, args: [...preview, ...pack] },
        { ...command, args: preview },
      ],
      RUNS,
    );
    const name = "without it";
    return atMost(1.25, {
      work: "preview with the pack",
      ours: judged!.bestMs,
      against: plain!.bestMs,
      name,
    });
  } finally {
    workspace.remove();
    project.remove();
    await emulator.stop();
  }
}
