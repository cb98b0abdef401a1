import assert from "node:assert/strict";
import { taskCanBeRun } from "../../../../policypack/policies/task-can-be-run";
import { judgeStackByRule as judgeStack, summary } from "../../../support/judge";
import {
  ACCOUNT,
  arnOf,
  document,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  trust,
  unknown,
} from "../../../support/stacks";
import { CLUSTER, DEFINITION, EXECUTION_ROLE, PASS, RUN, TAG, TASK_ROLE, TASKS } from "./starters";

const json = JSON.stringify;
const FLOW = "orders-flow";

const task = () => taskDefinition("orders", { taskRoleArn: TASK_ROLE, executionRoleArn: EXECUTION_ROLE });
const roles = () => [
  role("orders-task"),
  role("orders-exec"),
  role(FLOW, { assumeRolePolicy: json(trust("states.amazonaws.com")) }),
];
const parameters = (more: object = {}) => ({ Cluster: CLUSTER, TaskDefinition: "orders", ...more });
const run = (more: object = {}, Resource = "arn:aws:states:::ecs:runTask") => ({
  Type: "Task",
  Resource,
  Parameters: parameters(),
  End: true,
  ...more,
});
const machine = (states: object, props: Record<string, unknown> = {}) =>
  resource("aws:sfn/stateMachine:StateMachine", "flow", {
    name: FLOW,
    roleArn: arnOf("role", FLOW),
    definition: json({ StartAt: "Run", States: states }),
    ...props,
  });
const granted = (...statements: object[]) => rolePolicy(FLOW, "flow", statements);
const judge = (...resources: TestResource[]) => judgeStack(taskCanBeRun, [task(), ...roles(), ...resources]);
const violated = (...actions: string[]) => [["violated", `role/${FLOW}`, ...actions].join(" ")];

describe("task-can-be-run of state machines", () => {
  it("Compliance: a task definition by its family", () => {
    assert.deepEqual(judge(machine({ Run: run() }), granted(RUN, PASS)), []);
  });

  it("Compliance: a state of another service", () => {
    const other = run({}, "arn:aws:states:::lambda:invoke");
    assert.deepEqual(judge(machine({ Run: other })), []);
  });

  it("Compliance: a regional principal of the service", () => {
    const regional = role(FLOW, { assumeRolePolicy: json(trust(`states.${REGION}.amazonaws.com`)) });
    const resources = [task(), role("orders-task"), role("orders-exec"), regional];
    assert.deepEqual(
      judgeStack(taskCanBeRun, [...resources, machine({ Run: run() }), granted(RUN, PASS)]),
      [],
    );
  });

  describe("the principal of one region, where the stack's is not known yet", () => {
    const trusting = (service: string) => {
      const flow = role(FLOW, { assumeRolePolicy: json(trust(service)) });
      const orders = taskDefinition("orders", { taskRoleArn: outputOf(role("orders-task")) });
      const states = { Run: { ...run(), Parameters: { Cluster: "main", TaskDefinition: "orders" } } };
      const roleArn = outputOf(flow);
      const policy = [statement("ecs:RunTask"), statement("iam:PassRole")];
      const findings = judgeStack(
        taskCanBeRun,
        [orders, role("orders-task"), flow, machine(states, { roleArn }), granted(...policy)],
        {},
        { account: ACCOUNT },
      );
      return summary(findings.filter(({ actions }) => actions?.includes("sts:AssumeRole")));
    };

    it("Unproven: it may be the stack's", () => {
      assert.deepEqual(trusting("states.eu-west-3.amazonaws.com"), [`unproven role/${FLOW} sts:AssumeRole`]);
    });

    for (const other of ["statesx.eu-west-3.amazonaws.com", "events.eu-west-3.amazonaws.com"]) {
      it(`Noncompliance: ${other} in no region`, () => {
        assert.deepEqual(trusting(other), violated("sts:AssumeRole"));
      });
    }
  });

  it("Noncompliance: the principal of another region", () => {
    const regional = role(FLOW, { assumeRolePolicy: json(trust("states.eu-west-3.amazonaws.com")) });
    const resources = [task(), role("orders-task"), role("orders-exec"), regional];
    assert.deepEqual(
      summary(judgeStack(taskCanBeRun, [...resources, machine({ Run: run() }), granted(RUN, PASS)])),
      violated("sts:AssumeRole"),
    );
  });

  describe("with a Map in distributed mode", () => {
    const map = (Mode: string) => ({
      Type: "Map",
      ItemProcessor: { ProcessorConfig: { Mode }, StartAt: "One", States: { One: run() } },
      End: true,
    });
    const own = (action: string, rest: string) =>
      statement(action, `arn:aws:states:${REGION}:${ACCOUNT}:${rest}`);
    const start = own("states:StartExecution", `stateMachine:${FLOW}`);
    const follow = own("states:DescribeExecution", `execution:${FLOW}:*`);

    it("Compliance: it may start executions of itself and follow them", () => {
      assert.deepEqual(judge(machine({ Run: map("DISTRIBUTED") }), granted(RUN, PASS, start, follow)), []);
    });

    it("Compliance: an inline Map needs nothing of it", () => {
      assert.deepEqual(judge(machine({ Run: map("INLINE") }), granted(RUN, PASS)), []);
    });

    it("Noncompliance: it may not start executions of itself", () => {
      assert.deepEqual(
        summary(judge(machine({ Run: map("DISTRIBUTED") }), granted(RUN, PASS, follow))),
        violated("states:StartExecution"),
      );
    });

    it("Noncompliance: it may start those of another machine", () => {
      const other = own("states:StartExecution", "stateMachine:other");
      assert.deepEqual(
        summary(judge(machine({ Run: map("DISTRIBUTED") }), granted(RUN, PASS, other, follow))),
        violated("states:StartExecution"),
      );
    });

    it("Noncompliance: it may not follow them", () => {
      assert.deepEqual(
        summary(judge(machine({ Run: map("DISTRIBUTED") }), granted(RUN, PASS, start))),
        violated("states:DescribeExecution"),
      );
    });

    it("Unproven where the machine's name is not known and one machine is granted", () => {
      const unnamed = machine({ Run: map("DISTRIBUTED") }, { name: undefined });
      assert.deepEqual(summary(judge(unnamed, granted(RUN, PASS, start, follow))), [
        `unproven role/${FLOW} states:DescribeExecution states:StartExecution`,
      ]);
    });
  });

  for (const [missing, statements] of [
    ["events:PutTargets", ["events:PutRule", "events:DescribeRule", "ecs:StopTask", "ecs:DescribeTasks"]],
    ["events:PutRule", ["events:PutTargets", "events:DescribeRule", "ecs:StopTask", "ecs:DescribeTasks"]],
    ["events:DescribeRule", ["events:PutTargets", "events:PutRule", "ecs:StopTask", "ecs:DescribeTasks"]],
    ["ecs:StopTask", ["events:*", "ecs:DescribeTasks"]],
    ["ecs:DescribeTasks", ["events:*", "ecs:StopTask"]],
  ] as const) {
    it(`Noncompliance: a state that waits, without ${missing}`, () => {
      const waits = machine({ Run: run({}, "arn:aws:states:::ecs:runTask.sync") });
      const findings = judge(waits, granted(RUN, PASS, statement([...statements])));
      assert.deepEqual(summary(findings), violated(missing));
    });
  }

  it("Noncompliance: another managed rule", () => {
    const waits = machine({ Run: run({}, "arn:aws:states:::ecs:runTask.sync") });
    const rule = `arn:aws:events:${REGION}:${ACCOUNT}:rule/StepFunctionsGetEventsForBatchJobsRule`;
    const events = statement(["events:PutTargets", "events:PutRule", "events:DescribeRule"], rule);
    const tasks = statement(["ecs:StopTask", "ecs:DescribeTasks"], TASKS);
    assert.deepEqual(
      summary(judge(waits, granted(RUN, PASS, events, tasks))),
      violated("events:DescribeRule", "events:PutRule", "events:PutTargets"),
    );
  });

  it("Noncompliance: tags that the execution decides, without the right to tag", () => {
    const dynamic = run({ Parameters: parameters({ "Tags.$": "$.tags" }) });
    assert.deepEqual(summary(judge(machine({ Run: dynamic }), granted(RUN, PASS))), [
      `unproven role/${FLOW} ecs:TagResource`,
    ]);
    assert.deepEqual(judge(machine({ Run: dynamic }), granted(RUN, PASS, TAG)), []);
  });

  describe("what the execution decides", () => {
    for (const [title, state] of [
      ["a path", run({ Parameters: { Cluster: CLUSTER, "TaskDefinition.$": "$.task" } })],
      ["the whole input", { Type: "Task", Resource: "arn:aws:states:::ecs:runTask", End: true }],
      [
        "JSONata",
        {
          Type: "Task",
          Resource: "arn:aws:states:::ecs:runTask",
          QueryLanguage: "JSONata",
          Arguments: { Cluster: CLUSTER, TaskDefinition: "{% $states.input.task %}" },
        },
      ],
    ] as const) {
      const any = statement("ecs:RunTask", `${DEFINITION}:*`);
      it(`Compliance: ${title}, and the one that may be run has its roles passed`, () => {
        assert.deepEqual(judge(machine({ Run: state }), granted(any, PASS)), []);
      });
      it(`Noncompliance: ${title}, and one role is not passed`, () => {
        const pass = statement("iam:PassRole", TASK_ROLE);
        assert.deepEqual(
          summary(judge(machine({ Run: state }), granted(any, pass))),
          violated("iam:PassRole"),
        );
      });
      it(`Noncompliance: ${title}, and nothing may be run for certain`, () => {
        const findings = judge(machine({ Run: state }), granted(PASS));
        assert.ok(findings.length > 0);
      });
    }
  });

  it("Noncompliance: a role that the request names in place of the task definition's", () => {
    role("other");
    const overrides = run({ Parameters: parameters({ Overrides: { TaskRoleArn: arnOf("role", "other") } }) });
    const [found, ...more] = judge(machine({ Run: overrides }), role("other"), granted(RUN, PASS));
    assert.deepEqual(more, []);
    assert.deepEqual(found?.resources, [arnOf("role", "other")]);
  });

  it("Compliance: a state with a role of its own, which runs the task", () => {
    const state = run({ Credentials: { RoleArn: arnOf("role", "lent") } });
    const lent = (AWS: string) =>
      role("lent", {
        assumeRolePolicy: json(document({ Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" })),
      });
    const assume = granted(statement("sts:AssumeRole", arnOf("role", "lent")));
    const [own, account] = [lent(arnOf("role", FLOW)), lent(`arn:aws:iam::${ACCOUNT}:root`)];
    const starts = [machine({ Run: state }), rolePolicy("lent", "run", [RUN, PASS])];
    assert.deepEqual(judge(...starts, own), [], "its trust policy names the machine's role");
    assert.deepEqual(judge(...starts, account, assume), []);
    const missing = [`violated role/${FLOW} sts:AssumeRole`];
    assert.deepEqual(summary(judge(...starts, account)), missing);
    assert.deepEqual(summary(judge(...starts, lent(arnOf("role", "other")), assume)), missing);
  });

  it("Compliance: aws-native with substitutions", () => {
    const native = resource("aws-native:stepfunctions:StateMachine", "flow", {
      stateMachineName: FLOW,
      roleArn: arnOf("role", FLOW),
      definitionString: json({
        StartAt: "Run",
        States: { Run: run({ Parameters: { TaskDefinition: "${task}" } }) },
      }),
      definitionSubstitutions: { task: "orders" },
    });
    const any = statement("ecs:RunTask", `${DEFINITION}:*`);
    assert.deepEqual(judge(native, granted(any, PASS)), []);
    assert.deepEqual(summary(judge(native, granted(any))), violated("iam:PassRole"));
  });

  describe("a definition that is not known", () => {
    it("Compliance: it has nothing to do with a task definition", () => {
      assert.deepEqual(judge(machine({}, { definition: unknown() }), granted()), []);
    });
    it("Compliance: it comes from the task definition, which may be run", () => {
      const flow = machine({}, { definition: outputOf(task()) });
      assert.deepEqual(judge(flow, granted(statement("ecs:RunTask"), PASS)), []);
    });
    it("Noncompliance: and may not be run for certain", () => {
      const flow = machine({}, { definition: outputOf(task()) });
      assert.deepEqual(summary(judge(flow, granted(PASS))), [`unproven role/${FLOW} ecs:RunTask`]);
    });
  });

  it("Compliance: no definition at all", () => {
    assert.deepEqual(judge(machine({}, { definition: "no JSON" }), granted()), []);
    assert.deepEqual(judge(machine({}, { definition: json([]) }), granted()), []);
    assert.deepEqual(judge(machine({}, { definition: json({ States: [1, null, "x"] }) }), granted()), []);
  });
});
