import assert from "node:assert/strict";
import { clients } from "./harness/aws";
import type { Emulator } from "./harness/emulator";
import { startFurnished } from "./harness/furnish";
import { ProjectCopy } from "./harness/project-copy";
import { readBack } from "./harness/read-back";
import { Workspace } from "./harness/workspace";

describe("an update that is refused", () => {
  let emulator: Emulator;
  let project: ProjectCopy;
  let workspace: Workspace;

  before(async () => {
    emulator = await startFurnished("dev");
    project = new ProjectCopy();
    project.makeFaulty();
    workspace = new Workspace(project.root, emulator.env);
    await workspace.pulumi("stack", "init", "dev");
  });
  after(async () => {
    workspace?.remove();
    project?.remove();
    await emulator?.stop();
  });

  for (const fault of ["UpdateItem left out", "PassRole on every role", "a document that is not JSON"]) {
    it(`has created nothing: ${fault}`, async () => {
      workspace.env.E2E_FAULT = fault;
      const up = await workspace.npmRun("up", "--stack", "dev", "--yes");
      assert.notEqual(up.status, 0, up.output);
      const { roles, policies, logGroups, taskDefinitions } = await readBack(clients(emulator));
      assert.deepEqual(
        { roles, policies, logGroups, taskDefinitions },
        { roles: {}, policies: {}, logGroups: {}, taskDefinitions: [] },
      );
    });
  }

  it("says why --skip-preview is refused", async () => {
    for (const flag of ["--skip-preview", "-f", "-yf", "--skip-preview=true"]) {
      const up = await workspace.npmRun("up", "--stack", "dev", flag);
      assert.equal(up.status, 2, up.output);
      assert.match(up.stderr, /is refused\. The policies that judge the whole stack run at preview/);
    }
  });

  it("still lacks the bad document when the engine itself is told to skip the preview", async () => {
    workspace.env.E2E_FAULT = "an action that AWS does not have";
    const config = ["--policy-pack-config", "policypack/config/dev.json"];
    const up = await workspace.pulumi(
      "up",
      "--stack",
      "dev",
      "--yes",
      "--skip-preview",
      "--policy-pack",
      "policypack",
      ...config,
    );
    assert.notEqual(up.status, 0, up.output);
    assert.match(up.output, /dynamodb:UpdateItems/);
    const { policies } = await readBack(clients(emulator));
    assert.ok(!("misspelt" in policies), "the policy was created");
  });

  it("says which account the credentials are of, and creates nothing", async () => {
    const { env } = workspace;
    const other = await startFurnished("prod");
    try {
      const elsewhere = new Workspace(project.root, { ...env, ...other.env, E2E_FAULT: "" });
      await elsewhere.pulumi("stack", "init", "dev");
      const up = await elsewhere.npmRun("up", "--stack", "dev", "--yes");
      assert.notEqual(up.status, 0, up.output);
      assert.match(up.output, /AWS account ID not allowed: 575084400422/);
      const { roles, policies, taskDefinitions } = await readBack(clients(other));
      assert.deepEqual(
        { roles, policies, taskDefinitions },
        { roles: {}, policies: {}, taskDefinitions: [] },
      );
      elsewhere.remove();
    } finally {
      await other.stop();
    }
  });
});
