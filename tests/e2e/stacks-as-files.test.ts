import { CreateUserCommand } from "@aws-sdk/client-iam";
import assert from "node:assert/strict";
import { join } from "node:path";
import { ACCOUNT, DEPLOYER, PACK_CONFIG, REGION } from "../faults/correct-stacks";
import { type Fault, STACKS } from "../faults/fault";
import { clients } from "./harness/aws";
import { DeclaredProject } from "./harness/declared-project";
import { Emulator } from "./harness/emulator";
import { engineFaults } from "./harness/engine-faults";
import { identities } from "./harness/findings";
import { startFurnished } from "./harness/furnish";
import { ProjectCopy } from "./harness/project-copy";
import {
  foundAtPreview,
  foundByAnalyze,
  foundByCheck,
  previewFile,
  standingResources,
  stateFile,
} from "./harness/stack-files";
import { Workspace } from "./harness/workspace";
import { faultNames } from "./programs/faulty-stack";

const chosen = engineFaults(20);

/** A preview and then a state: what `check` says of the file is what the engine's analyzer says. */
async function agreeOnPreview(workspace: Workspace, stack: string, packConfig: string): Promise<string[]> {
  const file = await previewFile(workspace, stack);
  const found = identities(await foundByCheck(workspace, "--preview", file, packConfig));
  assert.deepEqual(found, identities(await foundAtPreview(workspace, stack, packConfig)));
  return found;
}

async function agreeOnState(workspace: Workspace, stack: string, packConfig: string): Promise<string[]> {
  const file = await stateFile(workspace, stack);
  const found = identities(await foundByCheck(workspace, "--state", file, packConfig));
  assert.deepEqual(found, identities(await foundByAnalyze(workspace, file, packConfig)));
  return found;
}

describe("files that the engine writes, judged by check and by its own analyzer", () => {
  for (const stack of ["dev", "prod"]) {
    describe(`the stack ${stack}`, () => {
      let emulator: Emulator;
      let project: ProjectCopy;
      let workspace: Workspace;
      let packConfig: string;

      before(async () => {
        emulator = await startFurnished(stack);
        project = new ProjectCopy();
        project.makeFaulty();
        packConfig = join(project.root, "policypack", "config", `${stack}.json`);
        workspace = new Workspace(project.root, emulator.env);
        await workspace.pulumi("stack", "init", stack);
      });
      after(async () => {
        workspace?.remove();
        project?.remove();
        await emulator?.stop();
      });

      it("agree on a first preview", async () =>
        assert.deepEqual(await agreeOnPreview(workspace, stack, packConfig), []));

      it("agree on a first preview with a fault", async () => {
        const faulty = workspace.with({ E2E_FAULT: faultNames[0]! });
        assert.ok((await agreeOnPreview(faulty, stack, packConfig)).length > 0);
      });

      it("agree on the state, and on a preview that changes nothing", async () => {
        const up = await workspace.pulumi("up", "--yes", "--skip-preview", "--stack", stack);
        assert.equal(up.status, 0, up.output);
        assert.deepEqual(await agreeOnState(workspace, stack, packConfig), []);
        assert.deepEqual(await agreeOnPreview(workspace, stack, packConfig), []);
      });

      it("agree on a state with a fault, and on a preview of it", async () => {
        const faulty = workspace.with({ E2E_FAULT: faultNames[0]! });
        const up = await faulty.pulumi("up", "--yes", "--skip-preview", "--stack", stack);
        assert.equal(up.status, 0, up.output);
        assert.ok((await agreeOnState(faulty, stack, packConfig)).length > 0);
        assert.ok((await agreeOnPreview(faulty, stack, packConfig)).length > 0);
      });
    });
  }

  describe(`${chosen.length} faults of the catalogue`, () => {
    let emulator: Emulator;
    let project: DeclaredProject;
    let workspace: Workspace;

    before(async () => {
      project = new DeclaredProject(PACK_CONFIG);
      emulator = await Emulator.start(ACCOUNT, REGION);
      workspace = new Workspace(project.root, { ...emulator.env, ...project.env });
    });
    after(async () => {
      workspace?.remove();
      project?.remove();
      await emulator?.stop();
    });

    /** What AWS refuses to create is left out of the state; what names another by its ARN may come before that exists. */
    async function created(name: string): Promise<void> {
      let before = -1;
      for (;;) {
        const up = await workspace.pulumi("up", "--yes", "--skip-preview", "--stack", name);
        const standing = await standingResources(workspace, name);
        if (up.status === 0 || standing === before) return;
        before = standing;
      }
    }

    async function agree(name: string, fault?: Fault): Promise<{ preview: string[]; state: string[] }> {
      const stack = STACKS[fault?.stack ?? (name as Fault["stack"])]();
      fault?.edit(stack);
      project.declare(stack);
      await emulator.empty();
      await clients(emulator).iam.send(new CreateUserCommand({ UserName: DEPLOYER }));
      await workspace.pulumi("stack", "init", name);
      await workspace.pulumi("config", "set", "aws:region", REGION, "--stack", name);
      const preview = await agreeOnPreview(workspace, name, project.packConfig);
      await created(name);
      return { preview, state: await agreeOnState(workspace, name, project.packConfig) };
    }

    for (const name of Object.keys(STACKS)) {
      it(`agree on the correct stack ${name}`, async () =>
        assert.deepEqual(await agree(name), { preview: [], state: [] }));
    }

    chosen.forEach((fault, index) => {
      it(`agree on: ${fault.title}`, async () => {
        const { preview, state } = await agree(`fault-${index}`, fault);
        assert.ok(preview.length + state.length > 0);
      });
    });
  });
});
