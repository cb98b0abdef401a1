import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PolicySettings, readPackConfigFile } from "../../commands/project/pack-config";
import { resourceArguments, stackArguments } from "../../commands/judging/policy-arguments";
import { runProgram } from "../../commands/offline/program";
import { runPolicies } from "../../commands/judging/run-policies";
import { policies } from "../../policypack/policies";
import { FAULTS } from "../faults/catalogue";
import { ACCOUNT, PACK_CONFIG, REGION } from "../faults/correct-stacks";
import type { DeclaredStack } from "../faults/declared";
import { STACKS } from "../faults/fault";
import { Emulator } from "./harness/emulator";
import { engineFaults } from "./harness/engine-faults";
import { identities, readEvents } from "./harness/findings";
import { REPOSITORY, Workspace } from "./harness/workspace";

/** So many faults go before the engine, evenly over the catalogue; E2E_FAULTS=all for every one. */
const AT_LEAST = 50;

const chosen = engineFaults(process.env.E2E_FAULTS === "all" ? Infinity : AT_LEAST);

/** Every fault is to stop the preview, those of an unknown value too. */
const STRICT_CONFIG: Record<string, Record<string, unknown>> = {
  ...PACK_CONFIG,
  "image-pinned": { unknowns: "strict" },
};

describe("the fault catalogue before the engine, and before check", () => {
  let emulator: Emulator;
  let workspace: Workspace;
  let project: string;
  let checkConfig: PolicySettings;
  let agreed = 0;

  before(async () => {
    project = mkdtempSync(join(tmpdir(), "declared-"));
    cpSync(join(REPOSITORY, "tests", "e2e", "programs", "declared"), project, { recursive: true });
    symlinkSync(join(REPOSITORY, "node_modules"), join(project, "node_modules"));
    writeFileSync(join(project, "pack-config.json"), JSON.stringify(STRICT_CONFIG));
    checkConfig = readPackConfigFile(join(project, "pack-config.json"));
    emulator = await Emulator.start(ACCOUNT, REGION);
    const declared = join(project, "declared.json");
    workspace = new Workspace(project, { ...emulator.env, E2E_DECLARED: declared });
    await workspace.pulumi("stack", "init", "dev");
    await workspace.pulumi("config", "set", "aws:region", REGION, "--stack", "dev");
  });
  after(async () => {
    console.log(
      `      ${agreed} of ${chosen.length} faults (of ${FAULTS.length} in the catalogue) found alike`,
    );
    workspace?.remove();
    if (project) rmSync(project, { recursive: true, force: true });
    await emulator?.stop();
  });

  async function byEngine(stack: DeclaredStack): Promise<string[]> {
    writeFileSync(join(project, "declared.json"), JSON.stringify(stack));
    const log = join(project, "events.json");
    const pack = [
      "--policy-pack",
      join(REPOSITORY, "policypack"),
      "--policy-pack-config",
      "pack-config.json",
    ];
    const { output } = await workspace.pulumi("preview", "--stack", "dev", ...pack, "--event-log", log);
    const { findings, errors } = readEvents(log);
    assert.deepEqual(errors, [], output);
    return identities(findings);
  }

  for (const [name, stack] of Object.entries(STACKS)) {
    it(`agree that the ${name} stack is correct`, async () => {
      assert.deepEqual(await byEngine(stack()), []);
      assert.deepEqual(await byCheck(stack(), checkConfig), []);
    });
  }

  for (const fault of chosen) {
    it(`agree on: ${fault.title}`, async () => {
      const stack = STACKS[fault.stack]();
      fault.edit(stack);
      const found = await byEngine(stack);
      assert.ok(
        found.some((each) => each.startsWith("mandatory ")),
        "the engine has no mandatory finding",
      );
      assert.deepEqual(found, await byCheck(stack, checkConfig));
      agreed++;
    });
  }
});

/** What `check` does, with a program of its own. */
async function byCheck(stack: DeclaredStack, config: PolicySettings): Promise<string[]> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the very file that the engine runs
  const declare = require("./programs/declared/declare") as (stack: DeclaredStack) => void;
  const resources = await runProgram({ project: "stack", stack: "dev", region: REGION }, () =>
    declare(stack),
  );
  const today = new Date().toISOString().slice(0, 10);
  const found = runPolicies(
    policies,
    { forResources: resourceArguments(resources), forStack: stackArguments(resources) },
    { config, stage: "preview", today },
  );
  return identities(
    found.map(({ policy, level, id, message, urn }) => ({ policy, level, id, message, urn })),
  );
}
