import assert from "node:assert/strict";
import { taskCanBeRun } from "../../../../policypack/policies/task-can-be-run";
import { judgeStackByRule as judgeStack, summary } from "../../../support/judge";
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
} from "../../../support/stacks";
import { DEFINITION, EXECUTION_ROLE, PASS, RUN, TASK_ROLE, toTasks } from "./starters";

const LAMBDA = role("starts", { assumeRolePolicy: JSON.stringify(trust("lambda.amazonaws.com")) });
const stack = (...statements: object[]): TestResource[] => [
  taskDefinition("orders", { taskRoleArn: TASK_ROLE, executionRoleArn: EXECUTION_ROLE }),
  role("orders-task"),
  role("orders-exec"),
  LAMBDA,
  rolePolicy("starts", "start", statements),
];
const judge = (...statements: object[]) => judgeStack(taskCanBeRun, stack(...statements));
const passes = (on: string) => statement("iam:PassRole", on, toTasks);
const MAY_NOT_PASS = ["violated role/starts iam:PassRole"];

describe("task-can-be-run of whoever is granted ecs:RunTask", () => {
  it("Compliance: both roles are passed", () => {
    assert.deepEqual(judge(RUN, PASS), []);
    assert.deepEqual(judge(RUN, passes("*")), []);
    assert.deepEqual(judge(statement("ecs:RunTask"), PASS), []);
  });

  it("Noncompliance: none, or one of them", () => {
    assert.deepEqual(summary(judge(RUN)), MAY_NOT_PASS);
    const [found] = judge(RUN, passes(TASK_ROLE));
    assert.deepEqual(found?.resources, [EXECUTION_ROLE]);
    assert.deepEqual(
      judge(statement("ecs:StartTask", `${DEFINITION}:*`), passes(EXECUTION_ROLE))[0]?.resources,
      [TASK_ROLE],
    );
  });

  it("Noncompliance: any task may be run, and no role passed", () => {
    assert.deepEqual(summary(judge(statement("ecs:RunTask"))), MAY_NOT_PASS);
    assert.deepEqual(summary(judge(statement("ecs:RunTask"), passes(TASK_ROLE))), MAY_NOT_PASS);
  });

  it("Compliance: it runs tasks that are not the stack's", () => {
    assert.deepEqual(judge(statement("ecs:RunTask", `${DEFINITION}-other:*`)), []);
    assert.deepEqual(judge(statement("ecs:RunTask"), passes(arnOf("role", "elsewhere"))), []);
  });

  it("Compliance: rights that do not name the action", () => {
    assert.deepEqual(judge(statement("ecs:*")), []);
    assert.deepEqual(judge(statement("ecs:UpdateService")), []);
    const power = attachment("starts", "arn:aws:iam::aws:policy/PowerUserAccess");
    assert.deepEqual(judgeStack(taskCanBeRun, [...stack(), power]), []);
  });

  it("Compliance: a stack without task definitions", () => {
    assert.deepEqual(judgeStack(taskCanBeRun, [LAMBDA, rolePolicy("starts", "start", [RUN])]), []);
  });

  it("a starter's role is judged once", () => {
    const schedule = resource("aws:scheduler/schedule:Schedule", "nightly", {
      target: {
        arn: "arn:aws:ecs:ap-northeast-2:618574523116:cluster/main",
        roleArn: arnOf("role", "starts"),
        ecsParameters: { taskDefinitionArn: `${DEFINITION}:7` },
      },
    });
    const trusting = role("starts", { assumeRolePolicy: JSON.stringify(trust("scheduler.amazonaws.com")) });
    const resources = stack(RUN).filter(({ name }) => name !== "starts");
    const findings = judgeStack(taskCanBeRun, [...resources, trusting, schedule]);
    assert.deepEqual(summary(findings), MAY_NOT_PASS);
    assert.match(findings[0]?.urn ?? "", /nightly$/);
  });
});
