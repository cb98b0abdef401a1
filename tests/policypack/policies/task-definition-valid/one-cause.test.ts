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

  const OUTPUT =
    "Calling [toJSON] on an [Output<T>] is not supported.\n\nTo get the value of an Output as a JSON value: o.apply(…)";
  const logs = (options: object) => ({
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": "/ecs/web",
        "awslogs-region": "eu-west-1",
        "awslogs-stream-prefix": "web",
        ...options,
      },
    },
  });
  const PLACES: Record<string, object> = {
    image: { image: OUTPUT },
    protocol: { portMappings: [{ containerPort: 80, protocol: OUTPUT }] },
    appProtocol: { portMappings: [{ containerPort: 80, name: "web", appProtocol: OUTPUT }] },
    "log group": logs({ "awslogs-group": OUTPUT }),
    "log region": logs({ "awslogs-region": OUTPUT }),
    secret: { secrets: [{ name: "DB", valueFrom: OUTPUT }] },
    variable: { environment: [{ name: "QUEUE", value: OUTPUT }] },
    command: { command: [OUTPUT] },
    user: { user: OUTPUT },
  };
  for (const [place, container] of Object.entries(PLACES))
    it(`an output that was made a text, as the ${place}`, () => {
      const containers = [
        { name: "web", image: "public.ecr.aws/nginx/nginx:1.27", essential: true, ...container },
      ];
      const told = judgeResourceByRule(
        taskDefinitionValid,
        s.taskDefinition("web", { containerDefinitions: JSON.stringify(containers) }),
      );
      assert.deepEqual(
        told.map(({ policy, message }) => [
          policy,
          /misused output in place of a value, behind/.test(message),
        ]),
        [["task-definition-valid", true]],
        JSON.stringify(told, null, 1),
      );
    });

  it("and by another where that one does not speak", async () => {
    const found = await speakers("app", { "task-definition-valid": "disabled" });
    assert.ok(found.includes("ecs-task-can-start"), found.join());
  });
});
