import assert from "node:assert/strict";
import { policies } from "../../../../policypack/policies";
import { taskDefinitionValid } from "../../../../policypack/policies/task-definition-valid";
import { judge, judgeResourceByRule } from "../../../support/judge";
import * as s from "../../../support/stacks";

describe("One cause in a task definition is one finding", () => {
  const open = (...properties: string[]) =>
    judgeResourceByRule(
      taskDefinitionValid,
      s.taskDefinition("web", Object.fromEntries(properties.map((property) => [property, s.unknown()]))),
    );

  it("containers, family, cpu and memory that are unknown together", () => {
    const [found, ...others] = open("containerDefinitions", "family", "cpu", "memory");
    assert.deepEqual(others, []);
    assert.match(
      found!.message,
      /containerDefinitions is unknown .*; so are the task's cpu, the task's memory and the family/,
    );
    assert.equal(found!.id, open("containerDefinitions")[0]?.id);
    assert.equal(found!.unknowns?.length, 4);
  });

  it("whatever of them is unknown", () => {
    for (const properties of [
      ["cpu"],
      ["family"],
      ["cpu", "memory"],
      ["family", "memory", "containerDefinitions"],
    ])
      assert.equal(open(...properties).length, 1, properties.join());
    assert.deepEqual(open(), []);
  });

  it("beside what is wrong for certain", () => {
    const task = s.taskDefinition("web", { family: "not a family", cpu: s.unknown(), memory: s.unknown() });
    const verdicts = judgeResourceByRule(taskDefinitionValid, task).map(({ verdict }) => verdict);
    assert.deepEqual(verdicts.sort(), ["unproven", "violated"]);
  });

  const config = { "deployer-can-register": { deployers: ["user/ann"] } };
  const deployer = s.userPolicy("ann", "register", [
    s.statement(["ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions"]),
  ]);
  const speakers = async (arn: unknown, more: object = {}) => {
    const found = await judge(
      [deployer, s.taskDefinition("web", { executionRoleArn: arn })],
      { ...config, ...more },
      policies,
    );
    return found.filter(({ level }) => level === "mandatory").map(({ policy }) => policy);
  };

  it("a role's ARN that is none is reported by one rule", async () => {
    for (const arn of ["app", "arn:aws:iam::1:role/app", s.arnOf("user", "app"), ["app"]])
      assert.deepEqual(await speakers(arn), ["task-definition-valid"], String(arn));
  });

  it("and by another where that one does not speak", async () => {
    const found = await speakers("app", { "task-definition-valid": "disabled" });
    assert.ok(found.includes("ecs-task-can-start"), found.join());
  });
});
