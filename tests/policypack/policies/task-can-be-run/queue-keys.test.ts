/** The keys of queues that EventBridge, SNS and S3 write: what they write is encrypted on their behalf. */
import assert from "node:assert/strict";
import { taskCanBeRun } from "../../../../policypack/policies/task-can-be-run";
import { judgeStackByRule as judgeStack } from "../../../support/judge";
import {
  ACCOUNT,
  outputOf,
  REGION,
  resource,
  taskDefinition,
  type TestResource,
  withOutputs,
} from "../../../support/stacks";

const at = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
const QUEUE = at("sqs", "jobs");
const KEY = at("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab");
const SERVICE = "events.amazonaws.com";
const SOURCE = at("events", "rule/nightly");
const NEEDED = ["kms:GenerateDataKey", "kms:Decrypt"];

const ADMIN = {
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: "kms:*",
  Resource: "*",
};
const lets = (more: object = {}) => ({
  Effect: "Allow",
  Principal: { Service: SERVICE },
  Action: NEEDED,
  Resource: "*",
  ...more,
});

const policyOf = (...Statement: unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement });
/** In a later run. */
const key = (policy?: unknown) =>
  withOutputs(resource("aws:kms/key:Key", "jobs", { policy }), { arn: KEY, keyId: KEY.split("/")[1] });
const writable = {
  policy: policyOf({
    Effect: "Allow",
    Principal: { Service: SERVICE },
    Action: "sqs:SendMessage",
    Resource: "*",
  }),
};
const queue = (kmsMasterKeyId: unknown) =>
  withOutputs(resource("aws:sqs/queue:Queue", "jobs", { name: "jobs", kmsMasterKeyId, ...writable }), {
    arn: QUEUE,
  });
const rule = resource("aws:cloudwatch/eventRule:EventRule", "nightly", { name: "nightly" });
const target = (name = "nightly", arn: unknown = QUEUE) =>
  resource("aws:cloudwatch/eventTarget:EventTarget", name, { rule: "nightly", arn });

const judge = (...resources: TestResource[]) =>
  judgeStack(taskCanBeRun, [taskDefinition("orders", {}), rule, ...resources]);
const verdicts = (...resources: TestResource[]) => judge(...resources).map(({ verdict }) => verdict);

describe("task-can-be-run: the keys of queues that services write", () => {
  const compliant: Record<string, object[]> = {
    "the service named": [ADMIN, lets()],
    "every action of the service": [ADMIN, lets({ Action: ["kms:GenerateDataKey*", "kms:Decrypt"] })],
    "its source named": [lets({ Condition: { ArnLike: { "aws:SourceArn": at("events", "rule/*") } } })],
    "its account named": [lets({ Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } })],
    "the queue's service named": [
      lets({ Condition: { StringEquals: { "kms:ViaService": `sqs.${REGION}.amazonaws.com` } } }),
    ],
    "the queue named": [
      lets({ Condition: { StringEquals: { "kms:EncryptionContext:aws:sqs:arn": QUEUE } } }),
    ],
    "others of the organization denied": [
      lets(),
      {
        Effect: "Deny",
        Principal: "*",
        Action: "kms:*",
        Resource: "*",
        Condition: {
          StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-1a2b3c4d5e" },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      },
    ],
  };
  for (const [title, statements] of Object.entries(compliant)) {
    it(`Compliance: ${title}`, () => {
      for (const named of [KEY, KEY.split("/")[1]])
        assert.deepEqual(verdicts(key(policyOf(...statements)), queue(named), target()), []);
    });
  }

  const noncompliant: Record<string, object[]> = {
    "the account alone": [ADMIN],
    "another service": [ADMIN, lets({ Principal: { Service: "sns.amazonaws.com" } })],
    "one of two actions": [ADMIN, lets({ Action: "kms:Decrypt" })],
    "another source": [lets({ Condition: { ArnEquals: { "aws:SourceArn": at("events", "rule/other") } } })],
    "a Deny": [lets(), lets({ Effect: "Deny", Principal: "*" })],
  };
  for (const [title, statements] of Object.entries(noncompliant)) {
    it(`Noncompliance: ${title}`, () => {
      const [found, ...others] = judge(key(policyOf(...statements)), queue(KEY), target());
      assert.deepEqual(others, []);
      assert.equal(found?.verdict, "violated");
      assert.match(
        found.message,
        /EventBridge \(events.* may not encrypt what it writes into the queue jobs/,
      );
    });
  }

  it("Noncompliance: AWS's default policy of a key, said once a queue and service", () => {
    const [found, ...others] = judge(key(), queue(KEY), target(), target("again"));
    assert.deepEqual(others, []);
    assert.equal(found?.verdict, "violated");
    assert.ok(found.remedy.includes(`"Service": "${SERVICE}"`), found.remedy);
    assert.ok(
      NEEDED.every((action) => found.remedy.includes(action)),
      found.remedy,
    );
    assert.ok(!found.remedy.includes(SOURCE), "a key may serve several rules");
  });

  it("Noncompliance: AWS's own key, which serves no other service", () => {
    for (const named of ["alias/aws/sqs", at("kms", "alias/aws/sqs")]) {
      const [found, ...others] = judge(queue(named), target());
      assert.deepEqual(others, []);
      assert.equal(found?.verdict, "violated");
      assert.match(found.remedy, /key of your own .* or leave kmsMasterKeyId out/);
    }
  });

  it("Compliance: no key, a key that the stack does not create, and a queue that nothing writes", () => {
    for (const none of [undefined, null, "", KEY, "alias/elsewhere"])
      assert.deepEqual(verdicts(queue(none), target()), []);
    assert.deepEqual(verdicts(key(), queue(KEY)), []);
  });

  it("is unproven where the key's policy is not known, and never throws on what is none", () => {
    const open = resource("aws:kms/key:Key", "jobs", { policy: outputOf(rule) });
    assert.deepEqual(verdicts(withOutputs(open, { arn: KEY }), queue(KEY), target()), ["unproven"]);
    for (const odd of [7, [], {}, true]) assert.doesNotThrow(() => verdicts(key(odd), queue(odd), target()));
  });

  it("judges at a first preview by what is known, in the types of both providers", () => {
    const first = (policy: unknown) => resource("aws:kms/key:Key", "jobs", { policy });
    const native = (keyPolicy: unknown) => resource("aws-native:kms:Key", "jobs", { keyPolicy });
    for (const made of [first, native]) {
      const judged = (...statements: object[]) => {
        const own = made(policyOf(...statements));
        const written = resource("aws:sqs/queue:Queue", "jobs", {
          name: "jobs",
          kmsMasterKeyId: outputOf(own),
          ...writable,
        });
        return verdicts(own, written, target("nightly", outputOf(written)));
      };
      assert.deepEqual(judged(ADMIN, lets()), []);
      assert.deepEqual(judged(ADMIN), ["violated"]);
    }
  });

  it("finds the key behind an alias of the stack", () => {
    const alias = resource("aws:kms/alias:Alias", "jobs", { name: "alias/jobs", targetKeyId: KEY });
    const named = queue("alias/jobs");
    assert.deepEqual(verdicts(key(policyOf(ADMIN, lets())), alias, named, target()), []);
    assert.deepEqual(verdicts(key(policyOf(ADMIN)), alias, named, target()), ["violated"]);
  });
});
