import assert from "node:assert/strict";
import { engineRun } from "./harness/findings";
import { startFurnished } from "./harness/furnish";
import type { Emulator } from "./harness/emulator";
import { ProjectCopy } from "./harness/project-copy";
import { tools } from "./harness/tools";
import { Workspace } from "./harness/workspace";

/** Engines before 3.221 start a policy pack by a shim on PATH, later ones by the language host. */
describe("the oldest engine that is tried", () => {
  let emulator: Emulator;
  let project: ProjectCopy;
  let workspace: Workspace;

  before(async () => {
    emulator = await startFurnished("dev");
    project = new ProjectCopy();
    project.makeFaulty();
    workspace = new Workspace(project.root, emulator.env, undefined, tools().oldestPulumi);
    await workspace.pulumi("stack", "init", "dev");
  });
  after(async () => {
    workspace?.remove();
    project?.remove();
    await emulator?.stop();
  });

  it("lets a correct stack pass", async () => {
    const preview = await engineRun(workspace, "preview", "--stack", "dev");
    assert.equal(preview.status, 0, preview.output);
    assert.deepEqual(preview.findings, []);
  });

  it("is stopped at a faulty one", async () => {
    const faulty = workspace.with({ E2E_FAULT: "UpdateItem left out" });
    const preview = await engineRun(faulty, "preview", "--stack", "dev");
    assert.notEqual(preview.status, 0, preview.output);
    assert.match(preview.output, /may not perform dynamodb:UpdateItem/);
  });
});
