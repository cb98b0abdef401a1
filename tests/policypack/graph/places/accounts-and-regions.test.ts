import assert from "node:assert/strict";
import { AccountsAndRegions } from "../../../../policypack/graph/places/accounts-and-regions";
import type { StackSettings } from "../../../../policypack/graph/settings";
import type { PlainResource } from "../../../../policypack/graph/types";
import * as s from "../../../support/stacks";

const OTHER = "111122223333";
const table = (account: string, region = "eu-west-1") => `arn:aws:dynamodb:${region}:${account}:table/jobs`;
const reading = (...tables: string[]) => s.policy("Read", [s.statement("dynamodb:GetItem", tables)]);

/** What is known of where the stack as a whole lies. */
const identityOf = (resources: PlainResource[], settings: StackSettings) =>
  new AccountsAndRegions(resources, settings).whereKnown();

describe("Where a stack lies", () => {
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

  it("else by the ARNs in documents, if all of them agree", () => {
    const found = identityOf([reading(table(s.ACCOUNT), table(s.ACCOUNT))], {});
    assert.deepEqual(found, { account: s.ACCOUNT, region: "eu-west-1", partition: "aws" });
  });

  it("not by what most of them say", () => {
    const most = reading(table(s.ACCOUNT), table(s.ACCOUNT, "us-east-1"), table(s.ACCOUNT, "us-east-1"));
    assert.deepEqual(identityOf([most], {}), { account: s.ACCOUNT, region: undefined, partition: "aws" });
  });

  it("before all other ARNs, by the roles and policies that properties name", () => {
    const attached = s.attachment("app", s.arnOf("policy", "Read"));
    assert.equal(identityOf([attached, reading(table(OTHER))], {}).account, s.ACCOUNT);
  });

  it("of these ARNs, by those of logs and parameters, which are the own account's", () => {
    const logs = `arn:aws:logs:eu-west-1:${s.ACCOUNT}:log-group:/ecs/app:*`;
    assert.equal(identityOf([reading(logs, table(OTHER), table(OTHER))], {}).account, s.ACCOUNT);
  });

  it("by the Region of what a task logs and reads, before that of what its application does", () => {
    const log = { logDriver: "awslogs", options: { "awslogs-group": "a", "awslogs-region": "eu-west-1" } };
    const tables = reading(table(s.ACCOUNT, "us-east-1"), table(s.ACCOUNT, "us-east-2"));
    const containerDefinitions = [{ name: "app", logConfiguration: log }];
    for (const written of [containerDefinitions, JSON.stringify(containerDefinitions)]) {
      const task = s.taskDefinition("web", { containerDefinitions: written });
      assert.equal(identityOf([task, tables], {}).region, "eu-west-1");
    }
  });

  it("by a trust policy's conditions last, as they are judged by it", () => {
    const trusting = s.role("app", {
      assumeRolePolicy: JSON.stringify(
        s.document({
          Effect: "Allow",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { ArnLike: { "aws:SourceArn": `arn:aws:ecs:us-east-1:${OTHER}:*` } },
        }),
      ),
    });
    assert.deepEqual(identityOf([trusting, reading(table(s.ACCOUNT))], {}).region, "eu-west-1");
    assert.deepEqual(identityOf([trusting], {}).region, "us-east-1");
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
