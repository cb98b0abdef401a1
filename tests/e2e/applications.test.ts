import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { CreateSecretCommand } from "@aws-sdk/client-secrets-manager";
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { STACK_WITH_CODE } from "../support/fixtures";
import {
  buildIgNotification,
  type Environment,
  runIgNotification,
  runMlPlatform,
} from "./harness/applications";
import { type Clients, clients, type Credentials } from "./harness/aws";
import { asTask } from "./harness/callers";
import { actionsOf, type PolicyDocument, without } from "./harness/documents";
import { Emulator } from "./harness/emulator";
import { checkFindings, type Found } from "./harness/findings";
import type { Ended } from "./harness/processes";
import { ProjectCopy } from "./harness/project-copy";
import { Workspace } from "./harness/workspace";

const ACCOUNT = "618574523116";
const REGION = "ap-northeast-2";
const DATABASE = {
  host: "db.internal",
  port: 5432,
  username: "notifier",
  password: "s3cret",
  dbname: "main",
};

interface Application {
  role: string;
  /** The export's file with what the program derives for the role. */
  policy: string;
  run(credentials: Credentials, environment: Environment): Promise<Ended>;
  printed: RegExp;
  /** Actions that its entries grant and it never calls, with the reason. */
  notCalled: Record<string, string>;
}

interface TaskConfig {
  taskRole: { access?: unknown; statements?: unknown };
  containers: { environment: Environment }[];
}

describe("the example applications with what `needs --write` grants them, IAM enforced", () => {
  let emulator: Emulator;
  let root: Clients;
  let project: ProjectCopy;
  let workspace: Workspace;
  let built: string;
  /** The stack's file as `needs --write` left it. */
  let stackFile: string;

  const applications: Record<string, Application> = {
    "ml-platform": {
      role: "MLPlatformECSTaskRole",
      policy: "MLPlatformECSTaskPolicy.json",
      run: (credentials, environment) => runMlPlatform(emulator, credentials, environment),
      printed: /job-\d+ done/,
      notCalled: {},
    },
    "ig-notification": {
      role: "ecsTaskRole",
      policy: "ecsTaskRolePolicy.json",
      run: (credentials, environment) => runIgNotification(built, emulator, credentials, environment),
      printed: /would log in at db\.internal as notifier/,
      notCalled: {
        "secretsmanager:DescribeSecret": "an entry under `secrets` grants it beside GetSecretValue",
      },
    },
  };

  before(async () => {
    emulator = await Emulator.start(ACCOUNT, REGION);
    root = clients(emulator);
    project = new ProjectCopy();
    cpSync(STACK_WITH_CODE, join(project.root, "Pulumi.dev.yaml"));
    workspace = new Workspace(project.root, emulator.env);
    built = buildIgNotification(workspace.folder);
    await furnish(root);
    editTasks((task) => delete task.taskRole.access);
    const written = await workspace.npmRun("needs", "--stack", "dev", "--write");
    assert.match(written.stdout, /granted what ml-platform lacked/);
    stackFile = readFileSync(join(project.root, "Pulumi.dev.yaml"), "utf8");
    const exported = await workspace.npmRun("export", "--stack", "dev");
    assert.equal(exported.status, 0, exported.output);
  });
  after(async () => {
    workspace?.remove();
    project?.remove();
    await emulator?.stop();
  });
  afterEach(() => emulator.stopEnforcing());

  function editTasks(edit: (task: TaskConfig, key: string) => void): void {
    project.editConfig("dev", ({ tasks }) => {
      for (const [key, task] of Object.entries(tasks as Record<string, TaskConfig>)) edit(task, key);
    });
  }

  for (const [key, { role, policy, run, printed, notCalled }] of Object.entries(applications)) {
    describe(key, () => {
      let credentials: Credentials;
      let environment: Environment;
      let granted: PolicyDocument;

      before(async () => {
        const file = join(project.root, "infrastructure", "dev", policy);
        granted = JSON.parse(readFileSync(file, "utf8")) as PolicyDocument;
        const config = parse(readFileSync(STACK_WITH_CODE, "utf8")) as {
          config: Record<string, Record<string, TaskConfig>>;
        };
        environment = config.config["ecs-task-permissions:tasks"]![key]!.containers[0]!.environment;
        const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [] });
        await root.iam.send(new CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument }));
        credentials = await asTask(emulator, root, role);
      });

      async function runWith(document: PolicyDocument) {
        const PolicyDocument = JSON.stringify(document);
        await root.iam.send(
          new PutRolePolicyCommand({ RoleName: role, PolicyName: "granted", PolicyDocument }),
        );
        await emulator.enforce();
        emulator.decisions();
        const ended = await run(credentials, environment);
        await emulator.stopEnforcing();
        const refused = emulator.decisions().filter(({ allowed }) => !allowed);
        return { ended, refused: refused.map(({ action }) => action) };
      }

      it("runs", async () => {
        const { ended, refused } = await runWith(granted);
        assert.equal(ended.status, 0, ended.output);
        assert.match(ended.stdout, printed);
        assert.deepEqual(refused, []);
      });

      it("fails without any one action, and check says so", async () => {
        const wrong: string[] = [];
        for (const action of actionsOf([granted])) {
          const [fewer] = without([granted], action);
          const { ended, refused } = await runWith(fewer!);
          if (action in notCalled) {
            assert.equal(ended.status, 0, `${action} is called after all:\n${ended.output}`);
            continue;
          }
          if (ended.status === 0) wrong.push(`${action}: it runs without it`);
          if (refused.join() !== action)
            wrong.push(`${action}: refused is ${refused.join(", ") || "nothing"}`);
          const said = (await checked(key, fewer!)).map(({ message }) => message).join("\n");
          if (!said.includes(action)) wrong.push(`${action}: check says ${said || "nothing"}`);
        }
        assert.deepEqual(wrong, []);
        console.log(`        ${actionsOf([granted]).join(", ")}, each left out once`);
      });
    });
  }

  /** What check finds in the code where the role of a task has just this. */
  async function checked(changed: string, { Statement }: PolicyDocument): Promise<Found[]> {
    editTasks(({ taskRole }, key) => {
      if (key !== changed) return;
      delete taskRole.access;
      taskRole.statements = Statement.map(({ Sid, Effect, Action, Resource }) => ({
        sid: Sid,
        effect: Effect,
        actions: [Action].flat(),
        resources: [Resource].flat(),
      }));
    });
    const ended = await workspace.npmRun("check", "--stack", "dev", "--format", "json");
    writeFileSync(join(project.root, "Pulumi.dev.yaml"), stackFile);
    return checkFindings(ended).filter(({ policy }) => policy === "task-role-covers-code");
  }
});

/** What the applications reach and neither creates. */
async function furnish({ dynamodb, s3, secrets }: Clients): Promise<void> {
  await dynamodb.send(
    new CreateTableCommand({
      TableName: "ml-platform-jobs",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "job_id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "job_id", KeyType: "HASH" }],
    }),
  );
  const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
  for (const Bucket of [`ml-platform-training-${ACCOUNT}`, `ml-platform-models-${ACCOUNT}`])
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  const Bucket = `ml-platform-training-${ACCOUNT}`;
  await s3.send(new PutObjectCommand({ Bucket, Key: "numbers/one.json", Body: "[1, 2, 3]" }));
  const SecretString = JSON.stringify(DATABASE);
  await secrets.send(new CreateSecretCommand({ Name: "dev/ignite-pilot/postgresInfo2", SecretString }));
}
