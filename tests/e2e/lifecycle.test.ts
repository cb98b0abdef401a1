import { DescribeLogGroupsCommand, DescribeLogStreamsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetPolicyCommand } from "@aws-sdk/client-iam";
import assert from "node:assert/strict";
import type { StackConfig } from "../../components/config";
import { type Clients, clients } from "./harness/aws";
import type { Emulator } from "./harness/emulator";
import { engineRun } from "./harness/findings";
import { fixtureConfig, startFurnished } from "./harness/furnish";
import { ProjectCopy } from "./harness/project-copy";
import { allowedActions, describeTaskDefinition, type Holdings, readBack } from "./harness/read-back";
import { Workspace } from "./harness/workspace";

const SIX_ACTIONS = ["DescribeTable", "GetItem", "PutItem", "Query", "Scan", "UpdateItem"].map(
  (name) => `dynamodb:${name}`,
);
const OF_THE_GUIDE = [
  ...SIX_ACTIONS,
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  "s3:GetObject",
  "s3:ListBucket",
  "s3:PutObject",
];

interface TaskConfig {
  taskRole: { access: { tables: { name: string }[] } };
}

for (const stack of ["dev", "prod"]) {
  describe(`the life of ${stack} on the real engine`, () => {
    let emulator: Emulator;
    let account: Clients;
    let project: ProjectCopy;
    let workspace: Workspace;
    let config: StackConfig;
    let created: Holdings;

    before(async () => {
      config = fixtureConfig(stack);
      emulator = await startFurnished(stack);
      account = clients(emulator);
      project = new ProjectCopy();
      workspace = new Workspace(project.root, emulator.env);
      await workspace.pulumi("stack", "init", stack);
    });
    after(async () => {
      workspace?.remove();
      project?.remove();
      await emulator?.stop();
    });

    it("creates everything with one up", async () => {
      const up = await engineRun(workspace, "up", "--stack", stack, "--yes");
      assert.equal(up.status, 0, up.output);
      assert.deepEqual(up.findings, []);
      created = await readBack(account);
    });

    it("gave the three roles their trust and their policies", () => {
      const { accountId, region } = config;
      assert.deepEqual(Object.keys(created.roles).sort(), [
        "MLPlatformECSTaskRole",
        "ecsTaskExecutionRole",
        "ecsTaskRole",
      ]);
      for (const [name, { trust, attached }] of Object.entries(created.roles)) {
        const [statement] = trust.Statement as unknown as Record<string, unknown>[];
        assert.deepEqual(statement?.Principal, { Service: "ecs-tasks.amazonaws.com" });
        const condition = {
          ArnLike: { "aws:SourceArn": `arn:aws:ecs:${region}:${accountId}:*` },
          StringEquals: { "aws:SourceAccount": accountId },
        };
        assert.deepEqual(statement?.Condition, name === "ecsTaskExecutionRole" ? undefined : condition);
        const policy = name === "MLPlatformECSTaskRole" ? "MLPlatformECSTaskPolicy" : `${name}Policy`;
        assert.deepEqual(attached, [`arn:aws:iam::${accountId}:policy/${policy}`]);
      }
    });

    it("gave MLPlatformECSTaskPolicy its description and the guide's actions, on named resources", async () => {
      const { document } = created.policies.MLPlatformECSTaskPolicy!;
      assert.deepEqual(allowedActions(document), OF_THE_GUIDE);
      assert.ok(document.Statement.every(({ Resource }) => ![Resource].flat().includes("*")));
      const PolicyArn = `arn:aws:iam::${config.accountId}:policy/MLPlatformECSTaskPolicy`;
      const { Policy } = await account.iam.send(new GetPolicyCommand({ PolicyArn }));
      assert.equal(
        Policy?.Description,
        "Policy for ECS Task Role to access S3, DynamoDB, and CloudWatch Logs",
      );
    });

    it("gave dev-pilot-reader the guide's rights and no other", () => {
      const [arn] = created.users["dev-pilot-reader"]!;
      const { document } = created.policies[arn!.split("/").pop()!]!;
      const actions = allowedActions(document).filter((action) => action !== "ecs:TagResource");
      assert.deepEqual(actions, [
        "ecs:DescribeTaskDefinition",
        "ecs:ListTaskDefinitions",
        "ecs:RegisterTaskDefinition",
        "iam:PassRole",
      ]);
      const pass = document.Statement.find(({ Action }) => [Action].flat().includes("iam:PassRole"));
      const roles = ["MLPlatformECSTaskRole", "ecsTaskExecutionRole", "ecsTaskRole"];
      assert.deepEqual(
        pass?.Resource,
        roles.map((name) => `arn:aws:iam::${config.accountId}:role/${name}`),
      );
    });

    it("registered both task definitions with their roles", async () => {
      for (const { family, taskRole, executionRole } of config.tasks) {
        const live = await describeTaskDefinition(account, family);
        const arn = (name: string) => `arn:aws:iam::${config.accountId}:role/${name}`;
        assert.equal(live.taskRoleArn, taskRole.mode === "none" ? undefined : arn(taskRole.name));
        assert.equal(live.executionRoleArn, arn(executionRole.name));
      }
    });

    it("created the containers' log groups with their retention", async () => {
      for (const { containers } of config.tasks)
        for (const { logGroup } of containers)
          assert.equal(created.logGroups[logGroup!.name], logGroup!.retentionDays, logGroup!.name);
      await account.logs.send(new DescribeLogGroupsCommand({}));
      await assert.rejects(account.logs.send(new DescribeLogStreamsCommand({ logGroupName: "/ecs/none" })));
    });

    it("changes nothing at a second up", async () => {
      const up = await engineRun(workspace, "up", "--stack", stack, "--yes", "--expect-no-changes");
      assert.equal(up.status, 0, up.output);
      assert.deepEqual(changes(up.steps), []);
      assert.deepEqual(await readBack(account), created);
    });

    it("changes one policy when a table changes", async () => {
      project.editConfig(stack, ({ tasks }) => {
        const task = (tasks as Record<string, TaskConfig>)["ml-platform"]!;
        task.taskRole.access.tables[0]!.name = "ml-platform-jobs-2";
      });
      const refused = await engineRun(workspace, "up", "--stack", stack, "--yes");
      assert.deepEqual(
        refused.findings.map(({ policy }) => policy),
        ["task-role-required-actions"],
        "the pack's config still asks for the other table",
      );
      project.renameInPackConfig(stack, "ml-platform-jobs", "ml-platform-jobs-2");
      const up = await engineRun(workspace, "up", "--stack", stack, "--yes");
      assert.equal(up.status, 0, up.output);
      assert.deepEqual(changes(up.steps), ["update aws:iam/policy:Policy"]);
      const now = await readBack(account);
      const { MLPlatformECSTaskPolicy: policy, ...others } = now.policies;
      const { MLPlatformECSTaskPolicy: before, ...othersBefore } = created.policies;
      assert.deepEqual({ ...now, policies: others }, { ...created, policies: othersBefore });
      assert.equal(policy?.versions, 2);
      assert.deepEqual(allowedActions(policy!.document), allowedActions(before!.document));
      assert.match(JSON.stringify(policy?.document), /table\/ml-platform-jobs-2"/);
    });

    if (stack === "prod") {
      it("is kept by its roles' protection", async () => {
        const destroy = await workspace.pulumi("destroy", "--stack", stack, "--yes");
        assert.notEqual(destroy.status, 0, destroy.output);
        assert.match(destroy.output, /protected/);
        assert.deepEqual(
          Object.keys((await readBack(account)).roles).sort(),
          Object.keys(created.roles).sort(),
        );
        await workspace.pulumi("state", "unprotect", "--all", "--yes", "--stack", stack);
      });
    }

    it("leaves nothing behind at destroy but the registered revisions", async () => {
      const destroy = await workspace.pulumi("destroy", "--stack", stack, "--yes");
      assert.equal(destroy.status, 0, destroy.output);
      const { roles, policies, logGroups, taskDefinitions, users } = await readBack(account);
      assert.deepEqual({ roles, policies, logGroups }, { roles: {}, policies: {}, logGroups: {} });
      assert.deepEqual(users, { "dev-pilot-reader": [] });
      assert.deepEqual(taskDefinitions, created.taskDefinitions);
    });
  });
}

/** What an update changed in the account, once each, in the order of its steps. */
function changes(steps: { op: string; type: string }[]): string[] {
  const changed = steps.filter(({ op, type }) => op !== "same" && type.startsWith("aws:"));
  return [...new Set(changed.map(({ op, type }) => `${op} ${type}`))];
}
