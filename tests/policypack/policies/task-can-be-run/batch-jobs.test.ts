import assert from "node:assert/strict";
import { taskCanBeRun } from "../../../../policypack/policies/task-can-be-run";
import { judgeStackByRule as judgeStack, summary } from "../../../support/judge";
import { arnOf, outputOf, resource, role, type TestResource, trust, unknown } from "../../../support/stacks";

const json = JSON.stringify;
const trusting = (name: string, service: string) => role(name, { assumeRolePolicy: json(trust(service)) });
const ofTasks = role("job");

const container = (roles: Record<string, unknown>, type = "aws:batch/jobDefinition:JobDefinition") =>
  resource(type, "train", { name: "train", type: "container", containerProperties: roles });
const judge = (...resources: TestResource[]) => judgeStack(taskCanBeRun, resources);

describe("task-can-be-run of AWS Batch", () => {
  const roles = { jobRoleArn: arnOf("role", "job"), executionRoleArn: arnOf("role", "exec") };

  it("Compliance: both roles trust ECS tasks, as text, object or by output", () => {
    const both = [ofTasks, role("exec")];
    assert.deepEqual(judge(...both, container(roles)), []);
    assert.deepEqual(judge(...both, container(json(roles) as never)), []);
    assert.deepEqual(judge(...both, container({ jobRoleArn: outputOf(ofTasks) })), []);
    assert.deepEqual(judge(...both, container(roles, "aws-native:batch:JobDefinition")), []);
    const ecs = {
      taskProperties: [{ taskRoleArn: roles.jobRoleArn, executionRoleArn: roles.executionRoleArn }],
    };
    const job = resource("aws:batch/jobDefinition:JobDefinition", "train", {
      name: "train",
      ecsProperties: json(ecs),
    });
    assert.deepEqual(judge(...both, job), []);
  });

  it("Compliance: no roles, and other jobs than containers", () => {
    assert.deepEqual(judge(container({})), []);
    assert.deepEqual(judge(container(unknown() as never)), []);
    assert.deepEqual(judge(container("not JSON" as never)), []);
  });

  it("Noncompliance: a role that trusts Batch, or another service", () => {
    for (const service of ["batch.amazonaws.com", "ec2.amazonaws.com", "lambda.amazonaws.com"]) {
      const found = judge(trusting("job", service), role("exec"), container(roles));
      assert.deepEqual(summary(found), ["violated role/job sts:AssumeRole"]);
      assert.match(found[0]!.urn!, /train$/);
    }
    const swapped = judge(ofTasks, trusting("exec", "batch.amazonaws.com"), container(roles));
    assert.deepEqual(summary(swapped), ["violated role/exec sts:AssumeRole"]);
  });

  it("Unproven: a role of which nothing is known", () => {
    assert.deepEqual(
      judge(ofTasks, container(roles)).map(({ verdict }) => verdict),
      ["unproven"],
    );
  });
});
