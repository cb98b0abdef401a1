import assert from "node:assert/strict";
import { ciStatements } from "../../../components/documents/ci";
import { registrationStatements } from "../../../components/documents/registration";
import { allow } from "../../../components/documents/statement";
import { NOTHING_DEPLOYED, scope } from "./samples";

const roleArns = ["arn:aws:iam::111122223333:role/exec", "arn:aws:iam::111122223333:role/task"];

describe("A deployer's policy", () => {
  it("registers task definitions and passes just their roles, to ECS tasks", () => {
    assert.deepEqual(registrationStatements(scope, { taggedFamilies: [], roleArns }), [
      {
        ...allow("PassTaskRoles", ["iam:PassRole"], roleArns),
        conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      },
      allow(
        "RegisterTaskDefinitions",
        ["ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions", "ecs:RegisterTaskDefinition"],
        ["*"],
      ),
    ]);
  });

  it("tags only the families that are tagged", () => {
    const statements = registrationStatements(scope, { taggedFamilies: ["app"], roleArns });
    assert.deepEqual(
      statements.find(({ actions }) => actions.includes("ecs:TagResource")),
      allow(
        "TagTaskDefinitions",
        ["ecs:TagResource"],
        [
          "arn:aws:ecs:ap-northeast-2:111122223333:task-definition/app",
          "arn:aws:ecs:ap-northeast-2:111122223333:task-definition/app:*",
        ],
      ),
    );
  });
});

describe("The policy of the role that deploys from GitHub", () => {
  const deployment = {
    ...NOTHING_DEPLOYED,
    taggedFamilies: [],
    roleArns,
    logGroupNames: ["/ecs/app"],
    policyArns: ["arn:aws:iam::111122223333:policy/app"],
  };
  const actions = ciStatements(scope, deployment, []).flatMap((statement) => statement.actions);

  it("includes what a deployer may", () => {
    for (const { actions: needed } of registrationStatements(scope, deployment))
      for (const action of needed) assert.ok(actions.includes(action), action);
  });

  it("creates and changes nothing in IAM", () => {
    const iam = actions.filter((action) => action.startsWith("iam:") && action !== "iam:PassRole");
    assert.deepEqual(
      iam.filter((action) => !/^iam:(?:Get|List|Delete|Detach)/.test(action)),
      [],
    );
    assert.ok(iam.length > 0);
  });

  it("has no statement about nothing", () => {
    const empty = { ...NOTHING_DEPLOYED, roleArns };
    for (const { resources } of ciStatements(scope, empty, [])) assert.notEqual(resources.length, 0);
  });
});
