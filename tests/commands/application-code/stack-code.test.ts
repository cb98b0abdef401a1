/** What a stack's containers name as their source, from the config to the findings, the export and the engine's pack config. */
import assert from "node:assert/strict";
import path from "node:path";
import { exportFiles } from "../../../commands/export/export-files";
import { writeFolder } from "../../../commands/export/export-folder";
import { judgeStacks } from "../../../commands/judging/judge-stacks";
import { openProject } from "../../../commands/project/project";
import { packConfigWithCode } from "../../../commands/pulumi/pack-config-with-code";
import { TemporaryProject } from "../support/project";

const WORKER = `import os
import boto3

table = boto3.resource("dynamodb").Table(os.environ["JOBS_TABLE"])
table.update_item(Key={"id": "1"})
table.delete_item(Key={"id": "1"})
`;

describe("The code that a container names as its source", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject();
    project.write("worker/main.py", WORKER);
    project.edit("Pulumi.dev.yaml", "- name: trainer\n", "- name: trainer\n          source: worker\n");
  });
  afterEach(() => project.remove());

  const judged = async () => (await judgeStacks(project.root, ["dev"]))[0]!;
  const ofCode = async () =>
    (await judged()).judgement.findings.filter(({ policy }) => policy === "task-role-covers-code");
  const exported = async () => {
    const stack = await judged();
    writeFolder(path.join(project.root, "infrastructure/dev"), exportFiles(stack));
    return JSON.parse(project.read("infrastructure/dev/calls.json")) as {
      containers: { calls: { action: string; resources: string[]; line: number }[]; unresolved: object[] }[];
    };
  };

  it("is held against the task role, with the line of the call", async () => {
    const [found, ...others] = await ofCode();
    assert.deepEqual(others, []);
    assert.deepEqual(found?.actions, ["dynamodb:DeleteItem"]);
    assert.equal(found?.level, "advisory");
    assert.deepEqual(found?.location, { file: "worker/main.py", line: 6, column: 1 });
  });

  it("is exported with what the container's environment says", async () => {
    const { containers } = await exported();
    assert.deepEqual(
      containers[0]?.calls.map(({ action, line }) => [action, line]),
      [
        ["dynamodb:UpdateItem", 5],
        ["dynamodb:DeleteItem", 6],
      ],
    );
    assert.match(containers[0]?.calls[0]?.resources[0] ?? "", /:table\/ml-platform-jobs$/);
  });

  it("asks each operation of the service that has it, where one class makes the clients of several", async () => {
    const base = `import boto3\n\nclass Base:\n    def __init__(self, service):\n        self.client = boto3.client(service)\n`;
    const derived = (name: string, service: string, call: string) =>
      `\nclass ${name}(Base):\n    def __init__(self):\n        super().__init__("${service}")\n\n    def run(self):\n        return self.client.${call}\n`;
    project.write(
      "worker/main.py",
      base +
        derived("Secrets", "secretsmanager", 'get_secret_value(SecretId="prod/db")') +
        derived("Work", "sqs", 'send_message(QueueUrl="work", MessageBody="1")') +
        "\nSecrets().run()\nWork().run()\n",
    );
    const { containers } = await exported();
    assert.deepEqual(
      containers[0]?.calls.map(({ action }) => action),
      ["secretsmanager:GetSecretValue", "sqs:SendMessage"],
    );
    assert.deepEqual(containers[0]?.unresolved, []);
  });

  it("makes the export stale when it changes", async () => {
    await exported();
    assert.equal((await judged()).judgement.exportChange, undefined);
    project.write("worker/main.py", `${WORKER}table.scan()\n`);
    const { exportChange } = (await judged()).judgement;
    assert.deepEqual([exportChange?.state, exportChange?.files], ["stale", ["calls.json"]]);
  });

  it("does not know the names that secrets give", async () => {
    project.edit("Pulumi.dev.yaml", /\n +JOBS_TABLE: .*/, "");
    project.edit(
      "Pulumi.dev.yaml",
      "          source: worker\n",
      "          source: [worker]\n          secrets:\n            JOBS_TABLE: { parameter: /jobs/table }\n",
    );
    const { containers } = await exported();
    assert.deepEqual(
      containers[0]?.calls.map(({ resources }) => resources),
      [undefined, undefined],
    );
  });

  it("must be there", async () => {
    project.edit("Pulumi.dev.yaml", "source: worker", "source: [worker, services/api]");
    await assert.rejects(
      judged(),
      /source services\/api of container trainer \(task ml-platform\) is not there/,
    );
  });

  it("must lie in the project", async () => {
    project.edit("Pulumi.dev.yaml", "source: worker", "source: ../elsewhere");
    await assert.rejects(judged(), /containers\[0\]\.source/);
  });

  it("is handed to the engine with the stack's own pack config", async () => {
    await exported();
    const file = packConfigWithCode(openProject(project.root), "dev");
    const config = JSON.parse(project.read(file)) as Record<string, { code?: { family: string }[] }>;
    assert.deepEqual(
      config["task-role-covers-code"]?.code?.map(({ family }) => family),
      ["ml-platform"],
    );
    assert.deepEqual(
      Object.keys(config).filter((policy) => policy !== "task-role-covers-code"),
      Object.keys(JSON.parse(project.read("policypack/config/dev.json")) as object),
    );
  });

  it("is handed over by no file where nothing is exported, or by an error where that is no export", () => {
    const opened = openProject(project.root);
    assert.equal(packConfigWithCode(opened, "dev"), path.join("policypack", "config", "dev.json"));
    for (const text of ["", "[]", "{}"]) {
      project.write("infrastructure/dev/calls.json", text);
      assert.throws(() => packConfigWithCode(opened, "dev"), /calls\.json cannot be read/);
    }
  });
});

describe("The example applications", () => {
  it("call nothing that their stack does not allow, and all of it is understood", async () => {
    const project = TemporaryProject.withCode();
    try {
      const [judged] = await judgeStacks(project.root, ["dev"]);
      assert.deepEqual(judged?.judgement.findings, []);
      assert.deepEqual(
        judged?.code.flatMap(({ unresolved, passedOver }) => [...unresolved, ...passedOver]),
        [],
      );
    } finally {
      project.remove();
    }
  });

  it("find a grant that was taken away, with the line that needs it", async () => {
    const project = TemporaryProject.withCode();
    try {
      project.edit(
        "Pulumi.dev.yaml",
        "- name: ml-platform-jobs\n",
        "- name: ml-platform-jobs\n              access: read\n",
      );
      const [judged] = await judgeStacks(project.root, ["dev"]);
      const found = judged?.judgement.findings.find(({ policy }) => policy === "task-role-covers-code");
      assert.ok(found);
      assert.ok(found.actions.includes("dynamodb:UpdateItem"));
      const line = project
        .read("examples/ml-platform/ml_platform/jobs.py")
        .split("\n")
        .findIndex((text) => text.includes("update_item"));
      assert.ok(
        found.message.includes(`examples/ml-platform/ml_platform/jobs.py:${line + 1}`),
        found.message,
      );
    } finally {
      project.remove();
    }
  });
});
