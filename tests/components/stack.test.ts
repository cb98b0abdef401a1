import assert from "node:assert/strict";
import { parseStackConfig } from "../../components/config";
import { type Outputs, buildStack } from "../../components/stack";
import { type Edit, ci, deployers, edited, igNotification, mlPlatform, notifier, tasks } from "./config/edit";
import { type Registered, fixtureStack, only, preview } from "./mock-engine";

const role = "aws:iam/role:Role";
const policy = "aws:iam/policy:Policy";
const rolePolicyAttachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const taskDefinition = "aws:ecs/taskDefinition:TaskDefinition";

const build = (...edits: Edit[]) => preview(() => buildStack(parseStackConfig("dev", edited(...edits))));
const named = (resources: Registered[], type: string) =>
  new Map(resources.filter((found) => found.type === type).map(({ inputs }) => [inputs.name, inputs]));

function policyOf(
  resources: Registered[],
  name: string,
): { Action: string | string[]; Resource: string | string[] }[] {
  const document = named(resources, policy).get(name)?.policy;
  assert.ok(typeof document === "string", `no policy ${name}`);
  return (JSON.parse(document) as { Statement: [] }).Statement;
}

describe("A stack", () => {
  for (const [stack, account] of [
    ["dev", "618574523116"],
    ["prod", "575084400422"],
  ] as const) {
    describe(`of the fixture ${stack}`, () => {
      let resources: Registered[];
      let outputs: Outputs;
      before(async () => {
        resources = await preview(() => (outputs = buildStack(fixtureStack(stack))), stack);
      });

      it("has a provider for its account and region alone", () => {
        const { inputs } = only(resources, "pulumi:providers:aws");
        assert.equal(inputs.region, "ap-northeast-2");
        assert.equal(inputs.allowedAccountIds, JSON.stringify([account]));
      });

      it("has the three roles of the two tasks", () => {
        const names = [...named(resources, role).keys()].sort();
        assert.deepEqual(names, ["MLPlatformECSTaskRole", "ecsTaskExecutionRole", "ecsTaskRole"]);
      });

      it("has MLPlatformECSTaskPolicy with its description and all twelve actions, none on *", () => {
        const { description } = named(resources, policy).get("MLPlatformECSTaskPolicy") ?? {};
        assert.equal(description, "Policy for ECS Task Role to access S3, DynamoDB, and CloudWatch Logs");
        const statements = policyOf(resources, "MLPlatformECSTaskPolicy");
        assert.deepEqual(statements.flatMap(({ Action }) => Action).sort(), [
          "dynamodb:DescribeTable",
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "dynamodb:Query",
          "dynamodb:Scan",
          "dynamodb:UpdateItem",
          "logs:CreateLogGroup",
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "s3:GetObject",
          "s3:ListBucket",
          "s3:PutObject",
        ]);
        assert.ok(!statements.flatMap(({ Resource }) => Resource).includes("*"));
      });

      it("lets ecsTaskRole read its environment's secret, and no other", () => {
        const resource = `arn:aws:secretsmanager:ap-northeast-2:${account}:secret:${stack}/ignite-pilot/postgresInfo2-??????`;
        assert.deepEqual(policyOf(resources, "ecsTaskRolePolicy"), [
          {
            Sid: "ReadSecrets",
            Effect: "Allow",
            Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
            Resource: resource,
          },
        ]);
      });

      it("lets dev-pilot-reader pass the stack's roles and no others", () => {
        const attached = only(resources, "aws:iam/userPolicyAttachment:UserPolicyAttachment").inputs;
        assert.equal(attached.user, "dev-pilot-reader");
        const name = String(attached.policyArn).split("/").at(-1) ?? "";
        const pass = policyOf(resources, name).find(({ Action }) => Action === "iam:PassRole");
        assert.deepEqual(pass?.Resource, Object.values(outputs.roleArns).sort());
      });

      it("leaves nothing unknown that IAM or ECS is asked for", () => {
        const unknown = resources.filter(
          ({ inputs }) => JSON.stringify(inputs) !== JSON.stringify(known(inputs)),
        );
        assert.deepEqual(unknown, []);
      });

      it("registers task definitions after the roles and attachments that they need", () => {
        const order = resources.map(({ type }) => type);
        assert.ok(order.indexOf(taskDefinition) > order.lastIndexOf(rolePolicyAttachment), order.join("\n"));
      });

      it("exports ARNs and the register commands", () => {
        assert.equal(outputs.roleArns.ecsTaskRole, `arn:aws:iam::${account}:role/ecsTaskRole`);
        assert.ok(outputs.policyArns.MLPlatformECSTaskPolicy);
        assert.deepEqual(Object.keys(outputs.taskDefinitionArns), ["ig-notification", "ml-platform"]);
        assert.match(
          outputs.registerCommands["ig-notification"] ?? "",
          /^aws ecs register-task-definition --cli-input-json file:\S+ --region ap-northeast-2$/,
        );
      });
    });
  }

  it("is the same each time that one process builds it", async () => {
    const sorted = (resources: Registered[]) => resources.map((resource) => JSON.stringify(resource)).sort();
    const first = sorted(await preview(() => buildStack(fixtureStack("dev"))));
    await preview(() => buildStack(fixtureStack("prod")), "prod");
    assert.deepEqual(sorted(await preview(() => buildStack(fixtureStack("dev")))), first);
  });

  it("makes a shared execution role once, with what all of its tasks need", async () => {
    const statements = policyOf(await build(), "ecsTaskExecutionRolePolicy");
    const resources = statements.flatMap(({ Resource }) => Resource).join();
    assert.match(resources, /repository\/ig-notification/);
    assert.match(resources, /repository\/ml-platform/);
  });

  it("takes a shared role's settings from whichever task has them", async () => {
    const boundary = [...igNotification, "executionRole", "permissionsBoundary"];
    const { permissionsBoundary } =
      named(await build([boundary, "Base"]), role).get("ecsTaskExecutionRole") ?? {};
    assert.equal(permissionsBoundary, "arn:aws:iam::618574523116:policy/Base");
  });

  it("adds up the access of tasks that share a task role", async () => {
    const resources = await build([
      [...igNotification, "taskRole"],
      { mode: "create", name: "mlplatformecstaskrole", access: { tables: [{ name: "notifications" }] } },
    ]);
    const tables = policyOf(resources, "MLPlatformECSTaskPolicy").find(({ Action }) =>
      Action.includes("dynamodb:Scan"),
    );
    assert.equal(tables?.Resource.length, 4);
    assert.equal(named(resources, role).size, 2);
  });

  it("has no task role in mode none, and does not pass one", async () => {
    const resources = await build([[...igNotification, "taskRole"], { mode: "none" }]);
    const definition = resources.find(
      ({ type, inputs }) => type === taskDefinition && inputs.family === "ig-notification",
    );
    assert.equal(definition?.inputs.taskRoleArn, undefined);
    assert.ok(!JSON.stringify(resources).includes("role/ecsTaskRole"));
  });

  it("uses a role managed elsewhere by its path, without creating it", async () => {
    const shared = {
      mode: "reference",
      name: "Shared",
      path: "/base/",
      access: { secrets: [{ secret: "db" }] },
    };
    const resources = await build([[...igNotification, "taskRole"], shared]);
    assert.ok(!named(resources, role).has("Shared"));
    const definition = resources.find(({ inputs }) => inputs.family === "ig-notification");
    assert.equal(definition?.inputs.taskRoleArn, "arn:aws:iam::618574523116:role/base/Shared");
    assert.ok(
      resources.some(({ type, inputs }) => type === rolePolicyAttachment && inputs.role === "Shared"),
    );
  });

  it("lets a deployer tag the families that have tags, and only those", async () => {
    const resources = await build(
      [[...mlPlatform, "tags"], { team: "ml" }],
      [[...igNotification, "tags"], {}],
    );
    const statements = policyOf(resources, "EcsTaskDeployer-user-dev-pilot-reader");
    const tagged = statements.find(({ Action }) => Action === "ecs:TagResource");
    assert.match(String(tagged?.Resource), /ml-platform/);
    assert.doesNotMatch(String(tagged?.Resource), /ig-notification/);
  });

  it("gives a deployer of one task that task's roles only", async () => {
    const resources = await build([[deployers, 0, "tasks"], ["ig-notification"]]);
    const pass = policyOf(resources, "EcsTaskDeployer-user-dev-pilot-reader").find(
      ({ Action }) => Action === "iam:PassRole",
    );
    assert.deepEqual(pass?.Resource, [
      "arn:aws:iam::618574523116:role/ecsTaskExecutionRole",
      "arn:aws:iam::618574523116:role/ecsTaskRole",
    ]);
  });

  it("creates a log group that two tasks share once, and none that the agent creates", async () => {
    const groups = (resources: Registered[]) =>
      [...named(resources, "aws:cloudwatch/logGroup:LogGroup").keys()].sort();
    const shared = { name: "/ecs/ml-platform", retentionDays: 14 };
    assert.deepEqual(groups(await build([[...notifier, "logGroup"], shared])), ["/ecs/ml-platform"]);
    const agent = { name: "/ecs/ig-notification", createdBy: "agent" };
    assert.deepEqual(groups(await build([[...notifier, "logGroup"], agent])), ["/ecs/ml-platform"]);
  });

  it("has a role that deploys from GitHub where config asks for one", async () => {
    const settings = { roleName: "github-deploy", repository: "acme/ml", environment: "dev" };
    const resources = await build([[ci], settings]);
    assert.ok(named(resources, role).has("github-deploy"));
    const statements = policyOf(resources, "github-deployPolicy");
    assert.match(JSON.stringify(statements), /log-group:\/ecs\/ml-platform/);
    assert.match(JSON.stringify(statements), /policy\/MLPlatformECSTaskPolicy/);
  });

  for (const [region, partition] of [
    ["ap-northeast-2", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const) {
    it(`in ${region} is all of partition ${partition}`, async () => {
      const images = [mlPlatform, igNotification].map((task): Edit => [
        [...task, "containers", 0, "image"],
        "public.ecr.aws/docker/library/busybox:1.36",
      ]);
      const resources = await build([["aws:region"], region], ...images);
      const arns = JSON.stringify(resources).match(/arn:[\w-]+:/g) ?? [];
      assert.ok(arns.length > 20);
      assert.deepEqual([...new Set(arns)], [`arn:${partition}:`]);
    });
  }

  it("keeps every policy of many tasks with many tables within IAM's quota", async () => {
    const table = (_: unknown, index: number) => ({
      name: `${"a-rather-long-table-name-".repeat(3)}${index}`,
    });
    const access = { tables: Array.from({ length: 60 }, table) };
    const task = (name: string) => ({
      ...structuredClone(edited()[tasks] as Record<string, object>)["ml-platform"],
      taskRole: { mode: "create", name, access },
    });
    const many = Array.from({ length: 3 }, (_, index) => [`task-${index}`, task(`Role${index}`)]);
    const resources = await build([[tasks], Object.fromEntries(many)]);
    for (const { type, inputs } of resources)
      if (type === policy) assert.ok(String(inputs.policy).length <= 6144);
    assert.equal(resources.filter(({ type }) => type === taskDefinition).length, 3);
  });
});

/** A value without what is unknown: an unknown input is left out when it is read back. */
function known(value: unknown): unknown {
  if (value === undefined) return "unknown";
  if (Array.isArray(value)) return value.map(known);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, known(inner)]));
}
