import assert from "node:assert/strict";
import { identityOf } from "../../../../policypack/graph/places/identity";
import * as s from "../../../support/stacks";

const OTHER = "111122223333";
const table = (account: string, region = "eu-west-1") => `arn:aws:dynamodb:${region}:${account}:table/jobs`;
const reading = (...tables: string[]) => s.policy("Read", [s.statement("dynamodb:GetItem", tables)]);

describe("identityOf", () => {
  it("goes by config", () => {
    const settings = { account: OTHER, region: "cn-north-1", partition: "aws-cn" };
    assert.deepEqual(identityOf([reading(table(s.ACCOUNT))], settings), settings);
  });

  it("else by the resources' own ARNs", () => {
    const created = s.withOutputs(s.role("app"), { arn: s.arnOf("role", "app") });
    assert.equal(identityOf([created, reading(table(OTHER), table(OTHER))], {}).account, s.ACCOUNT);
  });

  it("else by a provider that admits one account", () => {
    const provider = {
      urn: "urn:provider",
      type: "pulumi:providers:aws",
      name: "aws",
      props: { region: "eu-west-1", allowedAccountIds: JSON.stringify([s.ACCOUNT]) },
    };
    const { account, region, partition } = identityOf([{ ...s.role("app"), provider }], {});
    assert.deepEqual([account, region, partition], [s.ACCOUNT, "eu-west-1", "aws"]);
  });

  it("else by what most ARNs in documents say", () => {
    const found = identityOf([reading(table(s.ACCOUNT), table(s.ACCOUNT), table(OTHER))], {});
    assert.deepEqual(found, { account: s.ACCOUNT, region: "eu-west-1", partition: "aws" });
  });

  it("of these, by what is rarely another account's, however often shared images and keys are named", () => {
    const shared = [`arn:aws:ecr:eu-west-1:${OTHER}:repository/a`, `arn:aws:kms:eu-west-1:${OTHER}:key/b`];
    assert.equal(identityOf([reading(table(s.ACCOUNT), ...shared)], {}).account, s.ACCOUNT);
  });

  it("also by ARNs that name every region", () => {
    assert.equal(identityOf([reading(table(s.ACCOUNT, "*"))], {}).account, s.ACCOUNT);
  });

  it("not by ARNs that contradict each other", () => {
    assert.equal(identityOf([reading(table(s.ACCOUNT), table(OTHER))], {}).account, undefined);
  });

  it("derives the partition from the region", () => {
    for (const [region, partition] of [
      ["cn-north-1", "aws-cn"],
      ["us-gov-west-1", "aws-us-gov"],
      ["eu-west-1", "aws"],
    ] as const) {
      assert.equal(identityOf([], { region }).partition, partition);
    }
  });

  it("takes the region's partition for the stack's, however many ARNs name another", () => {
    const elsewhere = ["a", "b"].map((name) => `arn:aws-us-gov:iam::${s.ACCOUNT}:role/${name}`);
    const passing = s.policy("Pass", [s.statement("iam:PassRole", elsewhere)]);
    assert.equal(identityOf([reading(table(s.ACCOUNT)), passing], {}).partition, "aws");
  });

  it("is nothing where nothing tells", () => {
    assert.deepEqual(identityOf([s.role("app")], {}), {
      account: undefined,
      region: undefined,
      partition: undefined,
    });
  });
});
