/** What requests to S3 carry of parameters that their sender chooses, and what an action never carries. */
import assert from "node:assert/strict";
import type { External } from "../../../policypack/graph/settings";
import { taskRoleAccess } from "../../../policypack/policies/task-role-access";
import { judgeStackByRule as judgeStack } from "../../support/judge";
import { ACCOUNT, document, REGION, resource, role, rolePolicy, statement } from "../../support/stacks";

const BUCKET = "arn:aws:s3:::data";
const OBJECTS = `${BUCKET}/*`;

function verdicts(
  denied: string | string[],
  condition: object,
  access: "read" | "write" = "write",
  external: External[] = [],
): string[] {
  const policy = document({
    Effect: "Deny",
    Principal: "*",
    Action: denied,
    Resource: [BUCKET, OBJECTS],
    Condition: condition,
  });
  return judgeStack(
    taskRoleAccess,
    [
      role("worker"),
      rolePolicy("worker", "own", [statement("s3:*", [BUCKET, OBJECTS])]),
      resource("aws:s3/bucket:Bucket", "data", { bucket: "data" }),
      resource("aws:s3/bucketPolicy:BucketPolicy", "data", {
        bucket: "data",
        policy: JSON.stringify(policy),
      }),
    ],
    { required: [{ role: "worker", buckets: [{ name: "data", access }] }] },
    { account: ACCOUNT, region: REGION, partition: "aws", external },
  ).map(({ verdict }) => verdict);
}

describe("What a bucket's policy denies of single parameters", () => {
  it("leaves alone what does not ask for them", () => {
    const acls = { StringLike: { "s3:x-amz-acl": "public-*" } };
    assert.deepEqual(verdicts("s3:PutObject", acls), []);
    assert.deepEqual(verdicts("s3:*", { StringLike: { "S3:X-Amz-Grant-Read": "*AllUsers*" } }), []);
    const other = { "s3:x-amz-server-side-encryption": "aws:kms" };
    assert.deepEqual(verdicts("s3:PutObject", { StringNotEqualsIfExists: other, Null: nulls("false") }), []);
    assert.deepEqual(
      verdicts("s3:PutObject", { "ForAnyValue:StringEquals": { "s3:RequestObjectTag/x": "y" } }),
      [],
    );
    assert.deepEqual(verdicts("s3:ListBucket", { StringLike: { "s3:prefix": "private/*" } }, "read"), []);
  });

  it("is open where only their sender can tell, and config may say it", () => {
    const encryption = { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } };
    assert.deepEqual(verdicts("s3:PutObject", encryption), ["unproven"]);
    assert.deepEqual(verdicts("s3:PutObject", { Null: nulls("true") }), ["unproven"]);
    assert.deepEqual(verdicts("s3:ListBucket", { StringNotLike: { "s3:prefix": "in/*" } }, "read"), [
      "unproven",
    ]);
  });

  it("meets what no request for the action carries", () => {
    assert.deepEqual(verdicts("s3:GetObject", { StringNotLike: { "s3:prefix": "in/*" } }, "read"), [
      "violated",
    ]);
    assert.deepEqual(verdicts("s3:GetObject", { StringLike: { "s3:prefix": "in/*" } }, "read"), []);
    assert.deepEqual(verdicts("s3:GetObject", { Null: nulls("true") }, "read"), ["violated"]);
    assert.deepEqual(verdicts("s3:PutObject", { StringNotEquals: { "s3:max-keys": "10" } }), ["violated"]);
  });

  it("of other keys is open as ever", () => {
    assert.deepEqual(verdicts("s3:PutObject", { StringEquals: { "s3:authType": "POST" } }), ["unproven"]);
  });
});

function nulls(value: string): object {
  return { "s3:x-amz-server-side-encryption": value };
}
