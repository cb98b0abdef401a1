import assert from "node:assert/strict";
import { ecsTaskCanStart } from "../../../../policypack/policies/ecs-task-can-start";
import { judgeStackByRule as judgeStack, summary } from "../../../support/judge";
import {
  ACCOUNT,
  outputOf,
  REGION,
  resource,
  type TestResource,
  unknown,
  withOutputs,
} from "../../../support/stacks";

const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const FARGATE = "fargate.amazonaws.com";
const ACTIONS = ["kms:CreateGrant", "kms:GenerateDataKeyWithoutPlaintext"];

const allow = (Principal: object, Action: unknown, Condition?: object) => ({
  Effect: "Allow",
  Principal,
  Action,
  Resource: "*",
  Condition,
});
const account = allow({ AWS: `arn:aws:iam::${ACCOUNT}:root` }, "kms:*");
const key = (...statements: object[]) =>
  resource("aws:kms/key:Key", "storage", {
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [account, ...statements] }),
  });
const cluster = (fargateEphemeralStorageKmsKeyId: unknown, type = "aws:ecs/cluster:Cluster") =>
  resource(type, "main", {
    [type.startsWith("aws-native") ? "clusterName" : "name"]: "main",
    configuration: { managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId } },
  });
const of = (clusterAccount: string, clusterName: string, more: object = {}) => ({
  StringEquals: {
    "kms:EncryptionContext:aws:ecs:clusterAccount": [clusterAccount],
    "kms:EncryptionContext:aws:ecs:clusterName": [clusterName],
  },
  ...more,
});
const found = (...resources: TestResource[]) => summary(judgeStack(ecsTaskCanStart, resources));
const both = (...statements: object[]) => {
  const made = key(...statements);
  const first = found(made, cluster(outputOf(made)));
  const later = found(withOutputs(made, { arn: KEY }), cluster(KEY));
  assert.deepEqual(first, later);
  return later;
};

describe("ecs-task-can-start: keys of Fargate's ephemeral storage", () => {
  it("Compliance: Fargate may use the key", () => {
    assert.deepEqual(both(allow({ Service: FARGATE }, ACTIONS)), []);
    assert.deepEqual(both(allow({ Service: [FARGATE, "x.amazonaws.com"] }, "kms:*")), []);
  });

  it("Compliance: with the conditions of AWS's guide", () => {
    const grants = { "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] } };
    const guide = [
      allow({ Service: FARGATE }, "kms:GenerateDataKeyWithoutPlaintext", of(ACCOUNT, "main")),
      allow({ Service: FARGATE }, "kms:CreateGrant", of(ACCOUNT, "main", grants)),
    ];
    assert.deepEqual(both(...guide), []);
  });

  it("Noncompliance: the key's policy leaves Fargate out, or an action, or the cluster", () => {
    const all = [`violated Fargate (${FARGATE}) ${ACTIONS.join(" ")}`];
    assert.deepEqual(both(), all);
    assert.deepEqual(both(allow({ Service: "ecs.amazonaws.com" }, ACTIONS)), all);
    assert.deepEqual(both(allow({ Service: FARGATE }, ACTIONS, of(ACCOUNT, "other"))), all);
    assert.deepEqual(both(allow({ Service: FARGATE }, ACTIONS[1])), [
      `violated Fargate (${FARGATE}) kms:CreateGrant`,
    ]);
  });

  it("unproven where what should name the key is something else", () => {
    const unproven = [`unproven Fargate (${FARGATE}) ${ACTIONS.join(" ")}`];
    const named = (configuration: unknown) =>
      found(resource("aws:ecs/cluster:Cluster", "main", { configuration }));
    assert.deepEqual(named(42), unproven);
    assert.deepEqual(named({ managedStorageConfiguration: [KEY] }), unproven);
    assert.deepEqual(
      named({ managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId: { arn: KEY } } }),
      unproven,
    );
    assert.deepEqual(named({ managedStorageConfiguration: {} }), []);
    assert.deepEqual(named({}), []);
    assert.deepEqual(named(null), []);
  });

  it("of aws-native too", () => {
    const later = withOutputs(key(), { arn: KEY });
    assert.equal(found(later, cluster(KEY, "aws-native:ecs:Cluster")).length, 1);
  });

  it("says nothing of keys of others, and of clusters without one", () => {
    for (const named of [undefined, null, "", KEY, unknown()]) assert.deepEqual(found(cluster(named)), []);
    assert.deepEqual(found(resource("aws:ecs/cluster:Cluster", "main", { configuration: unknown() })), []);
  });
});
