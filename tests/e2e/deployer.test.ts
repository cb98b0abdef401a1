import assert from "node:assert/strict";
import { type Clients, clients } from "./harness/aws";
import { credentialsEnv } from "./harness/callers";
import { Deployer, exportedPolicy } from "./harness/deployer";
import { Deployment, sessionOf, type Wanted, wantedIn } from "./harness/deployment";
import { actionsOf, type PolicyDocument, without } from "./harness/documents";
import type { Decision, Emulator } from "./harness/emulator";
import { engineRun } from "./harness/findings";
import { startFurnished } from "./harness/furnish";
import { judgeOf, mistakes, strangers } from "./harness/left-out";
import type { Ended } from "./harness/processes";
import { ProjectCopy } from "./harness/project-copy";
import { changeEverythingInPlace, changeTrustByHand, wholeLife } from "./harness/whole-life";
import { Workspace } from "./harness/workspace";

type Run = "up" | "preview" | "change" | "destroy";

/** Through the engine, too: these, and all of them with `E2E_DEPLOYER=all`, each in the run that first asks for it. */
const ON_THE_ENGINE: Record<string, [action: string, run: Run][]> = {
  dev: [
    ["iam:PassRole", "up"],
    ["iam:ListRolePolicies", "preview"],
    ["iam:CreatePolicyVersion", "change"],
  ],
  prod: [
    ["logs:TagResource", "up"],
    ["iam:UpdateAssumeRolePolicy", "change"],
    ["iam:DeletePolicyVersion", "destroy"],
  ],
};

for (const stack of ["dev", "prod"]) {
  describe(`whoever deploys ${stack} with exactly the exported policy, IAM enforced`, () => {
    let emulator: Emulator;
    let root: Clients;
    let project: ProjectCopy;
    let workspace: Workspace;
    let asDeployer: Workspace;
    let deployer: Deployer;
    let policy: PolicyDocument[];
    let created: Wanted[];
    let changed: Wanted[];
    /** What each run asked for. */
    const asked: Record<Run, Decision[]> = { up: [], preview: [], change: [], destroy: [] };

    before(async () => {
      emulator = await startFurnished(stack);
      root = clients(emulator);
      project = new ProjectCopy();
      workspace = new Workspace(project.root, emulator.env);
      await workspace.pulumi("stack", "init", stack);
      policy = await exportedPolicy(workspace, project, stack);
      deployer = await Deployer.in(emulator);
      asDeployer = workspace.with(credentialsEnv(deployer.credentials));
    });
    after(async () => {
      workspace?.remove();
      project?.remove();
      await emulator?.stop();
    });
    afterEach(() => emulator.stopEnforcing());

    /** As the deployer, while IAM is enforced. */
    async function enforced<T>(act: () => Promise<T>): Promise<{ result: T; decisions: Decision[] }> {
      await emulator.enforce();
      emulator.decisions();
      try {
        return { result: await act(), decisions: emulator.decisions() };
      } finally {
        await emulator.stopEnforcing();
      }
    }

    async function succeeds(run: Run, act: () => Promise<Ended>): Promise<void> {
      const { result, decisions } = await enforced(act);
      assert.equal(result.status, 0, result.output);
      asked[run] = decisions;
    }

    it("ups, previews with --refresh, changes and destroys, and the emulator refuses nothing", async () => {
      await deployer.may(policy);
      await succeeds("up", () => asDeployer.npmRun("up", "--stack", stack, "--yes"));
      created = await wantedIn(workspace, stack);
      await succeeds("preview", () =>
        asDeployer.npmRun("preview", "--stack", stack, "--refresh", "--expect-no-changes"),
      );
      project.editConfig(stack, changeEverythingInPlace);
      await changeTrustByHand(root);
      await succeeds("change", () => asDeployer.npmRun("up", "--stack", stack, "--refresh", "--yes"));
      changed = await wantedIn(workspace, stack);
      await unprotect();
      await succeeds("destroy", () => asDeployer.pulumi("destroy", "--stack", stack, "--yes"));
      const refused = Object.values(asked).flatMap((run) => run.filter(({ allowed }) => !allowed));
      assert.deepEqual(refused, []);
    });

    it("asks for every action of the policy", () => {
      const called = new Set(Object.values(asked).flatMap((run) => run.map(({ action }) => action)));
      assert.deepEqual(
        actionsOf(policy).filter((action) => !called.has(action)),
        [],
      );
    });

    it("fails by the provider without any one of them, where deployer-can-deploy says so", async () => {
      const judge = await judgeOf(project, stack);
      const session = sessionOf(emulator, clients(emulator, deployer.credentials));
      const rootSession = sessionOf(emulator, root);
      const wrong: string[] = [];
      const actions = actionsOf(policy);
      for (const action of actions) {
        const fewer = without(policy, action);
        await deployer.may(fewer);
        const deployment = new Deployment();
        const { decisions } = await enforced(() => wholeLife(deployment, session, { created, changed }));
        await deployment.destroy(rootSession);
        const refused = decisions.filter(({ allowed }) => !allowed);
        wrong.push(...mistakes(action, refused, judge(fewer)));
      }
      assert.deepEqual(wrong, []);
      console.log(`      ${actions.length} actions of ${stack}, each left out once`);
    });

    it("is stopped at the preview without one of them, before anything is made", async () => {
      project.resetConfig(stack);
      await deployer.may(policy);
      project.editPackConfig(stack, (config) => {
        const documents = without(policy, "iam:PassRole").map((each) => JSON.stringify(each));
        const principal = `user/${Deployer.NAME}`;
        config["deployer-can-deploy"] = { deployers: [principal], external: [{ principal, documents }] };
      });
      const { result, decisions } = await enforced(() =>
        engineRun(asDeployer, "up", "--stack", stack, "--yes"),
      );
      assert.notEqual(result.status, 0, result.output);
      const found = result.findings.find(({ policy: rule }) => rule === "deployer-can-deploy");
      assert.equal(found?.level, "mandatory", result.output);
      assert.match(found.message, /iam:PassRole/);
      assert.deepEqual(
        decisions.filter(({ action }) => !/:(Get|List|Describe)/.test(action)),
        [],
      );
      project.resetConfig(stack);
    });

    it("fails on the engine without one of them, in the run that asks for it", async function () {
      const wrong: string[] = [];
      const left =
        process.env.E2E_DEPLOYER === "all" ? whereFirstAsked(asked, policy) : ON_THE_ENGINE[stack]!;
      this.timeout(left.length * this.timeout());
      for (const [action, run] of left) {
        project.resetConfig(stack);
        if (run !== "up") await asRoot("up", "--yes", "--skip-preview");
        if (run === "change" || run === "destroy") project.editConfig(stack, changeEverythingInPlace);
        if (run === "change") await changeTrustByHand(root);
        if (run === "destroy") await asRoot("up", "--yes", "--skip-preview");
        await unprotect();
        await deployer.may(without(policy, action));
        const [command = "", ...flags] = COMMANDS[run];
        const { result, decisions } = await enforced(() =>
          asDeployer.pulumi(command, "--stack", stack, ...flags),
        );
        const refused = decisions.filter(({ allowed }) => !allowed);
        if (result.status === 0) wrong.push(`${action}: ${run} succeeds without it`);
        wrong.push(...strangers(action, refused));
        await unprotect();
        await asRoot("destroy", "--yes", "--skip-preview");
      }
      assert.deepEqual(wrong, []);
      console.log(`      ${left.length} actions of ${stack} left out on the engine`);
    });

    /** The roles of prod are protected. */
    async function unprotect(): Promise<void> {
      await asRoot("state", "unprotect", "--all", "--yes");
    }

    async function asRoot(...args: string[]): Promise<void> {
      const { status, output } = await workspace.pulumi(...args, "--stack", stack);
      assert.equal(status, 0, output);
    }
  });
}

/** Without the pack, which would stop them earlier. */
const COMMANDS: Record<Run, string[]> = {
  up: ["up", "--yes", "--skip-preview"],
  preview: ["preview", "--refresh"],
  change: ["up", "--yes", "--skip-preview", "--refresh"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

function whereFirstAsked(asked: Record<Run, Decision[]>, policy: PolicyDocument[]): [string, Run][] {
  const runs = Object.entries(asked) as [Run, Decision[]][];
  return actionsOf(policy).flatMap((action) => {
    const first = runs.find(([, decisions]) => decisions.some((each) => each.action === action));
    return first ? [[action, first[0]] as [string, Run]] : [];
  });
}
