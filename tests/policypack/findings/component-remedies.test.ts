import assert from "node:assert/strict";
import { componentOf, withFollowableRemedy } from "../../../policypack/findings/component-remedies";
import { finding } from "../../../policypack/findings/finding";

const urn = (types: string) => `urn:pulumi:dev::shop::${types}::web`;
const TASK = "aws:ecs/taskDefinition:TaskDefinition";

describe("Remedies for what a component makes", () => {
  const components: [string, string | undefined][] = [
    [TASK, undefined],
    [`awsx:ecs:FargateTaskDefinition$${TASK}`, "awsx:ecs:FargateTaskDefinition"],
    [`awsx:ecs:FargateService$awsx:ecs:FargateTaskDefinition$${TASK}`, "awsx:ecs:FargateService"],
    [`shop:index:Web$awsx:ecs:FargateService$${TASK}`, "awsx:ecs:FargateService"],
    [`shop:index:Web$${TASK}`, undefined],
    [`aws:iam/role:Role$${TASK}`, undefined],
    [`pulumi:providers:aws$${TASK}`, undefined],
  ];
  for (const [types, component] of components) {
    it(`${types} is made by ${component ?? "the program"}`, () => {
      assert.equal(componentOf(urn(types)), component);
    });
  }

  const open = (types: string, state: "unknown" | "wrong") =>
    finding("task-definition-valid", {
      verdict: "unproven",
      unknowns: [{ kind: "property", property: "cpu", of: "web", state }],
      urn: urn(types),
      subject: "web",
      message: "It is unknown.",
      remedy: "Write it out.",
    });

  it("do not ask a component's user for what only the component can do", () => {
    const found = open(`awsx:ecs:FargateService$${TASK}`, "unknown");
    const { remedy, ...rest } = withFollowableRemedy(found);
    assert.match(remedy, /give awsx:ecs:FargateService arguments that are known at preview/);
    assert.deepEqual({ ...rest, remedy: found.remedy }, found);
  });

  it("name the component by whose arguments the rest is changed", () => {
    const remedyOf = (types: string) => withFollowableRemedy(open(types, "wrong")).remedy;
    assert.equal(
      remedyOf(`awsx:x:ecs:FargateService$${TASK}`),
      "Write it out (awsx:x:ecs:FargateService makes this: change it by that component's arguments, as taskRole, executionRole and containers)",
    );
    assert.match(remedyOf(`other:index:Web$${TASK}`), /\(other:index:Web makes this: .* arguments\)$/);
  });

  it("stay for the program's own resources", () => {
    for (const found of [open(TASK, "unknown"), open(`shop:index:Web$${TASK}`, "wrong")])
      assert.equal(withFollowableRemedy(found), found);
  });
});
