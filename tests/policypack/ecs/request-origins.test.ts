/** What a task's own requests are decided by where the stack shows in which subnets it runs. */
import assert from "node:assert/strict";
import { taskRoleAccess } from "../../../policypack/policies/task-role-access";
import { taskRoleRequiredActions } from "../../../policypack/policies/task-role-required-actions";
import { judgeStackByRule as judgeStack, verdicts } from "../../support/judge";
import {
  arnOf,
  document,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  withOutputs,
} from "../../support/stacks";

const OBJECTS = "arn:aws:s3:::data/*";
const vpc = withOutputs(resource("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" }), { id: "vpc-1" });
const subnet = withOutputs(resource("aws:ec2/subnet:Subnet", "a", { vpcId: "vpc-1" }), { id: "subnet-1" });
const task = (name = "app") =>
  taskDefinition(name, { taskRoleArn: arnOf("role", "worker"), networkMode: "awsvpc" });
const service = (name = "app", of = task()) =>
  resource("aws:ecs/service:Service", name, {
    taskDefinition: outputOf(of),
    networkConfiguration: { subnets: ["subnet-1"] },
  });
const endpoint = (policy?: object) =>
  withOutputs(
    resource("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", {
      vpcId: "vpc-1",
      serviceName: `com.amazonaws.${REGION}.s3`,
      policy: policy && JSON.stringify(document(policy)),
    }),
    { id: "vpce-1" },
  );
const bucket = (Condition: object) => {
  const denial = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: ["arn:aws:s3:::data", OBJECTS],
    Condition,
  };
  return [
    resource("aws:s3/bucket:Bucket", "data", { bucket: "data" }),
    resource("aws:s3/bucketPolicy:BucketPolicy", "data", {
      bucket: "data",
      policy: JSON.stringify(document(denial)),
    }),
  ];
};
const unless = (key: string, value: string) => bucket({ StringNotEquals: { [key]: value } });
const granted = [role("worker"), rolePolicy("worker", "data", [statement("s3:*")])];

/** What both rules say that ask for what an application needs by its task role. */
function judge(...resources: (TestResource | TestResource[])[]): [actions: string[], access: string[]] {
  const stack = [vpc, subnet, ...granted, ...resources.flat()];
  const required = [{ role: "worker", actions: ["s3:GetObject"], resources: [OBJECTS] }];
  const access = [{ role: "worker", buckets: [{ name: "data", access: "read" }] }];
  return [
    verdicts(judgeStack(taskRoleRequiredActions, stack, { required })),
    [...new Set(verdicts(judgeStack(taskRoleAccess, stack, { required: access })))],
  ];
}

const both = (...found: string[]) => [found, found];

describe("Where a task's requests come from", () => {
  it("decides a Deny outside one endpoint, or one VPC", () => {
    for (const [key, own, other] of [
      ["aws:SourceVpce", "vpce-1", "vpce-2"],
      ["aws:SourceVpc", "vpc-1", "vpc-2"],
    ] as const) {
      assert.deepEqual(judge(task(), service(), endpoint(), unless(key, own)), both(), key);
      assert.deepEqual(judge(task(), service(), endpoint(), unless(key, other)), both("violated"), key);
      assert.deepEqual(
        judge(task(), service(), unless(key, own)),
        both("violated"),
        `${key} without an endpoint`,
      );
    }
  });

  it("leaves it open where the stack does not show in which subnets each task runs", () => {
    const open = unless("aws:SourceVpce", "vpce-1");
    assert.deepEqual(judge(task(), endpoint(), open), both("unproven"));
    assert.deepEqual(judge(task(), service(), task("batch"), endpoint(), open), both("unproven"));
    assert.deepEqual(judge(endpoint(), open), both("unproven"), "no task has the role");
  });

  it("asks the endpoint's policy, too", () => {
    const plain = resource("aws:s3/bucket:Bucket", "data", { bucket: "data" });
    const lets = (on: string[]) => ({ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: on });
    const own = lets(["arn:aws:s3:::data", OBJECTS]);
    assert.deepEqual(judge(task(), service(), plain, endpoint(own)), both());
    assert.deepEqual(judge(task(), service(), plain, endpoint(lets(["arn:aws:s3:::x/*"]))), both("violated"));
    assert.deepEqual(judge(task(), plain, endpoint(lets(["arn:aws:s3:::x/*"]))), both());
  });
});
