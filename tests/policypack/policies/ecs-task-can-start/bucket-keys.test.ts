/** The keys of the buckets that environment files lie in, by every way of saying which. */
import assert from "node:assert/strict";
import { ecsTaskCanStart } from "../../../../policypack/policies/ecs-task-can-start";
import { judgeStackByRule as judgeStack, summary } from "../../../support/judge";
import {
  ACCOUNT,
  arnOf,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  unknown,
} from "../../../support/stacks";

const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1111aaaa-22bb-33cc-44dd-555566667777`;
const NAME = "app-config";
const READ = statement(["s3:GetObject", "s3:GetBucketLocation"]);
const fresh = resource("aws:kms/key:Key", "files", {});

const judge = (statements: object[], ...others: TestResource[]) =>
  summary(
    judgeStack(ecsTaskCanStart, [
      taskDefinition("app", {
        executionRoleArn: arnOf("role", "exec"),
        containerDefinitions: JSON.stringify([
          {
            name: "app",
            image: "nginx:1.27",
            environmentFiles: [{ type: "s3", value: `arn:aws:s3:::${NAME}/prod.env` }],
          },
        ]),
      }),
      role("exec"),
      rolePolicy("exec", "own", [READ, ...statements]),
      ...others,
    ]),
  );

/** The bucket with that key, in the spellings of the providers. */
const WAYS: [string, (key: unknown) => TestResource[]][] = [
  [
    "a resource of its own",
    (kmsMasterKeyId) => [
      resource(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "c",
        {
          bucket: NAME,
          rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } }],
        },
      ),
    ],
  ],
  [
    "the bucket itself",
    (kmsMasterKeyId) => [
      resource("aws:s3/bucket:Bucket", "c", {
        bucket: NAME,
        serverSideEncryptionConfiguration: {
          rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } },
        },
      }),
    ],
  ],
  [
    "BucketV2 itself",
    (kmsMasterKeyId) => [
      resource("aws:s3/bucketV2:BucketV2", "c", {
        bucket: NAME,
        serverSideEncryptionConfigurations: [
          { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms", kmsMasterKeyId }] }] },
        ],
      }),
    ],
  ],
  [
    "the bucket of aws-native",
    (kmsMasterKeyId) => [
      resource("aws-native:s3:Bucket", "c", {
        bucketName: NAME,
        bucketEncryption: {
          serverSideEncryptionConfiguration: [
            { serverSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } },
          ],
        },
      }),
    ],
  ],
];

describe("ecs-task-can-start by the keys of buckets", () => {
  for (const [title, bucket] of WAYS) {
    it(`asks for the key that ${title} names`, () => {
      assert.deepEqual(judge([], ...bucket(KEY)), ["violated role/exec kms:Decrypt"]);
      assert.deepEqual(judge([statement("kms:Decrypt", KEY)], ...bucket(KEY)), []);
      assert.deepEqual(judge([], ...bucket(outputOf(fresh)), fresh), ["unproven role/exec kms:Decrypt"]);
      assert.deepEqual(judge([statement("kms:Decrypt")], ...bucket(outputOf(fresh)), fresh), []);
    });

    it(`asks for none where ${title} names AWS's own, or none`, () => {
      for (const key of ["alias/aws/s3", "", undefined]) assert.deepEqual(judge([], ...bucket(key)), []);
    });
  }

  it("takes what the provider computes for no key of the program's", () => {
    const bucket = (serverSideEncryptionConfiguration: unknown) =>
      resource("aws:s3/bucket:Bucket", "c", { bucket: NAME, serverSideEncryptionConfiguration });
    assert.deepEqual(judge([], bucket(unknown())), []);
    assert.deepEqual(judge([], bucket(outputOf(fresh)), fresh), ["unproven role/exec kms:Decrypt"]);
    assert.deepEqual(judge([], bucket("no settings")), []);
  });
});
