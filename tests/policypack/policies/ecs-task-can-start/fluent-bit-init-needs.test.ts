import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../policypack/evaluation/types";
import { ecsTaskCanStart } from "../../../../policypack/policies/ecs-task-can-start";
import { judgeStackByRule, summary } from "../../../support/judge";
import { arnOf, role, rolePolicy, statement, taskDefinition } from "../../../support/stacks";

const CONFIG = "arn:aws:s3:::acme-config/fluent.conf";
const INIT = "public.ecr.aws/aws-observability/aws-for-fluent-bit:init-2.32.0";

/** What is said of a task whose log router has this image and environment. */
function judged(image: string, environment: unknown, granted = "arn:aws:s3:::acme-data/*") {
  const found = judgeStackByRule(ecsTaskCanStart, [
    taskDefinition("orders", {
      taskRoleArn: arnOf("role", "app"),
      containerDefinitions: [
        { name: "router", image, environment, firelensConfiguration: { type: "fluentbit" } },
        { name: "app", image: "public.ecr.aws/docker/library/nginx:1.27" },
      ],
    }),
    role("app"),
    rolePolicy("app", "data", [statement("s3:GetObject", granted)]),
  ]);
  return summary(found);
}

const named = (value: unknown, name = "aws_fluent_bit_init_s3_1") => [{ name, value }];

describe("the config that init images of AWS for Fluent Bit fetch", () => {
  it("Noncompliance: the task role may not read it", () => {
    assert.deepEqual(judged(INIT, named(CONFIG)), ["violated role/app s3:GetObject"]);
  });

  for (const [title, image, environment, granted] of [
    ["the object is granted", INIT, named(CONFIG), CONFIG],
    ["the bucket's objects are granted", INIT, named(CONFIG), "arn:aws:s3:::acme-config/*"],
    ["an image without init reads no such variable", INIT.replace("init-", ""), named(CONFIG), undefined],
    ["a file of the image", INIT, named("/init.conf", "aws_fluent_bit_init_file_1"), undefined],
    ["another image", "public.ecr.aws/acme/init-router:1.0", named(CONFIG), undefined],
  ] as [string, string, unknown, string | undefined][]) {
    it(`Compliance: ${title}`, () => assert.deepEqual(judged(image, environment, granted), []));
  }

  for (const value of [UNKNOWN, undefined, 42, "fluent.conf"]) {
    it(`is unproven where the value is ${String(value)}`, () => {
      assert.deepEqual(judged(INIT, named(value)), ["unproven role/app"]);
    });
  }
});
