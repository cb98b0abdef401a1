import assert from "node:assert/strict";
import {
  arnFields,
  arnIn,
  arnsIn,
  arnStart,
  inPartition,
  parseArn,
  s3Arn,
} from "../../../policypack/aws/arn";

const SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password::";

describe("ARNs", () => {
  it("are taken apart, with colons left in the resource", () => {
    assert.deepEqual(parseArn(SECRET), {
      partition: "aws",
      service: "secretsmanager",
      region: "eu-west-1",
      account: "111122223333",
      resource: "secret:db-AbCdEf:password::",
    });
    assert.equal(parseArn("arn:aws:s3:::bucket/key")?.account, "");
  });

  for (const text of [
    "",
    "db",
    "arn",
    "arn:aws:s3",
    "arn:aws:s3::",
    "arn::s3:::bucket",
    "urn:aws:s3:::bucket",
  ]) {
    it(`are not what ${JSON.stringify(text)} is`, () => {
      assert.equal(parseArn(text), undefined);
    });
  }

  it("have six fields, and fewer where they end early", () => {
    assert.equal(arnFields(SECRET).length, 6);
    assert.equal(arnFields(SECRET).join(":"), SECRET);
    assert.deepEqual(arnFields("arn:aws:rds:*"), ["arn", "aws", "rds", "*"]);
  });

  it("are put together", () => {
    const scope = { partition: "aws-cn", region: "cn-north-1", account: "111122223333" };
    assert.equal(arnIn(scope, "ecs", "task/*"), "arn:aws-cn:ecs:cn-north-1:111122223333:task/*");
    assert.equal(s3Arn("aws", "bucket/key"), "arn:aws:s3:::bucket/key");
  });

  it("are set into another partition", () => {
    assert.equal(inPartition("arn:aws:iam::aws:policy/X", "aws-cn"), "arn:aws-cn:iam::aws:policy/X");
    assert.equal(inPartition("*", "aws-cn"), "*");
  });

  it("say by their beginning where they lie", () => {
    assert.equal(arnStart(SECRET)?.account, "111122223333");
    assert.equal(arnStart("arn:aws:s3:::bucket"), undefined);
    assert.equal(arnStart("arn:aws:ecs:*:111122223333:task/*"), undefined);
  });

  it("are found anywhere in a text", () => {
    const text = `{"Resource": ["${SECRET}", "arn:aws:ecs:*:444455556666:task/*", "arn:aws:s3:::bucket"]}`;
    assert.deepEqual(
      arnsIn(text).map(({ region, account }) => [region, account]),
      [
        ["eu-west-1", "111122223333"],
        ["*", "444455556666"],
      ],
    );
    assert.deepEqual(arnsIn("no ARN"), []);
  });
});
