import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { runCommand, TemporaryProject } from "./support/project";

interface Document {
  Version: string;
  Statement: { Action: string | string[] }[];
}

describe("npm run export", () => {
  let project: TemporaryProject;
  beforeEach(async () => {
    project = new TemporaryProject();
    assert.equal((await runCommand(["export"], { project })).status, 0);
  });
  afterEach(() => project.remove());

  const files = (stack: string) =>
    fs
      .readdirSync(project.path(`infrastructure/${stack}`), { recursive: true, encoding: "utf8" })
      .filter((file) => path.extname(file) !== "")
      .sort();
  const read = (file: string) => JSON.parse(project.read(file)) as unknown;

  it("writes each document by its name, each task definition, permissions and the request", () => {
    assert.deepEqual(files("prod"), [
      "EcsTaskDeployer-user-dev-pilot-reader.json",
      "MLPlatformECSTaskPolicy.json",
      "MLPlatformECSTaskRole.trust.json",
      "REQUEST.md",
      "deployer-policy.json",
      "ecsTaskExecutionRole.trust.json",
      "ecsTaskExecutionRolePolicy.json",
      "ecsTaskRole.trust.json",
      "ecsTaskRolePolicy.json",
      path.join("ig-notification", "ecs-task-definition.json"),
      path.join("ml-platform", "ecs-task-definition.json"),
      "permissions.json",
    ]);
    const policy = read("infrastructure/prod/MLPlatformECSTaskPolicy.json") as Document;
    const actions = policy.Statement.flatMap(({ Action }) => Action);
    assert.equal(actions.filter((action) => action.startsWith("dynamodb:")).length, 6);
    const trust = project.read("infrastructure/prod/ecsTaskRole.trust.json");
    assert.match(trust, /"Service": "ecs-tasks\.amazonaws\.com"/);
  });

  it("writes task definitions as RegisterTaskDefinition takes them", () => {
    const definition = read("infrastructure/prod/ml-platform/ecs-task-definition.json") as Record<
      string,
      unknown
    >;
    assert.equal(definition.family, "ml-platform");
    assert.equal(definition.taskRoleArn, "arn:aws:iam::575084400422:role/MLPlatformECSTaskRole");
    assert.equal(definition.executionRoleArn, "arn:aws:iam::575084400422:role/ecsTaskExecutionRole");
    assert.deepEqual(definition.requiresCompatibilities, ["FARGATE"]);
    assert.ok(Array.isArray(definition.containerDefinitions));
    assert.ok(
      (definition.tags as unknown[]).some(
        (tag) => JSON.stringify(tag) === '{"key":"environment","value":"prod"}',
      ),
    );
    for (const key of ["skipDestroy", "trackLatest", "__defaults", "region"])
      assert.ok(!(key in definition), key);
  });

  it("writes the same bytes again, and leaves files alone that are up to date", async () => {
    const before = project.read("infrastructure/dev/permissions.json");
    const { stdout } = await runCommand(["export"], { project });
    assert.equal(stdout, "infrastructure/dev is up to date\ninfrastructure/prod is up to date\n");
    assert.equal(project.read("infrastructure/dev/permissions.json"), before);
    for (const file of files("dev")) assert.match(project.read(`infrastructure/dev/${file}`), /[^\n]\n$/);
  });

  it("removes files that it no longer writes, and no others", async () => {
    project.write("infrastructure/dev/old/Old.json", "{}\n");
    project.write("infrastructure/dev/.gitattributes", "* text\n");
    project.write("infrastructure/README.md", "mine\n");
    const { stdout } = await runCommand(["export"], { project });
    assert.match(stdout, /^removed infrastructure\/dev\/old\/Old\.json$/m);
    assert.ok(!fs.existsSync(project.path("infrastructure/dev/old")));
    assert.ok(fs.existsSync(project.path("infrastructure/dev/.gitattributes")));
    assert.ok(fs.existsSync(project.path("infrastructure/README.md")));
  });

  it("asks an administrator for all of it, with commands and the console's way", () => {
    const request = project.read("infrastructure/dev/REQUEST.md");
    for (const text of [
      "account 618574523116",
      "aws iam create-policy \\\n  --policy-name MLPlatformECSTaskPolicy \\\n  --policy-document file://MLPlatformECSTaskPolicy.json",
      "--description 'Policy for ECS Task Role to access S3, DynamoDB, and CloudWatch Logs'",
      "aws iam create-policy-version \\\n  --policy-arn arn:aws:iam::618574523116:policy/MLPlatformECSTaskPolicy",
      "--set-as-default",
      "aws iam delete-policy-version",
      "aws iam create-role \\\n  --role-name ecsTaskExecutionRole",
      "--role-name MLPlatformECSTaskRole \\\n  --policy-arn arn:aws:iam::618574523116:policy/MLPlatformECSTaskPolicy",
      "aws iam attach-user-policy \\\n  --user-name dev-pilot-reader",
      "aws logs create-log-group \\\n  --log-group-name /ecs/ig-notification",
      "aws ecs register-task-definition \\\n  --cli-input-json file://ig-notification/ecs-task-definition.json \\\n  --region ap-northeast-2",
      "IAM → Policies → Create policy → JSON",
      '"dynamodb:UpdateItem"',
    ]) {
      assert.ok(request.includes(text), text);
    }
    const named = [...request.matchAll(/file:\/\/(\S+)/g)].map(([, file]) => file!);
    for (const file of named) assert.ok(fs.existsSync(project.path(`infrastructure/dev/${file}`)), file);
  });

  describe("seen by check", () => {
    it("is up to date right after", async () => {
      const { status, stdout } = await runCommand(["check"], { project });
      assert.equal(status, 0, stdout);
      assert.doesNotMatch(stdout, /export/);
    });

    it("is stale when a permission changes, which is told as gained and lost", async () => {
      project.edit("Pulumi.dev.yaml", "- name: ml-platform-jobs", "- name: ml-platform-jobs-v2");
      project.write(
        "policypack/config/dev.json",
        project
          .read("policypack/config/dev.json")
          .replace("table/ml-platform-jobs", "table/ml-platform-jobs-v2"),
      );
      const { status, stdout } = await runCommand(["check"], { project });
      assert.equal(status, 1);
      assert.match(stdout, /^✗ infrastructure\/dev {2}stale export$/m);
      assert.match(stdout, /^ {2}\+ gained {4}role\/MLPlatformECSTaskRole: dynamodb:DescribeTable/m);
      assert.match(stdout, /^ {2}- lost {6}role\/MLPlatformECSTaskRole: dynamodb:DescribeTable/m);
      assert.match(stdout, /npm run export -- --stack dev/);
      assert.match(stdout, /^✗ dev: stale export: no findings, infrastructure\/dev is stale/m);
      assert.match(stdout, /^✓ prod: clean/m);
    });

    it("is stale when a file was edited by hand", async () => {
      project.edit("infrastructure/prod/MLPlatformECSTaskPolicy.json", "dynamodb:UpdateItem", "dynamodb:*");
      const { status, stdout } = await runCommand(["check", "--stack", "prod"], { project });
      assert.equal(status, 1);
      assert.match(stdout, /files {7}MLPlatformECSTaskPolicy\.json/);
      assert.doesNotMatch(stdout, /gained|lost/);
    });

    it("is missing for a stack that was never exported, where others were", async () => {
      fs.rmSync(project.path("infrastructure/dev"), { recursive: true });
      const { status, stdout } = await runCommand(["check"], { project });
      assert.equal(status, 1);
      assert.match(stdout, /^✗ infrastructure\/dev {2}missing export$/m);
    });

    it("is not asked for in a project that commits none", async () => {
      fs.rmSync(project.path("infrastructure"), { recursive: true });
      assert.equal((await runCommand(["check"], { project })).status, 0);
    });
  });
});
