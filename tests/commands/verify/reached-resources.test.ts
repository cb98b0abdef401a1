import assert from "node:assert/strict";
import { reachedResources } from "../../../commands/verify/reached-resources";
import { buildModel } from "../../../policypack/graph/model";
import {
  ACCOUNT,
  arnOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
} from "../../support/stacks";

const POINT = `arn:aws:s3:${REGION}:${ACCOUNT}:accesspoint/reports`;

describe("verify: what the stack's tasks reach", () => {
  const reached = (...others: Parameters<typeof buildModel>[0]) =>
    reachedResources(
      buildModel([
        role("worker"),
        rolePolicy("worker", "own", [statement("s3:GetObject", `${POINT}/object/*`)]),
        taskDefinition("app", { taskRoleArn: arnOf("role", "worker") }),
        ...others,
      ]),
    );
  const point = resource("aws:s3/accessPoint:AccessPoint", "reports", { name: "reports", bucket: "data" });

  it("is an access point of nobody's, by itself", () => {
    assert.deepEqual(reached(), [POINT]);
  });

  it("is also the bucket behind an access point of the stack, where the stack does not create it", () => {
    assert.deepEqual(reached(point), ["arn:aws:s3:::data"]);
    assert.deepEqual(reached(point, resource("aws:s3/bucket:Bucket", "data", { bucket: "data" })), []);
  });
});
