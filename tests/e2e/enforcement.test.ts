import {
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import {
  AttachRolePolicyCommand,
  CreateUserCommand,
  DetachRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Clients, clients, type Credentials } from "./harness/aws";
import { accessKey, asTask, credentialsEnv } from "./harness/callers";
import type { Emulator } from "./harness/emulator";
import { startFurnished } from "./harness/furnish";
import { run } from "./harness/processes";
import { ProjectCopy } from "./harness/project-copy";
import { tools } from "./harness/tools";
import { Workspace } from "./harness/workspace";

const TABLE = "ml-platform-jobs";

/** The guide's own check: the six actions, each as a call. */
const SIX_CALLS: Record<string, (caller: Clients) => Promise<unknown>> = {
  PutItem: ({ dynamodb }) =>
    dynamodb.send(new PutItemCommand({ TableName: TABLE, Item: { id: { S: "1" } } })),
  GetItem: ({ dynamodb }) => dynamodb.send(new GetItemCommand({ TableName: TABLE, Key: { id: { S: "1" } } })),
  UpdateItem: ({ dynamodb }) =>
    dynamodb.send(
      new UpdateItemCommand({
        TableName: TABLE,
        Key: { id: { S: "1" } },
        UpdateExpression: "SET done = :yes",
        ExpressionAttributeValues: { ":yes": { BOOL: true } },
      }),
    ),
  Query: ({ dynamodb }) =>
    dynamodb.send(
      new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: "id = :id",
        ExpressionAttributeValues: { ":id": { S: "1" } },
      }),
    ),
  Scan: ({ dynamodb }) => dynamodb.send(new ScanCommand({ TableName: TABLE })),
  DescribeTable: ({ dynamodb }) => dynamodb.send(new DescribeTableCommand({ TableName: TABLE })),
};

describe("with IAM enforced", () => {
  let emulator: Emulator;
  let root: Clients;
  let project: ProjectCopy;
  let workspace: Workspace;
  let task: Clients;
  let policyArn: string;
  /** What `npm run export` writes of the stack. */
  let exported: string;

  before(async () => {
    emulator = await startFurnished("dev");
    root = clients(emulator);
    project = new ProjectCopy();
    workspace = new Workspace(project.root, emulator.env);
    await workspace.pulumi("stack", "init", "dev");
    const up = await workspace.npmRun("up", "--stack", "dev", "--yes");
    assert.equal(up.status, 0, up.output);
    await workspace.npmRun("export", "--stack", "dev");
    exported = join(project.root, "infrastructure", "dev");
    policyArn = `arn:aws:iam::${emulator.account}:policy/MLPlatformECSTaskPolicy`;
    task = clients(emulator, await asTask(emulator, root, "MLPlatformECSTaskRole"));
  });
  after(async () => {
    workspace?.remove();
    project?.remove();
    await emulator?.stop();
  });
  afterEach(() => emulator.stopEnforcing());

  for (const [action, call] of Object.entries(SIX_CALLS)) {
    it(`lets a task that runs as MLPlatformECSTaskRole call dynamodb:${action}`, async () => {
      await emulator.enforce();
      await call(task);
    });
  }

  it("refuses all six without the policy", async () => {
    const RoleName = "MLPlatformECSTaskRole";
    await root.iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: policyArn }));
    await emulator.enforce();
    for (const [action, call] of Object.entries(SIX_CALLS))
      await assert.rejects(call(task), isRefusal, `dynamodb:${action} went through`);
    await emulator.stopEnforcing();
    await root.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: policyArn }));
  });

  for (const family of ["ml-platform", "ig-notification"]) {
    it(`lets dev-pilot-reader register the exported ${family} with the real AWS CLI`, async () => {
      const credentials = await accessKey(root, "dev-pilot-reader");
      await emulator.enforce();
      const registered = await registerWith({ emulator, exported }, credentials, family);
      assert.equal(registered.status, 0, registered.output);
      assert.match(registered.stdout, new RegExp(`task-definition/${family}:2`));
    });
  }

  it("refuses the task another table", async () => {
    await emulator.enforce();
    await assert.rejects(task.dynamodb.send(new ScanCommand({ TableName: "payroll" })), isRefusal);
  });

  const register = { Effect: "Allow", Action: "ecs:RegisterTaskDefinition", Resource: "*" };
  const refused: Record<string, object[]> = {
    "may only list": [{ Effect: "Allow", Action: "ecs:ListTaskDefinitions", Resource: "*" }],
    "may register and pass no role (as PowerUserAccess)": [register],
    "may pass one of the two roles": [register, pass("ecsTaskExecutionRole")],
    "may pass the roles to another service": [
      register,
      {
        ...pass("*"),
        Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
      },
    ],
  };
  for (const [title, Statement] of Object.entries(refused)) {
    it(`does not let a user register who ${title}`, async () => {
      const credentials = await stranger(root, Statement);
      await emulator.enforce();
      const registered = await registerWith({ emulator, exported }, credentials, "ml-platform");
      assert.notEqual(registered.status, 0, registered.output);
      assert.match(registered.output, /not authorized to perform: (ecs:RegisterTaskDefinition|iam:PassRole)/);
    });
  }
});

function pass(role: string): object {
  return { Effect: "Allow", Action: "iam:PassRole", Resource: `arn:aws:iam::618574523116:role/${role}` };
}

/** The emulator words refusals in XML whatever the protocol, so that the SDK has nothing but the status. */
function isRefusal(error: unknown): boolean {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 403;
}

let strangers = 0;

/** A new user with nothing but these statements. */
async function stranger(root: Clients, Statement: object[]): Promise<Credentials> {
  const UserName = `stranger-${++strangers}`;
  await root.iam.send(new CreateUserCommand({ UserName }));
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await root.iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "own", PolicyDocument }));
  return await accessKey(root, UserName);
}

/** The guide's last step, word for word. */
function registerWith(
  { emulator, exported }: { emulator: Emulator; exported: string },
  credentials: Credentials,
  family: string,
) {
  const file = join(exported, family, "ecs-task-definition.json");
  assert.ok(readFileSync(file, "utf8").includes(`"${family}"`));
  return run(
    tools().aws,
    ["ecs", "register-task-definition", "--cli-input-json", `file://${file}`, "--region", emulator.region],
    {
      cwd: exported,
      env: {
        ...emulator.env,
        PATH: process.env.PATH,
        ...credentialsEnv(credentials),
      },
    },
  );
}
