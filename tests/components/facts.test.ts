import assert from "node:assert/strict";
import * as arns from "../../components/arns";
import { describeFargateMemory, fargateCpus, fargateMemoryFor } from "../../components/fargate";
import { parseImage } from "../../components/images";
import {
  endsLikeRandomSuffix,
  parseSecretArn,
  secretResource,
  secretValueFrom,
} from "../../components/secrets";
import { china, scope } from "./documents/samples";

describe("ARNs", () => {
  for (const [region, partition, suffix] of [
    ["ap-northeast-2", "aws", "amazonaws.com"],
    ["us-gov-east-1", "aws-us-gov", "amazonaws.com"],
    ["cn-northwest-1", "aws-cn", "amazonaws.com.cn"],
  ] as const) {
    it(`of ${region} belong to partition ${partition}`, () => {
      assert.equal(arns.partitionOf(region), partition);
      assert.equal(arns.dnsSuffix(partition), suffix);
    });
  }

  it("of roles and policies carry the path", () => {
    assert.equal(arns.roleArn(scope, "app", "/team/a/"), "arn:aws:iam::111122223333:role/team/a/app");
    assert.equal(arns.policyArn(scope, "app"), "arn:aws:iam::111122223333:policy/app");
  });

  it("that are given stay as they are", () => {
    const key = "arn:aws-cn:kms:cn-north-1:111122223333:key/x";
    assert.equal(arns.keyArn(china, key), key);
    assert.equal(arns.regionOf(scope, key), "cn-north-1");
    const boundary = "arn:aws:iam::aws:policy/PowerUserAccess";
    assert.equal(arns.policyArnOf(scope, boundary), boundary);
  });
});

describe("An image", () => {
  const digest = `sha256:${"a".repeat(64)}`;
  const ecr = (name: string, region = "ap-northeast-2") => ({ accountId: "111122223333", region, name });

  for (const [image, expected] of [
    ["nginx", { repository: "nginx" }],
    ["nginx:1.27", { repository: "nginx", tag: "1.27" }],
    [`localhost:5000/app@${digest}`, { repository: "localhost:5000/app", digest }],
    [`ghcr.io/acme/app:1@${digest}`, { repository: "ghcr.io/acme/app", tag: "1", digest }],
    [
      "public.ecr.aws/docker/library/busybox:1.36",
      { repository: "public.ecr.aws/docker/library/busybox", tag: "1.36" },
    ],
  ] as const) {
    it(`${image.slice(0, 50)} lies in no private ECR repository`, () => {
      assert.deepEqual(JSON.parse(JSON.stringify(parseImage(image))), expected);
    });
  }

  for (const [image, expected] of [
    ["111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/team/app:1", ecr("team/app")],
    [`111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/app@${digest}`, ecr("app")],
    ["111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/app:1", ecr("app", "cn-north-1")],
    ["111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com/app:1", ecr("app", "us-gov-west-1")],
    ["111122223333.dkr-ecr.ap-northeast-2.on.aws/app:1", ecr("app")],
  ] as const) {
    it(`${image.slice(0, 60)} lies in ECR`, () => assert.deepEqual(parseImage(image)?.ecr, expected));
  }

  for (const image of ["", "my app", "app:", "app@sha256:12", "UPPER/Case", "app:tag:tag", "https://x/y"]) {
    it(`${JSON.stringify(image)} is none`, () => assert.equal(parseImage(image), undefined));
  }

  it("of hostile length is refused", () => {
    assert.equal(parseImage(`${"a-".repeat(50_000)}!`), undefined);
  });
});

describe("Fargate", () => {
  it("has the memory sizes that AWS documents", () => {
    assert.deepEqual(fargateMemoryFor(256), [512, 1024, 2048]);
    assert.deepEqual(fargateMemoryFor(512), [1024, 2048, 3072, 4096]);
    assert.equal(fargateMemoryFor(4096).at(-1), 30720);
    assert.deepEqual(fargateMemoryFor(8192).slice(0, 2), [16384, 20480]);
    assert.deepEqual(fargateMemoryFor(16384).at(-1), 122880);
    assert.deepEqual(fargateMemoryFor(300), []);
  });

  it("has a way to say each of them", () => {
    assert.equal(describeFargateMemory(256), "512, 1024, 2048 MiB");
    assert.equal(describeFargateMemory(2048), "4096 to 16384 MiB in steps of 1024");
    for (const cpu of fargateCpus) assert.match(describeFargateMemory(cpu), /MiB/);
  });
});

describe("A secret", () => {
  const arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-a1B2c3";

  it("by name is any secret of that name to IAM, and a partial ARN to ECS", () => {
    const prefix = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:prod/db";
    assert.equal(secretResource(scope, "prod/db"), `${prefix}-??????`);
    assert.equal(secretValueFrom(scope, "prod/db"), prefix);
    assert.equal(secretValueFrom(scope, "prod/db", "user"), `${prefix}:user::`);
  });

  it("by ARN is that ARN to IAM, without what ECS appends", () => {
    assert.equal(secretResource(scope, `${arn}:user:AWSPREVIOUS:`), arn);
    assert.equal(secretValueFrom(scope, `${arn}:user:AWSPREVIOUS:`), `${arn}:user:AWSPREVIOUS:`);
    assert.equal(secretValueFrom(scope, arn, "user"), `${arn}:user::`);
  });

  it("has its ARN taken apart", () => {
    assert.deepEqual(parseSecretArn(`${arn}:user::`), { arn, name: "prod/db-a1B2c3", suffix: ":user::" });
    assert.equal(parseSecretArn("prod/db"), undefined);
  });

  it("has a random suffix of six letters and digits", () => {
    assert.ok(endsLikeRandomSuffix("prod/db-a1B2c3"));
    assert.ok(!endsLikeRandomSuffix("prod/db"));
    assert.ok(!endsLikeRandomSuffix("prod/ignite-pilot/postgresInfo2"));
  });
});
