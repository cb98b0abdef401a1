/** The table against what is known of it elsewhere: the provider's calls, and AWS's service reference. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { actionAcceptsResource } from "../../../../policypack/evaluation/catalogue/action-resources";
import { actionFacts } from "../../../../policypack/evaluation/catalogue/actions";
import { TABLES } from "../../../../policypack/policies/deployer-can-deploy/table";
import {
  type FurtherCalls,
  type Operation,
  OPERATIONS,
  type Target,
  type TypeRights,
} from "../../../../policypack/policies/deployer-can-deploy/type-rights";

type Bound = Partial<Record<Operation | "tags", string[]>>;

const { types } = JSON.parse(readFileSync(join(__dirname, "provider-operations.json"), "utf8")) as {
  types: Record<string, Bound>;
};
const rows = TABLES.flatMap((table) => table.rows);

/** Prefixes of actions that differ from the API's name. */
const PREFIXES: Record<string, string> = {
  efs: "elasticfilesystem",
  elbv2: "elasticloadbalancing",
  stepfunctions: "states",
};

/** Operations whose action has another name. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html */
const ACTIONS: Record<string, string[]> = {
  "s3:HeadBucket": ["s3:ListBucket"],
  "s3:ListObjectVersions": ["s3:ListBucketVersions"],
  "s3:DeleteObjects": ["s3:DeleteObject", "s3:DeleteObjectVersion"],
  "s3:GetBucketAccelerateConfiguration": ["s3:GetAccelerateConfiguration"],
  "s3:GetBucketCors": ["s3:GetBucketCORS"],
  "s3:GetBucketEncryption": ["s3:GetEncryptionConfiguration"],
  "s3:GetBucketLifecycleConfiguration": ["s3:GetLifecycleConfiguration"],
  "s3:GetBucketReplication": ["s3:GetReplicationConfiguration"],
  "s3:GetObjectLockConfiguration": ["s3:GetBucketObjectLockConfiguration"],
  "s3:PutBucketEncryption": ["s3:PutEncryptionConfiguration"],
  "s3:DeleteBucketEncryption": ["s3:PutEncryptionConfiguration"],
  "s3:GetPublicAccessBlock": ["s3:GetBucketPublicAccessBlock"],
  "s3:PutPublicAccessBlock": ["s3:PutBucketPublicAccessBlock"],
  "s3:DeletePublicAccessBlock": ["s3:PutBucketPublicAccessBlock"],
};

/** Calls in code that several types share, which the bound does not follow; looked up by hand in the row's source. */
const SHARED: Record<string, string[]> = {
  aws_sqs_queue_policy: ["sqs:GetQueueAttributes", "sqs:SetQueueAttributes"],
  aws_vpc_security_group_ingress_rule: [
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:DescribeSecurityGroupRules",
    "ec2:ModifySecurityGroupRules",
    "ec2:RevokeSecurityGroupIngress",
  ],
  aws_vpc_security_group_egress_rule: [
    "ec2:AuthorizeSecurityGroupEgress",
    "ec2:DescribeSecurityGroupRules",
    "ec2:ModifySecurityGroupRules",
    "ec2:RevokeSecurityGroupEgress",
  ],
};

function actionsOf(operations: string[] = []): string[] {
  return operations.flatMap((operation) => {
    const [api = "", name = ""] = operation.split(":");
    return ACTIONS[operation] ?? [`${PREFIXES[api] ?? api}:${name}`];
  });
}

/** The provider's calls for an operation: a creation may read and tag, and every read asks for tags. */
function bound({ provider }: TypeRights, operation: Operation): Set<string> {
  const of = types[provider] ?? {};
  return new Set([...actionsOf(of[operation]), ...actionsOf(of.tags), ...(SHARED[provider] ?? [])]);
}

const callsOf = (row: TypeRights): FurtherCalls[] => [row, ...(row.also ?? [])];
const template = (target: Target) => (typeof target === "string" ? target : target.arn);

describe("the table of rights", () => {
  it("has every type of the provider's that such stacks are made of", () => {
    assert.deepEqual(new Set(rows.map(({ provider }) => provider)), new Set(Object.keys(types)));
  });

  it("names each of Pulumi's types once", () => {
    const names = rows.flatMap((row) => row.types);
    assert.equal(new Set(names).size, names.length);
  });

  for (const row of rows) {
    it(`says of ${row.provider} nothing that the provider never calls`, () => {
      for (const calls of callsOf(row)) {
        for (const operation of OPERATIONS) {
          const allowed = bound(row, operation);
          const never = (calls[operation] ?? []).filter((action) => !allowed.has(action));
          assert.deepEqual(never, [], `${row.provider}, ${operation}`);
        }
      }
      const { create, tags: tagging } = types[row.provider] ?? {};
      const tags = [...actionsOf(create), ...actionsOf(tagging)];
      assert.deepEqual(
        (row.tags ?? []).filter((action) => !tags.includes(action)),
        [],
      );
    });

    it(`has ${row.provider} on resources that its actions take`, () => {
      for (const calls of [...callsOf(row), ...(row.asked ?? []), { on: row.tagsOn, create: row.tags }]) {
        const arn = template(calls.on ?? row.on)
          .replace("PARTITION", "aws")
          .replace("REGION", "eu-west-1")
          .replace("ACCOUNT", "111122223333")
          .replace(/\{path=\/\}/, "/")
          .replace(/\{\w+\?\/\}/, "")
          .replace(/\{loadBalancerType=application\}/, "app")
          .replace(/\{awsServiceName\}/, "ecs.amazonaws.com")
          .replace(/:\{name\}$/, row.provider === "aws_kms_alias" ? ":alias/x" : ":x")
          .replace(/\{\w+!?(?:=\w+)?\}/g, "x");
        for (const action of OPERATIONS.flatMap((operation) => calls[operation] ?? [])) {
          const facts = actionFacts(action);
          assert.ok(facts, `${action} of ${row.provider} does not exist`);
          const fits = facts.wildcardOnly || arn === "*" || actionAcceptsResource(action, arn);
          assert.ok(fits, `${action} is not asked on ${arn}, but on ${facts.arnFormats.join(" or ")}`);
        }
      }
    });
  }

  it("says for every type how it is created, read and, but for what only lists others, deleted", () => {
    for (const row of rows) {
      const operations = new Set(
        callsOf(row).flatMap((calls) =>
          OPERATIONS.filter((operation) => (calls[operation] ?? []).length > 0),
        ),
      );
      assert.ok(operations.has("create") && operations.has("read"), row.provider);
      const isOfOthers = /exclusive$|secret_version$/.test(row.provider);
      assert.equal(operations.has("delete"), !isOfOthers, row.provider);
    }
  });

  it("rests on a file of the provider's source and AWS's reference", () => {
    for (const table of TABLES)
      assert.match(table.reference, /^https:\/\/docs\.aws\.amazon\.com\/.*\/list_\w+\.html$/);
    for (const row of rows) assert.match(row.source, /^\w+\/\w+\.go$/);
  });
});
