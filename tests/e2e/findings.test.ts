import assert from "node:assert/strict";
import { checkFindings, engineRun, identities } from "./harness/findings";
import { clients } from "./harness/aws";
import type { Emulator } from "./harness/emulator";
import { startFurnished } from "./harness/furnish";
import { ProjectCopy } from "./harness/project-copy";
import { readBack } from "./harness/read-back";
import { Workspace } from "./harness/workspace";
import { faultNames } from "./programs/faulty-stack";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

for (const stack of ["dev", "prod"]) {
  describe(`what the engine finds in ${stack}, and what check finds`, () => {
    let emulator: Emulator;
    let project: ProjectCopy;
    let workspace: Workspace;

    before(async () => {
      emulator = await startFurnished(stack);
      project = new ProjectCopy();
      project.makeFaulty();
      workspace = new Workspace(project.root, emulator.env);
      await workspace.pulumi("stack", "init", stack);
    });
    after(async () => {
      workspace?.remove();
      project?.remove();
      await emulator?.stop();
    });

    it("previews on an empty state without a finding, and with nothing IAM-relevant unknown", async () => {
      const preview = await engineRun(workspace, "preview", "--stack", stack);
      assert.equal(preview.status, 0, preview.output);
      assert.deepEqual(preview.findings, []);
      const relevant = preview.steps.filter(({ type }) => /^aws:(iam|ecs|cloudwatch)\//.test(type));
      assert.ok(relevant.length >= 14, `only ${relevant.length} resources`);
      const open = relevant.filter(({ inputs }) => JSON.stringify(inputs).includes(UNKNOWN));
      assert.deepEqual(open, []);
    });

    it("agrees with check that the committed stack is right", async () => {
      const checked = await workspace.npmRun("check", "--stack", stack, "--format", "json");
      assert.equal(checked.status, 0, checked.output);
      assert.deepEqual(checkFindings(checked), []);
    });

    const faults = stack === "dev" ? faultNames : faultNames.filter((_, index) => index % 5 === 0);
    for (const fault of faults) {
      it(`agrees with check on a stack with a fault: ${fault}`, async () => {
        workspace.env.E2E_FAULT = fault;
        const [checked, preview] = [
          await workspace.npmRun("check", "--stack", stack, "--format", "json"),
          await engineRun(workspace, "preview", "--stack", stack),
        ];
        const found = checkFindings(checked);
        assert.ok(
          found.some(({ level }) => level === "mandatory"),
          `check has no mandatory finding:\n${checked.output}`,
        );
        assert.equal(checked.status, 1);
        assert.notEqual(preview.status, 0, preview.output);
        assert.deepEqual(identities(preview.findings), identities(found));
        for (const { id, message } of found) {
          const said = preview.findings.find((each) => each.id === id)?.message ?? "";
          assert.ok(said.includes(message), `the engine words ${id} differently:\n${said}\n${message}`);
        }
      });
    }

    it("has created nothing by all this", async () => {
      const { roles, policies, logGroups, taskDefinitions } = await readBack(clients(emulator));
      assert.deepEqual(
        { roles, policies, logGroups, taskDefinitions },
        { roles: {}, policies: {}, logGroups: {}, taskDefinitions: [] },
      );
    });
  });
}
