import { UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import assert from "node:assert/strict";
import { planStack } from "../../commands/offline/plan-stack";
import { openProject } from "../../commands/project/project";
import { stackArguments, stackModel } from "../../commands/judging/policy-arguments";
import type { Finding } from "../../policypack/findings/finding";
import { matches } from "../../policypack/evaluation/patterns/pattern";
import { deployerCanDeploy } from "../../policypack/policies/deployer-can-deploy";
import { type Clients, clients } from "./harness/aws";
import { credentialsEnv } from "./harness/callers";
import { Deployer, exportedPolicy } from "./harness/deployer";
import { Deployment, sessionOf, type Wanted, wantedIn } from "./harness/deployment";
import { actionsOf, type PolicyDocument, without } from "./harness/documents";
import type { Decision, Emulator } from "./harness/emulator";
import { engineRun } from "./harness/findings";
import { startFurnished } from "./harness/furnish";
import type { Ended } from "./harness/processes";
import { ProjectCopy } from "./harness/project-copy";
import { Workspace } from "./harness/workspace";
import type { Session } from "./standins/aws-provider/session";

/** The role whose trust somebody changes by hand, so that the next update takes that back. */
const CHANGED_BY_HAND = "ecsTaskRole";

/** Actions of the policy that nothing in a run asks for, each with the situation that the run does not come into. */
const NEVER_ASKED: Record<string, string> = {};

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
      await workspace.pulumi("state", "unprotect", "--all", "--yes", "--stack", stack);
      await succeeds("destroy", () => asDeployer.pulumi("destroy", "--stack", stack, "--yes"));
      const refused = Object.values(asked).flatMap((run) => run.filter(({ allowed }) => !allowed));
      assert.deepEqual(refused, []);
    });

    it("asks for every action of the policy, but for those whose situation does not come up", () => {
      const called = new Set(Object.values(asked).flatMap((run) => run.map(({ action }) => action)));
      const never = actionsOf(policy).filter((action) => !called.has(action));
      assert.deepEqual(
        never,
        Object.keys(NEVER_ASKED).filter((action) => actionsOf(policy).includes(action)),
      );
    });

    it("fails by the provider without any one of them, where deployer-can-deploy says so", async () => {
      const judge = await judgeOf(project, stack);
      const session = sessionOf(emulator, clients(emulator, deployer.credentials));
      const rootSession = sessionOf(emulator, root);
      const wrong: string[] = [];
      const actions = actionsOf(policy).filter((action) => !(action in NEVER_ASKED));
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

    it("fails on the engine without one of them, in the run that asks for it", async () => {
      const wrong: string[] = [];
      const left =
        process.env.E2E_DEPLOYER === "all" ? whereFirstAsked(asked, policy) : ON_THE_ENGINE[stack]!;
      for (const [action, run] of left) {
        project.resetConfig(stack);
        if (run !== "up") await asRoot("up", "--yes", "--skip-preview");
        if (run === "change" || run === "destroy") project.editConfig(stack, changeEverythingInPlace);
        if (run === "change") await changeTrustByHand(root);
        if (run === "destroy") await asRoot("up", "--yes", "--skip-preview");
        await asRoot("state", "unprotect", "--all", "--yes");
        await deployer.may(without(policy, action));
        const [command = "", ...flags] = COMMANDS[run];
        const { result, decisions } = await enforced(() =>
          asDeployer.pulumi(command, "--stack", stack, ...flags),
        );
        const refused = decisions.filter(({ allowed }) => !allowed);
        if (result.status === 0) wrong.push(`${action}: ${run} succeeds without it`);
        wrong.push(...strangers(action, refused));
        await asRoot("destroy", "--yes");
      }
      assert.deepEqual(wrong, []);
      console.log(`      ${left.length} actions of ${stack} left out on the engine`);
    });

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

/** One of everything that the provider changes in place, and a new revision of one task. */
function changeEverythingInPlace(config: Record<string, unknown>): void {
  const tasks = config.tasks as Record<string, Task>;
  const [one, other] = [tasks["ml-platform"]!, tasks["ig-notification"]!];
  one.taskRole.description = "What the ML platform's tasks run as, said anew";
  one.taskRole.access.buckets!.push({ name: "ml-platform-archive" });
  one.containers[0]!.environment = { ...one.containers[0]!.environment, NEW: "yes" };
  one.containers[0]!.logGroup.retentionDays = 30;
  if (other.tags) other.tags = { environment: "production" };
}

interface Task {
  tags?: Record<string, string>;
  taskRole: { description: string; access: { buckets?: { name: string }[] } };
  containers: { environment?: Record<string, string>; logGroup: { retentionDays: number } }[];
}

async function changeTrustByHand({ iam }: Clients): Promise<void> {
  const statement = {
    Effect: "Allow",
    Principal: { Service: "ec2.amazonaws.com" },
    Action: "sts:AssumeRole",
  };
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: CHANGED_BY_HAND, PolicyDocument }));
}

/** As far as it gets: what is refused ends it. */
async function wholeLife(
  deployment: Deployment,
  session: Session,
  { created, changed }: { created: Wanted[]; changed: Wanted[] },
): Promise<void> {
  const byHand = (wanted: Wanted): Wanted =>
    wanted.inputs.name === CHANGED_BY_HAND
      ? { ...wanted, inputs: { ...wanted.inputs, assumeRolePolicy: EC2_TRUST } }
      : wanted;
  try {
    await deployment.create(session, created.map(byHand));
    await deployment.refresh(session);
    await deployment.change(session, changed);
    await deployment.destroy(session);
  } catch {
    // the decisions tell why
  }
}

const EC2_TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/** What is wrong, in words: the action left out is refused, and nothing else; the rule has named it with its resource. */
function mistakes(action: string, refused: Decision[], findings: Finding[]): string[] {
  const unsaid = refused.filter(
    ({ resource }) =>
      !findings.some(
        ({ actions, resources }) =>
          actions.includes(action) && resources.some((pattern) => matches(pattern, resource)),
      ),
  );
  return [
    ...strangers(action, refused),
    ...unsaid.map(({ resource }) => `${action}: the rule does not name it on ${resource}`),
  ];
}

/** Without an action it is refused, and nothing else is. */
function strangers(action: string, refused: Decision[]): string[] {
  if (refused.length === 0) return [`${action}: nothing is refused without it`];
  const others = refused.filter((each) => each.action !== action);
  return others.map((each) => `${action}: ${each.action} on ${each.resource} is refused as well`);
}

/** What the rule says of the deployer with some documents, as config declares them. */
async function judgeOf(project: ProjectCopy, stack: string) {
  const { config, resources } = await planStack(openProject(project.root), stack);
  const { accountId: account, region, partition } = config;
  const principal = `user/${Deployer.NAME}`;
  return (documents: PolicyDocument[]): Finding[] => {
    const external = [{ principal, documents: documents.map((each) => JSON.stringify(each)) }];
    const model = stackModel(stackArguments(resources), { account, region, partition, external });
    const asked = { deployers: [principal] };
    return deployerCanDeploy.rule.judge(model, asked as never).filter(({ level }) => level !== "advisory");
  };
}
