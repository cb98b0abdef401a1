import assert from "node:assert/strict";
import { dnsSuffix, partitionOf } from "../../../policypack/aws/partitions";

describe("partitions", () => {
  for (const [region, partition, suffix] of [
    ["eu-west-1", "aws", "amazonaws.com"],
    ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
    ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
    ["eusc-de-east-1", "aws-eusc", "amazonaws.com"],
    [undefined, "aws", "amazonaws.com"],
  ] as const) {
    it(`has ${region ?? "an unknown region"} in ${partition}`, () => {
      assert.equal(partitionOf(region), partition);
      assert.equal(dnsSuffix(partition), suffix);
    });
  }
});
