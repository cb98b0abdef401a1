import assert from "node:assert/strict";
import { parseStackConfig } from "../../components/config";
import { buildStack } from "../../components/stack";
import { deployers, type Edit, edited, schedules } from "./config/edit";
import { only, preview, type Registered } from "./mock-engine";

const SCHEDULE = {
  task: "ig-notification",
  expression: "rate(1 day)",
  cluster: "main",
  subnets: ["subnet-0123456789abcdef0"],
};
const account = "618574523116";
const regional = (service: string, rest: string) => `arn:aws:${service}:ap-northeast-2:${account}:${rest}`;

const build = (settings: object = {}, ...edits: Edit[]) =>
  preview(() =>
    buildStack(
      parseStackConfig("dev", edited([[schedules], { nightly: { ...SCHEDULE, ...settings } }], ...edits)),
    ),
  );

const named = (resources: Registered[], type: string, name: string) => {
  const found = resources.find(({ type: of, inputs }) => of === type && inputs.name === name);
  assert.ok(found, `no ${type} ${name}`);
  return found.inputs;
};

interface Statement {
  Sid: string;
  Action: unknown;
  Resource: unknown;
  Condition?: unknown;
}

const statementsOf = (resources: Registered[], name: string) =>
  (JSON.parse(named(resources, "aws:iam/policy:Policy", name).policy as string) as { Statement: Statement[] })
    .Statement;

describe("A schedule", () => {
  it("has a role of its own, which Scheduler alone assumes for the stack's schedules", async () => {
    const { assumeRolePolicy } = named(await build(), "aws:iam/role:Role", "EcsSchedule-nightly");
    const { Statement } = JSON.parse(assumeRolePolicy as string) as { Statement: object[] };
    assert.deepEqual(Statement, [
      {
        Sid: "Scheduler",
        Effect: "Allow",
        Principal: { Service: "scheduler.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          ArnEquals: { "aws:SourceArn": regional("scheduler", "schedule-group/default") },
          StringEquals: { "aws:SourceAccount": account },
        },
      },
    ]);
  });

  it("may run just its task in just its cluster, and pass just its two roles", async () => {
    const [pass, run, ...others] = statementsOf(await build(), "EcsSchedule-nightlyPolicy");
    assert.deepEqual(others, []);
    assert.deepEqual(
      [pass?.Action, pass?.Resource],
      [
        "iam:PassRole",
        [`arn:aws:iam::${account}:role/ecsTaskExecutionRole`, `arn:aws:iam::${account}:role/ecsTaskRole`],
      ],
    );
    assert.deepEqual(
      [run?.Action, run?.Resource],
      ["ecs:RunTask", regional("ecs", "task-definition/ig-notification:*")],
    );
    assert.deepEqual(run?.Condition, { ArnEquals: { "ecs:cluster": [regional("ecs", "cluster/main")] } });
  });

  it("keeps failed runs in a queue where config names one, and creates it where it says so", async () => {
    for (const mode of ["create", "reference"]) {
      const resources = await build({ deadLetterQueue: { mode, name: "failed" } });
      const queues = resources.filter(({ type }) => type === "aws:sqs/queue:Queue");
      assert.equal(queues.length, mode === "create" ? 1 : 0);
      const send = statementsOf(resources, "EcsSchedule-nightlyPolicy").find(
        ({ Sid }) => Sid === "KeepFailedRuns",
      );
      assert.deepEqual([send?.Action, send?.Resource], ["sqs:SendMessage", regional("sqs", "failed")]);
      const { target } = only(resources, "aws:scheduler/schedule:Schedule").inputs as {
        target: { deadLetterConfig: object };
      };
      assert.deepEqual(target.deadLetterConfig, { arn: regional("sqs", "failed") });
    }
  });

  it("says all that config says", async () => {
    const resources = await build({
      expression: "cron(0 3 * * ? *)",
      timeZone: "Asia/Seoul",
      enabled: false,
      count: 2,
      securityGroups: ["sg-0123456789abcdef0"],
      assignPublicIp: true,
      overrides: [{ name: "ig-notification", command: ["send"], environment: { DRY: "1" } }],
    });
    const { inputs } = only(resources, "aws:scheduler/schedule:Schedule");
    const target = inputs.target as Record<string, never>;
    assert.deepEqual(
      [inputs.name, inputs.scheduleExpression, inputs.scheduleExpressionTimezone, inputs.state],
      ["nightly", "cron(0 3 * * ? *)", "Asia/Seoul", "DISABLED"],
    );
    assert.deepEqual(JSON.parse(target.input!), {
      containerOverrides: [
        { name: "ig-notification", command: ["send"], environment: [{ name: "DRY", value: "1" }] },
      ],
    });
    assert.deepEqual(target.ecsParameters, {
      taskDefinitionArn: regional("ecs", "task-definition/ig-notification"),
      taskCount: 2,
      launchType: "FARGATE",
      networkConfiguration: {
        subnets: ["subnet-0123456789abcdef0"],
        securityGroups: ["sg-0123456789abcdef0"],
        assignPublicIp: true,
      },
    });
  });

  it("limits its role to no cluster that only a parameter knows", async () => {
    const statements = statementsOf(
      await build({ cluster: "ssm:/net/cluster" }),
      "EcsSchedule-nightlyPolicy",
    );
    assert.deepEqual(statements.find(({ Sid }) => Sid === "RunTasks")?.Condition, undefined);
    assert.deepEqual(
      statements.find(({ Sid }) => Sid === "RunTasks")?.Resource,
      regional("ecs", "task-definition/ig-notification:*"),
    );
  });

  it("takes a cluster by its ARN, and the role's name, path and boundary", async () => {
    const arn = regional("ecs", "cluster/main");
    const role = { name: "Nightly", path: "/batch/", permissionsBoundary: "Bound" };
    const resources = await build({ cluster: arn, role });
    const { path, permissionsBoundary } = named(resources, "aws:iam/role:Role", "Nightly");
    assert.deepEqual([path, permissionsBoundary], ["/batch/", `arn:aws:iam::${account}:policy/Bound`]);
    const { target } = only(resources, "aws:scheduler/schedule:Schedule").inputs as {
      target: Record<string, unknown>;
    };
    assert.deepEqual([target.arn, target.roleArn], [arn, `arn:aws:iam::${account}:role/batch/Nightly`]);
  });
});

describe("A deployer that may do more than register", () => {
  const actionsOf = async (may: string[], more: object = {}) => {
    const edit: Edit = [[deployers], [{ type: "user", name: "dev-pilot-reader", may, ...more }]];
    const statements = statementsOf(await build({}, edit), "EcsTaskDeployer-user-dev-pilot-reader");
    return statements.flatMap(({ Action }) => Action as string | string[]).sort();
  };

  it("may just that", async () => {
    assert.deepEqual(await actionsOf(["run"], { clusters: ["main"] }), [
      "ecs:DescribeTasks",
      "ecs:RunTask",
      "ecs:StopTask",
      "iam:PassRole",
    ]);
    assert.deepEqual(await actionsOf(["update"], { services: ["main/shop"] }), [
      "ecs:DescribeServices",
      "ecs:UpdateService",
    ]);
  });

  it("may deploy all of the stack, its schedules and IAM among it", async () => {
    const actions = await actionsOf(["deploy"]);
    for (const action of [
      "iam:CreateRole",
      "iam:CreatePolicyVersion",
      "iam:AttachUserPolicy",
      "scheduler:CreateSchedule",
      "logs:CreateLogGroup",
      "ecs:RegisterTaskDefinition",
    ]) {
      assert.ok(actions.includes(action), action);
    }
  });
});
