/** Tasks that a state starts by way of another state machine, or of AWS Batch. */
import assert from "node:assert/strict";
import { taskCanBeRun } from "../../../../policypack/policies/task-can-be-run";
import { judgeStackByRule as judgeStack, summary } from "../../../support/judge";
import {
  ACCOUNT,
  arnOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  trust,
} from "../../../support/stacks";
import { CLUSTER, EXECUTION_ROLE, PASS, RUN, TASK_ROLE } from "./starters";

const json = JSON.stringify;
const at = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
const INNER = at("states", "stateMachine:inner");
const [JOB, QUEUE] = [at("batch", "job-definition/jobs:1"), at("batch", "job-queue/jobs")];
const OUTER = "outer";

const machine = (name: string, state: object) =>
  resource("aws:sfn/stateMachine:StateMachine", name, {
    name,
    roleArn: arnOf("role", name),
    definition: json({ StartAt: "Run", States: { Run: { Type: "Task", End: true, ...state } } }),
  });
const runs = {
  Resource: "arn:aws:states:::ecs:runTask",
  Parameters: { Cluster: CLUSTER, TaskDefinition: "orders" },
};

function found(state: object, granted: object[], inner: object = runs): string[] {
  const states = json(trust("states.amazonaws.com"));
  return summary(
    judgeStack(taskCanBeRun, [
      taskDefinition("orders", { taskRoleArn: TASK_ROLE, executionRoleArn: EXECUTION_ROLE }),
      role("orders-task"),
      role("orders-exec"),
      role("inner", { assumeRolePolicy: states }),
      rolePolicy("inner", "inner", [RUN, PASS]),
      machine("inner", inner),
      role(OUTER, { assumeRolePolicy: states }),
      rolePolicy(OUTER, "outer", granted),
      machine(OUTER, state),
    ]),
  );
}

const violated = (...actions: string[]) => [`violated role/${OUTER} ${actions.join(" ")}`];
const events = (rule: string) =>
  statement(["events:PutTargets", "events:PutRule", "events:DescribeRule"], at("events", `rule/${rule}`));

describe("task-can-be-run: a state that starts another machine", () => {
  const START = statement("states:StartExecution", INNER);
  const follow = statement(
    ["states:DescribeExecution", "states:StopExecution"],
    at("states", "execution:inner:*"),
  );
  const waits = [follow, events("StepFunctionsGetEventsForStepFunctionsExecutionRule")];
  const starts = (how = "", more: object = { Parameters: { StateMachineArn: INNER } }) => ({
    Resource: `arn:aws:states:::states:startExecution${how}`,
    ...more,
  });

  it("Compliance: it may start it, and follow it where it waits", () => {
    assert.deepEqual(found(starts(), [START]), []);
    assert.deepEqual(found(starts(".waitForTaskToken"), [START]), []);
    assert.deepEqual(found(starts(".sync:2"), [START, ...waits]), []);
    const sdk = { ...starts(), Resource: "arn:aws:states:::aws-sdk:sfn:startExecution" };
    assert.deepEqual(found(sdk, [START]), []);
  });

  it("Compliance: the execution decides which, or the machine runs no task", () => {
    assert.deepEqual(found(starts("", { Parameters: { "StateMachineArn.$": "$.machine" } }), []), []);
    assert.deepEqual(found(starts("", {}), []), []);
    assert.deepEqual(found(starts(), [], { Resource: "arn:aws:states:::lambda:invoke" }), []);
  });

  it("Noncompliance: it may not", () => {
    assert.deepEqual(found(starts(), [follow]), violated("states:StartExecution"));
    assert.deepEqual(
      found(starts(".sync"), [START, follow]),
      violated("events:DescribeRule events:PutRule events:PutTargets"),
    );
    assert.deepEqual(
      found(starts(".sync"), [START, waits[1]!]),
      violated("states:DescribeExecution", "states:StopExecution"),
    );
  });
});

describe("task-can-be-run: a state that submits a job of Batch", () => {
  const submits = (how = "", Parameters: object = { JobName: "a", JobDefinition: JOB, JobQueue: QUEUE }) => ({
    Resource: `arn:aws:states:::batch:submitJob${how}`,
    Parameters,
  });
  const SUBMIT = statement("batch:SubmitJob", [JOB, QUEUE]);
  const follow = statement(["batch:DescribeJobs", "batch:TerminateJob"]);
  const rule = events("StepFunctionsGetEventsForBatchJobsRule");

  it("Compliance: it may submit it, and follow it where it waits", () => {
    assert.deepEqual(found(submits(), [SUBMIT]), []);
    assert.deepEqual(found(submits(".sync"), [SUBMIT, follow, rule]), []);
    assert.deepEqual(found(submits("", { "JobDefinition.$": "$.job", JobQueue: QUEUE }), []), []);
  });

  it("Noncompliance: it may not", () => {
    assert.deepEqual(found(submits(), [statement("batch:SubmitJob", QUEUE)]), violated("batch:SubmitJob"));
    assert.deepEqual(
      found(submits(".sync"), [SUBMIT, rule]),
      violated("batch:DescribeJobs", "batch:TerminateJob"),
    );
  });

  it("so does a schedule that calls the API", () => {
    const schedule = (granted: object[]) =>
      summary(
        judgeStack(taskCanBeRun, [
          role(OUTER, { assumeRolePolicy: json(trust("scheduler.amazonaws.com")) }),
          rolePolicy(OUTER, "outer", granted),
          resource("aws:scheduler/schedule:Schedule", "nightly", {
            name: "nightly",
            target: {
              arn: "arn:aws:scheduler:::aws-sdk:batch:submitJob",
              roleArn: arnOf("role", OUTER),
              input: json({ JobName: "a", JobDefinition: JOB, JobQueue: QUEUE }),
            },
          }),
        ]),
      );
    assert.deepEqual(schedule([SUBMIT]), []);
    assert.deepEqual(schedule([follow]), violated("batch:SubmitJob"));
  });
});
