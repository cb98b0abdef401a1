import { PutRetentionPolicyCommand } from "@aws-sdk/client-cloudwatch-logs";
import { RegisterTaskDefinitionCommand } from "@aws-sdk/client-ecs";
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyVersionCommand,
  CreateUserCommand,
  DetachRolePolicyCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { DeleteSecretCommand } from "@aws-sdk/client-secrets-manager";
import assert from "node:assert/strict";
import type { Line } from "../../commands/verify/question";
import type { Verification } from "../../commands/verify/print";
import { type Clients, clients } from "./harness/aws";
import type { Emulator } from "./harness/emulator";
import { type Call, type Fate, FaultProxy } from "./harness/fault-proxy";
import { SECRET_VALUE, startFurnished } from "./harness/furnish";
import type { Ended } from "./harness/processes";
import { ProjectCopy } from "./harness/project-copy";
import { describeTaskDefinition } from "./harness/read-back";
import { Workspace } from "./harness/workspace";

describe("npm run verify", () => {
  let emulator: Emulator;
  let account: Clients;
  let project: ProjectCopy;
  let workspace: Workspace;
  const printed: string[] = [];

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

  async function verify(...flags: string[]): Promise<Ended> {
    const ended = await workspace.npmRun("verify", "--stack", "dev", ...flags);
    printed.push(ended.output);
    return ended;
  }

  async function lines(
    ...flags: string[]
  ): Promise<{ status: number | undefined; all: Line[]; verification: Verification }> {
    const { status, stdout, output } = await verify("--format", "json", ...flags);
    assert.ok(stdout.startsWith("{"), output);
    const verification = JSON.parse(stdout) as Verification;
    return { status, all: verification.lines, verification };
  }

  it("says before up what is missing, and what is there already", async () => {
    const { status, all, verification } = await lines();
    assert.equal(status, 1);
    assert.equal(verification.verdict, "failed");
    const failed = namesOf(all, "failed");
    for (const name of [
      "role role/MLPlatformECSTaskRole",
      "role role/ecsTaskExecutionRole",
      "role role/ecsTaskRole",
    ])
      assert.ok(failed.includes(name), name);
    for (const name of [
      "policy MLPlatformECSTaskPolicy",
      "log group /ecs/ig-notification",
      "task definition ig-notification",
    ])
      assert.ok(failed.includes(name), name);
    const proven = namesOf(all, "proven");
    for (const name of [
      "deployer user/dev-pilot-reader",
      "secret dev/ignite-pilot/postgresInfo2",
      "image ml-platform:1.8.0-rc.2",
    ])
      assert.ok(proven.includes(name), name);
    assert.ok(all.every(({ state, remedy }) => (state === "proven") === (remedy === undefined)));
  });

  it("proves every line after up, without changing anything", async () => {
    const up = await workspace.npmRun("up", "--stack", "dev", "--yes");
    assert.equal(up.status, 0, up.output);
    await FaultProxy.during(emulator.endpoint, {}, async (proxy) => {
      const began = Date.now();
      const { status, all } = await lines("--endpoint", proxy.endpoint);
      console.log(`      verified in ${((Date.now() - began) / 1000).toFixed(1)} s`);
      assert.deepEqual(
        all.filter(({ state }) => state !== "proven"),
        [],
      );
      assert.equal(status, 0);
      assert.deepEqual(proxy.writes, []);
    });
  });

  it("says so as text", async () => {
    const { status, stdout } = await verify();
    assert.equal(status, 0);
    assert.match(
      stdout,
      /✓ permissions role\/MLPlatformECSTaskRole: all \d+ that\s+the\s+stack\s+grants\s+\(the\s+policy\s+pack,\s+on\s+what\s+IAM\s+returns\)/,
    );
    assert.match(stdout, /✓ dev: proven \(\d+ proven\)\n$/);
  });

  it("tries again where AWS throttles", async () => {
    const read = ({ attempt }: Call): Fate => (attempt <= 2 ? "throttle" : "pass");
    await FaultProxy.during(emulator.endpoint, { read }, async (proxy) => {
      const { status, all } = await lines("--endpoint", proxy.endpoint);
      assert.deepEqual(
        all.filter(({ state }) => state !== "proven"),
        [],
      );
      assert.equal(status, 0);
      assert.ok(proxy.injected.throttle! > 5);
    });
  });

  it("names the question that AWS never answers", async () => {
    const read = ({ name }: Call): Fate => (name === "GetRole" ? "throttle" : "pass");
    await FaultProxy.during(emulator.endpoint, { read }, async (proxy) => {
      const { status, stderr } = await verify("--endpoint", proxy.endpoint);
      assert.equal(status, 2);
      assert.match(stderr, /role\/\w+.*iam:GetRole.*Rate exceeded/s);
    });
  });

  const policy = (name: string) => `arn:aws:iam::618574523116:policy/${name}`;
  const HAND_MADE: Record<
    string,
    { change: () => Promise<unknown>; line: string; detail: RegExp; remedy: RegExp }
  > = {
    "an action taken out of the policy": {
      change: () =>
        account.iam.send(
          new CreatePolicyVersionCommand({
            PolicyArn: policy("MLPlatformECSTaskPolicy"),
            PolicyDocument:
              '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}]}',
            SetAsDefault: true,
          }),
        ),
      line: "policy MLPlatformECSTaskPolicy",
      detail: /changed outside the stack: it lacks .*also has dynamodb:GetItem on \*/,
      remedy: /npm run up -- --stack dev --refresh/,
    },
    "the task role's effective permissions": {
      change: () => Promise.resolve(),
      line: "permissions role/MLPlatformECSTaskRole",
      detail: /may not .* \(implicitly-denied\)/,
      remedy: /npm run up/,
    },
    "a policy detached": {
      change: () =>
        account.iam.send(
          new DetachRolePolicyCommand({ RoleName: "ecsTaskRole", PolicyArn: policy("ecsTaskRolePolicy") }),
        ),
      line: "attachment role/ecsTaskRole",
      detail: /ecsTaskRolePolicy is not attached/,
      remedy: /aws iam attach-role-policy --role-name ecsTaskRole/,
    },
    "an inline policy put on a role": {
      change: () =>
        account.iam.send(
          new PutRolePolicyCommand({
            RoleName: "ecsTaskExecutionRole",
            PolicyName: "quick-fix",
            PolicyDocument:
              '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
          }),
        ),
      line: "excess role/ecsTaskExecutionRole",
      detail: /also has the inline policy quick-fix/,
      remedy: /aws iam delete-role-policy --role-name ecsTaskExecutionRole --policy-name quick-fix/,
    },
    "a trust policy changed": {
      change: () =>
        account.iam.send(
          new UpdateAssumeRolePolicyCommand({
            RoleName: "ecsTaskRole",
            PolicyDocument:
              '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
          }),
        ),
      line: "role role/ecsTaskRole",
      detail: /its trust policy lacks .*ecs-tasks\.amazonaws\.com.*also has .*ec2\.amazonaws\.com/,
      remedy: /--refresh/,
    },
    "the secret deleted": {
      change: () =>
        account.secrets.send(new DeleteSecretCommand({ SecretId: "dev/ignite-pilot/postgresInfo2" })),
      line: "secret dev/ignite-pilot/postgresInfo2",
      detail: /to be deleted since/,
      remedy: /aws secretsmanager restore-secret --secret-id dev\/ignite-pilot\/postgresInfo2/,
    },
    "the retention changed": {
      change: () =>
        account.logs.send(
          new PutRetentionPolicyCommand({ logGroupName: "/ecs/ig-notification", retentionInDays: 365 }),
        ),
      line: "log group /ecs/ig-notification",
      detail: /keeps events 365 days, not 7 days/,
      remedy: /npm run up/,
    },
    "a revision registered by hand": {
      change: async () => {
        const { containerDefinitions, ...live } = await describeTaskDefinition(account, "ig-notification");
        const edited = containerDefinitions!.map((container) => ({ ...container, image: "nginx:latest" }));
        await account.ecs.send(
          new RegisterTaskDefinitionCommand({
            family: live.family,
            taskRoleArn: live.taskRoleArn,
            executionRoleArn: live.executionRoleArn,
            cpu: live.cpu,
            memory: live.memory,
            networkMode: live.networkMode,
            requiresCompatibilities: live.requiresCompatibilities,
            containerDefinitions: edited,
          }),
        );
      },
      line: "task definition ig-notification",
      detail: /revision 2 differs in image of container ig-notification/,
      remedy: /npm run up/,
    },
  };

  for (const [title, { change, line, detail, remedy }] of Object.entries(HAND_MADE)) {
    it(`names what was changed by hand: ${title}`, async () => {
      await change();
      const { status, all } = await lines();
      assert.equal(status, 1);
      const found = all.find(
        ({ check, subject, state }) => `${check} ${subject}` === line && state === "failed",
      );
      assert.ok(found, `${line} did not fail:\n${JSON.stringify(all, undefined, 1)}`);
      assert.match(found.detail, detail);
      assert.match(found.remedy ?? "", remedy);
    });
  }

  it("holds what the pack's config declares of others against the account", async () => {
    project.editPackConfig("dev", (config) => {
      const external = [{ principal: "user/dev-pilot-reader", awsManagedPolicies: ["ReadOnlyAccess"] }];
      config["deployer-can-register"] = { ...(config["deployer-can-register"] as object), external };
    });
    const declared = (await lines()).all.find(({ check }) => check === "external");
    assert.equal(declared?.state, "failed");
    assert.match(declared.detail, /ReadOnlyAccess is declared and not attached/);
    const PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    await account.iam.send(new AttachUserPolicyCommand({ UserName: "dev-pilot-reader", PolicyArn }));
    assert.equal((await lines()).all.find(({ check }) => check === "external")?.state, "proven");
  });

  it("says what it may not look at, and does not call that proven", async () => {
    await account.iam.send(new CreateUserCommand({ UserName: "stranger" }));
    const { AccessKey } = await account.iam.send(new CreateAccessKeyCommand({ UserName: "stranger" }));
    await emulator.enforce();
    const asStranger = workspace.with({
      AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId ?? "",
      AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey ?? "",
    });
    const { status, stdout } = await asStranger.npmRun("verify", "--stack", "dev", "--format", "json");
    await emulator.stopEnforcing();
    const { lines: all, verdict } = JSON.parse(stdout) as Verification;
    assert.equal(verdict, "not proven");
    assert.equal(status, 1);
    assert.deepEqual(namesOf(all, "failed"), []);
    const role = all.find(({ check }) => check === "role");
    assert.equal(role?.state, "not-permitted");
    assert.match(role.detail, /iam:GetRole/);
  });

  it("refuses credentials of another account", async () => {
    const { status, stderr } = await workspace.npmRun("verify", "--stack", "prod");
    assert.equal(status, 2);
    assert.match(stderr, /account 618574523116; stack prod is account 575084400422/);
  });

  it("has never printed a secret's value, nor asked for one", () => {
    const password = (JSON.parse(SECRET_VALUE) as { password: string }).password;
    assert.ok(printed.every((output) => !output.includes(password)));
    assert.ok(!emulator.requests().includes("GetSecretValue"));
  });
});

function namesOf(all: Line[], state: Line["state"]): string[] {
  return all.filter((line) => line.state === state).map(({ check, subject }) => `${check} ${subject}`);
}
