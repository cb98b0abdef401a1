/** Tasks that are handed the token of a state that waits until somebody returns it. */
import assert from "node:assert/strict";
import { taskCanBeRun } from "../../../../policypack/policies/task-can-be-run";
import type { Finding } from "../../../../policypack/findings/finding";
import { judgeStackByRule as judgeStack } from "../../../support/judge";
import {
  arnOf,
  attachment,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  trust,
  unknown,
} from "../../../support/stacks";
import { CLUSTER, EXECUTION_ROLE, PASS, RUN, TASK_ROLE } from "./starters";

const json = JSON.stringify;
const FLOW = "orders-flow";
const WAITS = "arn:aws:states:::ecs:runTask.waitForTaskToken";
const RETURN = ["states:SendTaskFailure", "states:SendTaskSuccess"];

const environment = (entry: object) => ({
  ContainerOverrides: [{ Name: "app", Environment: [{ Name: "TOKEN", ...entry }] }],
});
const TOKEN = environment({ "Value.$": "$$.Task.Token" });
const request = (overrides: object = TOKEN) => ({
  Cluster: CLUSTER,
  TaskDefinition: "orders",
  Overrides: overrides,
});
const waiting = (state: object = {}) => ({
  Run: { Type: "Task", Resource: WAITS, Parameters: request(), End: true, ...state },
});

function machine(states: object | symbol): TestResource {
  const definition = typeof states === "symbol" ? states : json({ StartAt: "Run", States: states });
  return resource("aws:sfn/stateMachine:StateMachine", "flow", {
    name: FLOW,
    roleArn: arnOf("role", FLOW),
    definition,
  });
}

const taskMay = (...actions: string[]) => rolePolicy("orders-task", "orders-task", [statement(actions, "*")]);

function judged(states: object | symbol, more: TestResource[] = [], task: object = {}): Finding[] {
  return judgeStack(taskCanBeRun, [
    taskDefinition("orders", { taskRoleArn: TASK_ROLE, executionRoleArn: EXECUTION_ROLE, ...task }),
    role("orders-task"),
    role("orders-exec"),
    role(FLOW, { assumeRolePolicy: json(trust("states.amazonaws.com")) }),
    rolePolicy(FLOW, "flow", [RUN, PASS]),
    machine(states),
    ...more,
  ]);
}

const said = (findings: Finding[]) =>
  findings.map(({ level, verdict, subject, actions }) => [level, verdict, subject, ...actions].join(" "));
const reported = [["advisory violated role/orders-task", ...RETURN].join(" ")];

describe("task-can-be-run: a task that is handed the token of a state that waits", () => {
  it("Compliance: its role may return it, all or in part of what it returns", () => {
    assert.deepEqual(judged(waiting(), [taskMay(...RETURN)]), []);
    assert.deepEqual(judged(waiting(), [taskMay("states:SendTaskSuccess")]), []);
    assert.deepEqual(judged(waiting(), [taskMay("states:*")]), []);
    assert.deepEqual(judged(waiting(), [taskMay("*")]), []);
  });

  it("Compliance: its role may on the machine alone, as AWS takes it though its list of actions has no such resource", () => {
    const own = statement("states:SendTaskSuccess", "arn:aws:states:*:*:stateMachine:orders-flow");
    assert.deepEqual(judged(waiting(), [rolePolicy("orders-task", "orders-task", [own])]), []);
  });

  it("Noncompliance: its role may return nothing", () => {
    assert.deepEqual(said(judged(waiting())), reported);
    const [finding] = judged(waiting());
    assert.match(finding!.message, /return the token of state Run of state machine flow/);
    assert.match(finding!.remedy, /"states:SendTaskFailure", "states:SendTaskSuccess"/);
  });

  it("Noncompliance: the token in a command, in a text, and in JSONata", () => {
    const command = { ContainerOverrides: [{ Name: "app", "Command.$": "States.Array($$.Task.Token)" }] };
    assert.deepEqual(said(judged(waiting({ Parameters: request(command) }))), reported);
    const jsonata = environment({ Value: "{% $states.context.Task.Token %}" });
    const state = { QueryLanguage: "JSONata", Arguments: request(jsonata), Parameters: undefined };
    assert.deepEqual(said(judged(waiting(state))), reported);
  });

  it("Noncompliance: it runs with the role that the state names", () => {
    const state = waiting({ Parameters: request({ ...TOKEN, TaskRoleArn: arnOf("role", "other") }) });
    const may = rolePolicy(FLOW, "other", [statement("iam:PassRole", arnOf("role", "other"))]);
    const more = [role("other"), may, taskMay(...RETURN)];
    // Whose role may return it is not asked: that of another task may hold the token as well.
    assert.deepEqual(judged(state, more), []);
    assert.deepEqual(said(judged(state, [role("other"), may])), [
      ["advisory violated role/other", ...RETURN].join(" "),
    ]);
  });

  it("Compliance: the task is not handed the token, or the state does not wait", () => {
    assert.deepEqual(judged(waiting({ Parameters: request({}) })), []);
    assert.deepEqual(judged(waiting({ Resource: "arn:aws:states:::ecs:runTask" })), []);
  });

  it("Compliance: somebody else of the stack was given the right to return it", () => {
    const worker = [role("worker"), rolePolicy("worker", "worker", [statement(RETURN, "*")])];
    assert.deepEqual(judged(waiting(), worker), []);
  });

  it("Noncompliance: somebody may do everything, and was not meant", () => {
    const admin = [role("admin"), rolePolicy("admin", "admin", [statement("*", "*")])];
    assert.deepEqual(
      said(judged(waiting(), admin)).filter((each) => each.includes("orders-task")),
      reported,
    );
  });

  it("Compliance: what the role may is not all known, or whose role it is", () => {
    const inline = { role: "orders-task", name: "orders-task", policy: unknown };
    assert.deepEqual(judged(waiting(), [resource("aws:iam/rolePolicy:RolePolicy", "inline", inline)]), []);
    assert.deepEqual(judged(waiting(), [attachment("orders-task", unknown)]), []);
    const elsewhere = judged(waiting(), [], { taskRoleArn: "arn:aws:iam::111122223333:role/elsewhere" });
    assert.ok(elsewhere.every(({ level }) => level === undefined));
  });

  it("Compliance: an unknown, missing or malformed definition, and one of the wrong type", () => {
    for (const states of [unknown, {}, [], { Run: 1 }, { Run: { ...waiting().Run, Parameters: [] } }])
      assert.deepEqual(
        said(judged(states as object)).filter((each) => each.startsWith("advisory")),
        [],
      );
  });
});
