import assert from "node:assert/strict";
import { taskCanBeRun } from "../../../../policypack/policies/task-can-be-run";
import { judgeStackByRule as judgeStack, summary } from "../../../support/judge";
import {
  ACCOUNT,
  arnOf,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  trust,
  withOutputs,
} from "../../../support/stacks";
import { CLUSTER, EXECUTION_ROLE, PASS, RUN, TASK_ROLE } from "./starters";

const json = JSON.stringify;
const MACHINE = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:flow`;
const QUEUE = `arn:aws:sqs:${REGION}:${ACCOUNT}:orders`;
const STARTER = "starter";

const run = {
  Type: "Task",
  Resource: "arn:aws:states:::ecs:runTask",
  Parameters: { Cluster: CLUSTER, TaskDefinition: "orders" },
  End: true,
};
const machine = (state: object = run, props: Record<string, unknown> = {}) =>
  resource("aws:sfn/stateMachine:StateMachine", "flow", {
    name: "flow",
    roleArn: arnOf("role", "flow"),
    definition: json({ StartAt: "Run", States: { Run: state } }),
    ...props,
  });

type Make = (target: unknown, roleArn: unknown) => TestResource;
const SCHEDULE = "aws:scheduler/schedule:Schedule";
const universal = "arn:aws:scheduler:::aws-sdk:sfn:startExecution";
const pipe =
  (targetParameters?: object): Make =>
  (target, roleArn) =>
    resource("aws:pipes/pipe:Pipe", "it", { name: "it", roleArn, source: QUEUE, target, targetParameters });

const KINDS: [title: string, service: string, make: Make, action?: string][] = [
  [
    "a rule's target",
    "events",
    (arn, roleArn) => resource("aws:cloudwatch/eventTarget:EventTarget", "it", { rule: "n", arn, roleArn }),
  ],
  [
    "a rule's target of aws-native",
    "events",
    (arn, roleArn) =>
      resource("aws-native:events:Rule", "it", { name: "n", targets: [{ id: "a", arn, roleArn }] }),
  ],
  [
    "a schedule",
    "scheduler",
    (arn, roleArn) => resource(SCHEDULE, "it", { name: "it", target: { arn, roleArn } }),
  ],
  ["a pipe", "pipes", pipe({ stepFunctionStateMachineParameters: { invocationType: "FIRE_AND_FORGET" } })],
  [
    "a pipe that waits",
    "pipes",
    pipe({ stepFunctionStateMachineParameters: { invocationType: "REQUEST_RESPONSE" } }),
    "states:StartSyncExecution",
  ],
  ["a pipe that says nothing of it", "pipes", pipe()],
  ["an integration of a REST API", "apigateway", (machine, role) => rest(machine, role)],
  ["an integration of a REST API by aws-native", "apigateway", (machine, role) => method(machine, role)],
  ["an integration of an HTTP API", "apigateway", (machine, role) => http("StartExecution", machine, role)],
  [
    "an integration of an HTTP API that waits",
    "apigateway",
    (machine, role) => http("StartSyncExecution", machine, role),
    "states:StartSyncExecution",
  ],
];

const URI = `arn:aws:apigateway:${REGION}:states:action/StartExecution`;
/** Of a machine that is not known yet, nothing of the template is. */
const template = (machine: unknown) =>
  typeof machine === "string"
    ? `{"input": "$util.escapeJavaScript($input.json('$'))", "stateMachineArn": "${machine}"}`
    : machine;

function rest(machine: unknown, credentials: unknown): TestResource {
  return resource("aws:apigateway/integration:Integration", "it", {
    type: "AWS",
    uri: URI,
    credentials,
    requestTemplates: { "application/json": template(machine) },
  });
}

function method(machine: unknown, credentials: unknown): TestResource {
  const requestTemplates = { "application/json": template(machine) };
  return resource("aws-native:apigateway:Method", "it", {
    integration: { type: "AWS", uri: URI, credentials, requestTemplates },
  });
}

function http(operation: string, StateMachineArn: unknown, credentialsArn: unknown): TestResource {
  return resource("aws:apigatewayv2/integration:Integration", "it", {
    integrationType: "AWS_PROXY",
    integrationSubtype: `StepFunctions-${operation}`,
    credentialsArn,
    requestParameters: { StateMachineArn, Input: "$request.body" },
  });
}

const READ = statement(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], QUEUE);

function stack(make: Make, trusted: string, granted: object[], started = machine(), isFirst = false) {
  const starter = role(STARTER, { assumeRolePolicy: json(trust(`${trusted}.amazonaws.com`)) });
  return [
    taskDefinition("orders", { taskRoleArn: TASK_ROLE, executionRoleArn: EXECUTION_ROLE }),
    role("orders-task"),
    role("orders-exec"),
    role("flow", { assumeRolePolicy: json(trust("states.amazonaws.com")) }),
    rolePolicy("flow", "flow", [RUN, PASS]),
    isFirst ? started : withOutputs(started, { arn: MACHINE }),
    starter,
    rolePolicy(STARTER, "own", [READ, ...granted]),
    make(isFirst ? outputOf(started) : MACHINE, isFirst ? outputOf(starter) : arnOf("role", STARTER)),
  ];
}

describe("task-can-be-run by way of a state machine", () => {
  for (const [title, service, make, action = "states:StartExecution"] of KINDS) {
    for (const isFirst of [true, false]) {
      const found = (trusted: string, granted: object[], started?: TestResource) =>
        summary(judgeStack(taskCanBeRun, stack(make, trusted, granted, started, isFirst)));
      describe(`${title}, ${isFirst ? "at a first preview" : "in a later run"}`, () => {
        it("Compliance: its role may start the machine", () => {
          assert.deepEqual(found(service, [statement(action, MACHINE)]), []);
        });

        it("Compliance: a machine that runs no task is nobody's matter here", () => {
          assert.deepEqual(found("lambda", [], machine({ Type: "Succeed" })), []);
        });

        it("Noncompliance: its role may start another machine", () => {
          const other = statement(action, MACHINE.replace("flow", "other"));
          assert.deepEqual(found(service, [other]), [`violated role/${STARTER} ${action}`]);
        });

        it("Noncompliance: its role trusts another service", () => {
          assert.deepEqual(found("lambda", [statement(action, MACHINE)]), [
            `violated role/${STARTER} sts:AssumeRole`,
          ]);
        });
      });
    }
  }

  it("Noncompliance: a schedule that calls the API, without the right to", () => {
    const make: Make = (StateMachineArn, roleArn) =>
      resource(SCHEDULE, "it", {
        name: "it",
        target: { arn: universal, roleArn, input: json({ StateMachineArn }) },
      });
    assert.deepEqual(summary(judgeStack(taskCanBeRun, stack(make, "scheduler", []))), [
      `violated role/${STARTER} states:StartExecution`,
    ]);
  });

  it("Compliance: a pipe that waits for an express machine", () => {
    const [, , make] = KINDS[5]!;
    const granted = [statement("states:StartSyncExecution", MACHINE)];
    const express = machine(run, { type: "EXPRESS" });
    assert.deepEqual(judgeStack(taskCanBeRun, stack(make, "pipes", granted, express)), []);
  });

  it("leaves machines of others alone", () => {
    const [, , make] = KINDS[0]!;
    const elsewhere: Make = (_, roleArn) => make(MACHINE.replace("flow", "elsewhere"), roleArn);
    assert.deepEqual(judgeStack(taskCanBeRun, stack(elsewhere, "events", [])), []);
  });

  for (const [title, make] of [
    ["that acts with the rights of its caller", (arn) => rest(arn, "arn:aws:iam::*:user/*")],
    ["with another service", (arn, roleArn) => withUri(rest(arn, roleArn), ":sqs:path/1/orders")],
    ["whose machine the request names", (_, roleArn) => http("StartExecution", "$request.body.arn", roleArn)],
  ] as [string, Make][]) {
    it(`leaves an integration alone ${title}`, () => {
      assert.deepEqual(judgeStack(taskCanBeRun, stack(make, "lambda", [])), []);
    });
  }
});

describe("task-can-be-run: an integration that runs a task itself", () => {
  const RUN = ":ecs:action/RunTask";
  const runs = (of: TestResource) =>
    of.type.startsWith("aws-native:")
      ? resource(of.type, of.name, {
          integration: { uri: `arn:aws:apigateway:${REGION}${RUN}`, credentials: arnOf("role", STARTER) },
        })
      : withUri(of, RUN);
  const pass = statement("iam:PassRole", [TASK_ROLE, EXECUTION_ROLE]);
  const makes: Make[] = [rest, method];
  const found = (make: Make, trusted: string, ...granted: object[]) =>
    judgeStack(
      taskCanBeRun,
      stack((started, starter) => runs(make(started, starter)), trusted, granted),
    ).map(({ verdict, actions }) => [verdict, ...actions].join(" "));

  for (const make of makes) {
    it("Compliance: API Gateway may assume its role, which may run some task", () => {
      for (const on of ["*", `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/orders:*`])
        assert.deepEqual(found(make, "apigateway", statement("ecs:RunTask", on), pass), []);
    });

    it("Noncompliance: it may run a task of the stack, and not pass its roles", () => {
      const on = `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/orders:*`;
      assert.deepEqual(found(make, "apigateway", statement("ecs:RunTask", on)), ["violated iam:PassRole"]);
    });

    it("Compliance: in the cluster that the template names, or in the default one", () => {
      const cluster = (name: string) => `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/${name}`;
      const within = (name: string) =>
        statement("ecs:RunTask", "*", { Condition: { ArnEquals: { "ecs:cluster": cluster(name) } } });
      assert.deepEqual(found(make, "apigateway", within("default"), pass), []);
      assert.deepEqual(found(make, "apigateway", within("other"), pass), ["violated ecs:RunTask"]);
    });

    it("Noncompliance: another service may, or it may run none", () => {
      assert.deepEqual(found(make, "lambda", statement("ecs:RunTask"), pass), ["violated sts:AssumeRole"]);
      assert.deepEqual(found(make, "apigateway", statement("s3:ListAllMyBuckets")), ["violated ecs:RunTask"]);
    });
  }
});

function withUri(of: TestResource, rest: string): TestResource {
  return resource(of.type, of.name, { ...of.inputs, uri: `arn:aws:apigateway:${REGION}${rest}` });
}
