import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  GetPolicyCommand,
  GetRoleCommand,
} from "@aws-sdk/client-iam";
import assert from "node:assert/strict";
import { policies } from "../../policypack/policies";
import { type Clients, clients } from "./harness/aws";
import type { Emulator } from "./harness/emulator";
import { engineRun } from "./harness/findings";
import { startFurnished } from "./harness/furnish";
import { ProjectCopy } from "./harness/project-copy";
import { allowedActions, readBack } from "./harness/read-back";
import { Workspace } from "./harness/workspace";

const ROLE = "MLPlatformECSTaskRole";
const POLICY = "MLPlatformECSTaskPolicy";

describe("where the guide says that the policy already exists, and the role", () => {
  let emulator: Emulator;
  let account: Clients;
  let project: ProjectCopy;
  let workspace: Workspace;
  let policyArn: string;

  before(async () => {
    emulator = await startFurnished("dev");
    account = clients(emulator);
    policyArn = await makeByHand(account);
    project = new ProjectCopy();
    workspace = new Workspace(project.root, emulator.env);
    await workspace.pulumi("stack", "init", "dev");
  });
  after(async () => {
    workspace?.remove();
    project?.remove();
    await emulator?.stop();
  });

  it("says without help what to do, and leaves both as they were", async () => {
    const up = await workspace.npmRun("up", "--stack", "dev", "--yes");
    assert.notEqual(up.status, 0);
    assert.match(up.output, /EntityAlreadyExists/);
    assert.match(up.output, /already has what this stack would create:/);
    assert.match(up.output, new RegExp(`role +${ROLE}`));
    assert.match(up.output, new RegExp(`policy +arn:aws:iam::618574523116:policy/${POLICY}`));
    assert.match(up.output, /npm run adopt -- --stack dev/);
    const { policies } = await readBack(account);
    assert.equal(policies[POLICY]?.versions, 1);
  });

  it("adopts both as they are", async () => {
    const before = await readBack(account);
    const adopt = await workspace.npmRun("adopt", "--stack", "dev", "--yes");
    assert.equal(adopt.status, 0, adopt.output);
    assert.deepEqual(await readBack(account), before);
  });

  it("has nothing more to adopt", async () => {
    const adopt = await workspace.npmRun("adopt", "--stack", "dev", "--yes");
    assert.equal(adopt.status, 0, adopt.output);
    assert.match(adopt.output, /Nothing to adopt/);
  });

  it("brings the policy to all six actions at the next up, without replacing anything", async () => {
    const role = await roleId(account);
    const policy = await policyId(account, policyArn);
    const up = await engineRun(workspace, "up", "--stack", "dev", "--yes");
    assert.equal(up.status, 0, up.output);
    const replaced = up.steps.filter(({ op }) => /replace|delete/.test(op));
    assert.deepEqual(replaced, []);
    assert.equal(await roleId(account), role);
    assert.equal(await policyId(account, policyArn), policy);
    const { policies, roles } = await readBack(account);
    const actions = allowedActions(policies[POLICY]!.document).filter((action) =>
      action.startsWith("dynamodb:"),
    );
    assert.equal(actions.length, 6);
    assert.deepEqual(roles[ROLE]?.attached, [policyArn]);
  });

  it("is in order from then on", async () => {
    const up = await workspace.npmRun("up", "--stack", "dev", "--yes", "--expect-no-changes");
    assert.equal(up.status, 0, up.output);
  });
});

describe("where a role is managed elsewhere", () => {
  let emulator: Emulator;
  let account: Clients;
  let project: ProjectCopy;
  let workspace: Workspace;

  before(async () => {
    emulator = await startFurnished("dev");
    account = clients(emulator);
    project = new ProjectCopy();
    workspace = new Workspace(project.root, emulator.env);
    await workspace.pulumi("stack", "init", "dev");
  });
  after(async () => {
    workspace?.remove();
    project?.remove();
    await emulator?.stop();
  });

  it("only attaches to it with mode reference", async () => {
    const AssumeRolePolicyDocument = trust;
    await account.iam.send(new CreateRoleCommand({ RoleName: ROLE, AssumeRolePolicyDocument }));
    project.editConfig("dev", ({ tasks }) => {
      const { taskRole } = (tasks as Record<string, { taskRole: Record<string, unknown> }>)["ml-platform"]!;
      taskRole.mode = "reference";
      delete taskRole.description;
    });
    project.editPackConfig("dev", (config) => {
      const external = [{ principal: `role/${ROLE}`, trust: JSON.parse(trust) as object }];
      for (const { name } of policies.filter((policy) => policy.kind === "stack"))
        config[name] = { ...(config[name] as object), external };
    });
    const before = await account.iam.send(new GetRoleCommand({ RoleName: ROLE }));
    const up = await engineRun(workspace, "up", "--stack", "dev", "--yes");
    assert.equal(up.status, 0, up.output);
    const roles = up.steps
      .filter(({ type }) => type === "aws:iam/role:Role")
      .map(({ inputs }) => inputs.name);
    assert.ok(!roles.includes(ROLE));
    const after = await account.iam.send(new GetRoleCommand({ RoleName: ROLE }));
    assert.deepEqual(after.Role, before.Role);
    assert.deepEqual((await readBack(account)).roles[ROLE]?.attached, [
      `arn:aws:iam::${emulator.account}:policy/${POLICY}`,
    ]);
  });

  it("leaves the task role out with mode none, and warns about the secret that the task then cannot read", async () => {
    project.resetConfig("dev");
    project.editConfig("dev", ({ tasks }) => {
      (tasks as Record<string, { taskRole: unknown }>)["ig-notification"]!.taskRole = { mode: "none" };
    });
    project.editPackConfig("dev", (config) => {
      const access = config["task-role-access"] as { required: { role: string }[] };
      access.required = access.required.filter(({ role }) => role !== "ecsTaskRole");
    });
    const preview = await engineRun(workspace, "preview", "--stack", "dev");
    const definition = preview.steps.find(({ inputs }) => inputs.family === "ig-notification");
    assert.equal(definition?.inputs.taskRoleArn, undefined);
    assert.match(preview.output, /ig-notification.*(task role|taskRole).*secret/is);
  });
});

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
});

/** What somebody made in the console: the role, and the policy with five of the six actions. */
async function makeByHand({ iam }: Clients): Promise<string> {
  await iam.send(new CreateRoleCommand({ RoleName: ROLE, AssumeRolePolicyDocument: trust }));
  const actions = ["GetItem", "PutItem", "Scan", "Query", "DescribeTable"].map((name) => `dynamodb:${name}`);
  const { Policy } = await iam.send(
    new CreatePolicyCommand({
      PolicyName: POLICY,
      Description: "Policy for ECS Task Role to access S3, DynamoDB, and CloudWatch Logs",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
      }),
    }),
  );
  const PolicyArn = Policy?.Arn ?? "";
  await iam.send(new AttachRolePolicyCommand({ RoleName: ROLE, PolicyArn }));
  return PolicyArn;
}

async function roleId({ iam }: Clients): Promise<string | undefined> {
  return (await iam.send(new GetRoleCommand({ RoleName: ROLE }))).Role?.RoleId;
}

async function policyId({ iam }: Clients, PolicyArn: string): Promise<string | undefined> {
  return (await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.PolicyId;
}
