import assert from "node:assert/strict";
import { clients } from "./harness/aws";
import type { Emulator } from "./harness/emulator";
import { startFurnished } from "./harness/furnish";
import { allowedActions, readBack } from "./harness/read-back";
import { ProjectCopy } from "./harness/project-copy";
import { Workspace } from "./harness/workspace";

for (const stack of ["dev", "prod"]) {
  describe(`the life of ${stack} on the real engine`, () => {
    let emulator: Emulator;
    let project: ProjectCopy;
    let workspace: Workspace;

    before(async () => {
      emulator = await startFurnished(stack);
      project = new ProjectCopy();
      workspace = new Workspace(project.root, emulator.env);
      assert.equal((await workspace.pulumi("stack", "init", stack)).status, 0);
    });
    after(async () => {
      workspace?.remove();
      project?.remove();
      await emulator?.stop();
    });

    it("previews on an empty state without a finding", async () => {
      const { status, output } = await workspace.npmRun("preview", "--stack", stack);
      console.log(output);
      assert.equal(status, 0, output);
    });
    it("creates everything", async () => {
      const { status, output } = await workspace.npmRun("up", "--stack", stack, "--yes");
      console.log(output);
      assert.equal(status, 0, output);
      console.log(JSON.stringify(await readBack(clients(emulator)), null, 1).slice(0, 4000));
      void allowedActions;
    });
  });
}
