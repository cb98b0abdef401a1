import assert from "node:assert/strict";
import { parse } from "yaml";
import { configureStacks } from "../../commands/project/stack-config";
import { openProject } from "../../commands/project/project";
import { runCommand, TemporaryProject } from "./support/project";

describe("npm run needs", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = TemporaryProject.withCode();
  });
  afterEach(() => project.remove());

  const needs = (...flags: string[]) => runCommand(["needs", "--stack", "dev", ...flags], { project });
  const task = (key: string) =>
    configureStacks(openProject(project.root), ["dev"])[0]!.config.tasks.find((each) => each.key === key)!;
  const accessOf = (key: string) => {
    const { taskRole } = task(key);
    assert.notEqual(taskRole.mode, "none");
    return taskRole.mode === "none" ? undefined : taskRole;
  };

  const writtenFor = (key: string): unknown =>
    parse(project.read("Pulumi.dev.yaml")).config["ecs-task-permissions:tasks"][key].taskRole.access;

  it("prints each call with its resource and whether it is allowed", async () => {
    project.edit(
      "Pulumi.dev.yaml",
      "- name: ml-platform-jobs\n",
      "- name: ml-platform-jobs\n              access: read\n",
    );
    const { stdout, status } = await needs();
    assert.equal(status, 0);
    assert.match(stdout, /ml-platform, container trainer, role\/MLPlatformECSTaskRole/);
    assert.match(
      stdout,
      /✗ +dynamodb:UpdateItem +table\/ml-platform-jobs +examples\/ml-platform\/ml_platform\/jobs\.py:\d+/,
    );
    assert.match(stdout, /✓ +dynamodb:GetItem/);
  });

  it("has nothing to write where nothing is missing, and leaves the file as it is", async () => {
    const before = project.read("Pulumi.dev.yaml");
    const { stdout } = await needs("--write");
    assert.match(stdout, /Pulumi\.dev\.yaml: nothing is missing/);
    assert.equal(project.read("Pulumi.dev.yaml"), before);
  });

  it("widens an entry that grants too little, and keeps comments and order", async () => {
    project.edit(
      "Pulumi.dev.yaml",
      "            - name: ml-platform-jobs\n",
      "            # one item a job\n            - name: ml-platform-jobs # see docs\n              access: read\n",
    );
    const before = project.read("Pulumi.dev.yaml");
    await needs("--write");
    const text = project.read("Pulumi.dev.yaml");
    assert.match(text, /# one item a job\n +- name: ml-platform-jobs # see docs\n +access: read-write\n/);
    assert.equal(text, before.replace("access: read\n", "access: read-write\n"));
    assert.match((await needs()).stdout, /^(?![^]*✗)/);
  });

  it("grants from nothing exactly what is called: read or write, no more", async () => {
    project.edit("Pulumi.dev.yaml", /\n {8}access:\n {10}buckets:[^]*?create: true/, "");
    project.edit("Pulumi.dev.yaml", /\n {8}access:\n {10}secrets:\n.*/, "");
    const { stdout } = await needs("--write");
    assert.match(stdout, /granted what ml-platform lacked/);
    assert.deepEqual(writtenFor("ml-platform"), {
      buckets: [
        { name: "ml-platform-training-618574523116", access: "read" },
        { name: "ml-platform-models-618574523116", access: "write" },
      ],
      tables: [{ name: "ml-platform-jobs", access: "read-write" }],
      logGroups: [{ name: "/ml-platform/jobs", create: true }],
    });
    assert.deepEqual(accessOf("ig-notification")?.access?.secrets, [
      { secret: "dev/ignite-pilot/postgresInfo2" },
    ]);
    assert.match((await needs()).stdout, /^(?![^]*✗)/);
  });

  it("grants what has no list by a statement, and says what it cannot name", async () => {
    project.write(
      "examples/ml-platform/ml_platform/extra.py",
      [
        "import boto3, sys",
        'boto3.client("sqs").send_message(QueueUrl="https://sqs.ap-northeast-2.amazonaws.com/618574523116/jobs", MessageBody="x")',
        'boto3.client("xray").put_trace_segments(TraceSegmentDocuments=[])',
        'boto3.client("sns").publish(TopicArn=sys.argv[1], Message="x")',
        "",
      ].join("\n"),
    );
    const { stdout } = await needs("--write");
    assert.match(stdout, /by hand: sns:Publish .*extra\.py:4.*does not tell on which resource/);
    assert.deepEqual((writtenFor("ml-platform") as { queues: unknown }).queues, [
      { name: "jobs", access: "write" },
    ]);
    assert.deepEqual(accessOf("ml-platform")?.statements, [
      {
        sid: "XrayPutTraceSegments",
        effect: "Allow",
        actions: ["xray:PutTraceSegments"],
        resources: ["*"],
      },
    ]);
  });

  it("leaves a statement alone that has other actions, though it has the name", async () => {
    const statement = (actions: string) =>
      `        statements:\n          - { sid: XrayPutTraceSegments, actions: ${actions}, resources: ["*"] }\n`;
    const code = 'import boto3\nboto3.client("xray").put_trace_segments(TraceSegmentDocuments=[])\n';
    project.write("examples/ml-platform/ml_platform/extra.py", code);
    project.edit(
      "Pulumi.dev.yaml",
      "        access:\n          buckets:",
      `${statement("[xray:GetSamplingRules]")}        access:\n          buckets:`,
    );
    await needs("--write");
    assert.deepEqual(
      accessOf("ml-platform")?.statements?.map(({ sid, actions }) => [sid, ...actions]),
      [
        ["XrayPutTraceSegments", "xray:GetSamplingRules"],
        ["XrayPutTraceSegments2", "xray:PutTraceSegments"],
      ],
    );
  });

  it("asks for sources where there are none", async () => {
    project.edit("Pulumi.dev.yaml", /\n +source: .*/g, "");
    const { status, stderr } = await needs();
    assert.equal(status, 2);
    assert.match(stderr, /No container names its code\. Set `source`/);
  });
});

describe("npm run check -- --unused", () => {
  it("lists what task roles grant and no code calls, and finds nothing in it", async () => {
    const project = TemporaryProject.withCode();
    after(() => project.remove());
    await runCommand(["export", "--stack", "dev"], { project });
    const { status, stdout } = await runCommand(["check", "--stack", "dev", "--unused"], { project });
    assert.equal(status, 0);
    const [, listed = ""] = stdout.replace(/\s+/g, " ").split("called by no code that was read ");
    assert.match(listed, /role\/MLPlatformECSTaskRole: s3:GetObject on ml-platform-models-\d+\/\*/);
    assert.match(listed, /role\/ecsTaskRole: secretsmanager:DescribeSecret/);
    assert.doesNotMatch(listed, /dynamodb:|logs:/);
    const without = await runCommand(["check", "--stack", "dev"], { project });
    assert.doesNotMatch(without.stdout, /called by no code/);
  });
});
