import assert from "node:assert/strict";
import { ecsTaskCanStart } from "../../../../policypack/policies/ecs-task-can-start";
import { judgeStackByRule } from "../../../support/judge";
import * as s from "../../../support/stacks";

const HERE = "ap-northeast-2";
const THERE = "eu-west-1";

describe("A log group in another region than its container logs to", () => {
  const found = (options: unknown, ...more: s.TestResource[]) => {
    const log = { logDriver: "awslogs", options };
    const task = s.taskDefinition("web", {
      executionRoleArn: s.arnOf("role", "execution"),
      containerDefinitions: JSON.stringify([{ name: "web", image: "nginx:1.27", logConfiguration: log }]),
    });
    const role = s.role("execution");
    const rights = s.rolePolicy("execution", "logs", [s.statement("logs:*")]);
    return judgeStackByRule(ecsTaskCanStart, [role, rights, task, ...more], { region: HERE });
  };
  const group = (props: object = {}) =>
    s.resource("aws:cloudwatch/logGroup:LogGroup", "web", { name: "/ecs/web", region: HERE, ...props });
  const options = (region: unknown, more: object = {}) => ({
    "awslogs-group": "/ecs/web",
    "awslogs-region": region,
    "awslogs-stream-prefix": "web",
    ...more,
  });

  it("is told, as advice, with both ways out", () => {
    const [told, ...others] = found(options(THERE), group());
    assert.deepEqual(others, []);
    assert.deepEqual([told?.level, told?.verdict, told?.subject], ["advisory", "violated", "web"]);
    assert.match(
      told!.message,
      /logs to the log group \/ecs\/web in eu-west-1, .* creates that group in ap-northeast-2:/,
    );
    assert.match(told!.remedy, /set awslogs-region to ap-northeast-2, or create the log group in eu-west-1/);
  });

  it("is none where the region is the same, has one too, or is not known", () => {
    assert.deepEqual(found(options(HERE), group()), []);
    const there = s.resource("aws:cloudwatch/logGroup:LogGroup", "there", {
      name: "/ecs/web",
      region: THERE,
    });
    assert.deepEqual(found(options(THERE), group(), there), []);
    const isTold = (given: unknown, ...more: s.TestResource[]) =>
      found(given, ...more).some(({ message }) => message.includes("creates that group in"));
    assert.equal(isTold(options(undefined), group()), false);
    assert.equal(isTold(options(7), group()), false);
    assert.equal(isTold("options", group()), false);
    assert.equal(isTold(options(THERE), group({ name: s.unknown() })), false);
  });

  it("is none where the stack has no such group, or the driver creates it", () => {
    assert.deepEqual(found(options(THERE)), []);
    assert.deepEqual(found(options(THERE), group({ name: "/ecs/other" })), []);
    assert.deepEqual(found(options(THERE, { "awslogs-create-group": "true" }), group()), []);
  });
});
