import assert from "node:assert/strict";
import { taskCanBeRun } from "../../../../policypack/policies/task-can-be-run";
import { resolutionOf } from "../../../../policypack/unknowns/resolution";
import { judgeStackByRule as judgeStack, summary } from "../../../support/judge";
import {
  ACCOUNT,
  arnOf,
  attachment,
  document,
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

describe("task-can-be-run of whoever deploys services", () => {
  const SERVICE = `arn:aws:ecs:${REGION}:${ACCOUNT}:service/main/shop`;
  const service = resource("aws:ecs/service:Service", "shop", {
    name: "shop",
    cluster: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/main`,
    taskDefinition: `${DEFINITION}:7`,
  });
  const deploys = (...statements: object[]) => judgeStack(taskCanBeRun, [...stack(...statements), service]);
  const register = statement("ecs:RegisterTaskDefinition");

  it("Compliance: it passes both roles", () => {
    assert.deepEqual(deploys(statement("ecs:CreateService", SERVICE), PASS), []);
    assert.deepEqual(deploys(statement("ecs:UpdateService", SERVICE), register, PASS), []);
  });

  it("Noncompliance: it may create the service, or have it run what it registers, and not pass a role", () => {
    assert.deepEqual(summary(deploys(statement("ecs:CreateService", SERVICE))), MAY_NOT_PASS);
    assert.deepEqual(summary(deploys(statement("ecs:UpdateService", SERVICE), register)), MAY_NOT_PASS);
    assert.deepEqual(
      summary(deploys(statement(["ecs:UpdateService", "ecs:RegisterTaskDefinition"]))),
      MAY_NOT_PASS,
    );
    const [found] = deploys(statement("ecs:CreateService", SERVICE), passes(TASK_ROLE));
    assert.deepEqual(found?.resources, [EXECUTION_ROLE]);
  });

  it("Compliance: it only scales or restarts the service", () => {
    assert.deepEqual(deploys(statement("ecs:UpdateService", SERVICE)), []);
    assert.deepEqual(deploys(statement(["ecs:UpdateService", "ecs:DescribeServices"])), []);
  });

  it("Compliance: the services are others, or the rights wider than their name", () => {
    assert.deepEqual(deploys(statement("ecs:CreateService", SERVICE.replace("shop", "other"))), []);
    assert.deepEqual(deploys(statement("ecs:*Service"), register), []);
    assert.deepEqual(deploys(statement("ecs:CreateService"), passes(arnOf("role", "elsewhere"))), []);
  });

  const change = (changed: object, ...statements: object[]) => {
    const odd = resource("aws:ecs/service:Service", "shop", { ...service.inputs, ...changed });
    return judgeStack(taskCanBeRun, [...stack(...statements), odd]);
  };
  for (const [title, changed] of [
    ["the name", { name: unknown() }],
    ["the cluster", { cluster: unknown() }],
    ["the task definition", { taskDefinition: unknown() }],
    ["the name, of the wrong type,", { name: 7 }],
    ["the task definition, of the wrong type,", { taskDefinition: { not: "expected" } }],
  ] as const) {
    it(`Unproven: ${title} of the service is not known, and a role may not be passed`, () => {
      const may = statement("ecs:CreateService", SERVICE);
      assert.deepEqual(summary(change(changed, may)), ["unproven role/starts iam:PassRole"]);
      assert.deepEqual(change(changed, may, PASS), []);
    });
  }

  it("Compliance: what is granted is another service than one whose cluster is unknown, or no name is given", () => {
    const other = statement("ecs:CreateService", SERVICE.replace("shop", "other"));
    assert.deepEqual(change({ cluster: unknown() }, other), []);
    assert.deepEqual(change({ name: undefined }, other), []);
  });

  it("Unproven: the role that may deploy it may be one whose name is unknown", () => {
    const resources = stack(statement("ecs:CreateService", SERVICE)).filter((each) => each !== LAMBDA);
    const unnamed = role("starts", { name: unknown() });
    assert.deepEqual(summary(judgeStack(taskCanBeRun, [...resources, unnamed, service])), [
      "unproven role/starts iam:PassRole",
    ]);
  });
});

describe("task-can-be-run of groups", () => {
  const group = resource("aws:iam/group:Group", "operators", { name: "operators" });
  const may = (kind: "group" | "user", name: string, ...statements: object[]) =>
    resource(`aws:iam/${kind}Policy:${kind === "group" ? "Group" : "User"}Policy`, `${name}-may`, {
      name: `${name}-may`,
      [kind]: name,
      policy: JSON.stringify(document(...statements)),
    });
  const user = (name: string) => [
    resource("aws:iam/user:User", name, { name }),
    resource("aws:iam/userGroupMembership:UserGroupMembership", `${name}-in`, {
      user: name,
      groups: ["operators"],
    }),
  ];
  const tasks = stack().filter(({ name }) => !name.startsWith("start"));
  const judgeGroup = (...more: TestResource[]) =>
    summary(judgeStack(taskCanBeRun, [...tasks, group, may("group", "operators", RUN), ...more]));

  it("Compliance: a group may run, and its member may pass the roles", () => {
    assert.deepEqual(judgeGroup(...user("ann"), may("user", "ann", PASS)), []);
  });

  it("Noncompliance: one of the members may not", () => {
    const found = judgeGroup(...user("ann"), ...user("bob"), may("user", "ann", PASS));
    assert.deepEqual(found, ["violated user/bob iam:PassRole"]);
  });

  it("Noncompliance: a group of which the stack knows no member", () => {
    assert.deepEqual(judgeGroup(), ["violated group/operators iam:PassRole"]);
  });
});

describe("task-can-be-run under a condition on the Region", () => {
  it("is unproven in the update too: AWS does not say which Region passing a role counts for", () => {
    const guard = { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } };
    const [found] = judge(RUN, statement("iam:PassRole", "*", guard));
    assert.equal(found?.verdict, "unproven");
    assert.deepEqual(found?.unknowns?.map(resolutionOf), ["request"]);
  });
});
