import assert from "node:assert/strict";
import { buildModel } from "../../../../policypack/graph/model";
import type { PlainResource } from "../../../../policypack/graph/types";
import * as s from "../../../support/stacks";

const SETTINGS = { account: s.ACCOUNT, region: s.REGION, partition: "aws" };
const QUEUE = `arn:aws:sqs:${s.REGION}:${s.ACCOUNT}:jobs`;
const SECRET = `arn:aws:secretsmanager:${s.REGION}:${s.ACCOUNT}:secret:db`;
const KEY_ID = "0a1b2c3d-1111-2222-3333-444455556666";
const KEY = `arn:aws:kms:${s.REGION}:${s.ACCOUNT}:key/${KEY_ID}`;

const EVERYBODY = { Effect: "Deny", Principal: "*", Action: "*", Resource: "*" };
const DOCUMENT = s.document(EVERYBODY);
const TEXT = JSON.stringify(DOCUMENT);

const of = (type: string, name: string, props: Record<string, unknown>) => s.resource(type, name, props);

function policiesOf(resources: PlainResource[], inputs?: Map<string, Set<string>>) {
  return buildModel(resources, SETTINGS, inputs).resourcePolicies;
}

/** The names of the policies on an ARN, those that may stand there behind a question mark. */
function on(resources: PlainResource[], arn: string, resource?: PlainResource): string[] {
  const { policies, possible } = policiesOf(resources).on({ arn, resource });
  return [...policies.map(({ name }) => name), ...possible.map(({ name }) => `${name}?`)].sort();
}

/** Each way to write a policy, and the ARN of what it stands on. */
const WAYS: [string, Record<string, unknown>, string, string][] = [
  [
    "aws:s3/bucketPolicy:BucketPolicy",
    { bucket: "data", policy: TEXT },
    "bucket",
    "arn:aws:s3:::data/a/b.txt",
  ],
  ["aws:s3/bucketPolicy:BucketPolicy", { bucket: "data", policy: DOCUMENT }, "bucket", "arn:aws:s3:::data"],
  ["aws:s3/bucket:Bucket", { bucket: "data", policy: TEXT }, "bucket", "arn:aws:s3:::data"],
  ["aws:s3/bucketV2:BucketV2", { bucket: "data", policy: TEXT }, "bucket", "arn:aws:s3:::data/*"],
  ["aws-native:s3:BucketPolicy", { bucket: "data", policyDocument: DOCUMENT }, "bucket", "arn:aws:s3:::data"],
  [
    "aws:s3/accessPoint:AccessPoint",
    { name: "in", bucket: "data", policy: TEXT },
    "access point",
    `arn:aws:s3:${s.REGION}:${s.ACCOUNT}:accesspoint/in/object/a`,
  ],
  [
    "aws-native:s3:AccessPoint",
    { name: "in", bucket: "data", policy: DOCUMENT },
    "access point",
    `arn:aws:s3:${s.REGION}:${s.ACCOUNT}:accesspoint/in`,
  ],
  [
    "aws:s3control/accessPointPolicy:AccessPointPolicy",
    { accessPointArn: `arn:aws:s3:${s.REGION}:${s.ACCOUNT}:accesspoint/in`, policy: TEXT },
    "access point",
    `arn:aws:s3:${s.REGION}:${s.ACCOUNT}:accesspoint/in`,
  ],
  ["aws:kms/key:Key", { keyId: KEY_ID, arn: KEY, policy: TEXT }, "key", KEY],
  ["aws:kms/externalKey:ExternalKey", { keyId: KEY_ID, arn: KEY, policy: TEXT }, "key", KEY],
  ["aws:kms/replicaKey:ReplicaKey", { keyId: KEY_ID, arn: KEY, policy: TEXT }, "key", KEY],
  ["aws:kms/replicaExternalKey:ReplicaExternalKey", { keyId: KEY_ID, arn: KEY, policy: TEXT }, "key", KEY],
  ["aws-native:kms:Key", { keyId: KEY_ID, arn: KEY, keyPolicy: DOCUMENT }, "key", KEY],
  ["aws-native:kms:ReplicaKey", { keyId: KEY_ID, arn: KEY, keyPolicy: DOCUMENT }, "key", KEY],
  ["aws:kms/keyPolicy:KeyPolicy", { keyId: KEY_ID, policy: TEXT }, "key", KEY],
  ["aws:kms/keyPolicy:KeyPolicy", { keyId: KEY, policy: TEXT }, "key", KEY],
  [
    "aws:kms/grant:Grant",
    { keyId: KEY_ID, granteePrincipal: s.arnOf("role", "app"), operations: ["Decrypt"] },
    "key",
    KEY,
  ],
  ["aws:secretsmanager/secret:Secret", { name: "db", policy: TEXT }, "secret", `${SECRET}-??????`],
  ["aws:secretsmanager/secret:Secret", { name: "db", policy: TEXT }, "secret", `${SECRET}-AbCdEf`],
  [
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    { secretArn: `${SECRET}-AbCdEf`, policy: TEXT },
    "secret",
    `${SECRET}-??????`,
  ],
  [
    "aws-native:secretsmanager:ResourcePolicy",
    { secretId: "db", resourcePolicy: DOCUMENT },
    "secret",
    `${SECRET}-AbCdEf`,
  ],
  [
    "aws:ecr/repositoryPolicy:RepositoryPolicy",
    { repository: "web", policy: TEXT },
    "repository",
    `arn:aws:ecr:${s.REGION}:${s.ACCOUNT}:repository/web`,
  ],
  [
    "aws-native:ecr:Repository",
    { repositoryName: "web", repositoryPolicyText: DOCUMENT },
    "repository",
    `arn:aws:ecr:${s.REGION}:${s.ACCOUNT}:repository/web`,
  ],
  [
    "aws:ecr/registryPolicy:RegistryPolicy",
    { policy: TEXT },
    "registry",
    `arn:aws:ecr:${s.REGION}:${s.ACCOUNT}:repository/web`,
  ],
  [
    "aws-native:ecr:RegistryPolicy",
    { policyText: DOCUMENT },
    "registry",
    `arn:aws:ecr:${s.REGION}:${s.ACCOUNT}:repository/web`,
  ],
  ["aws:sqs/queue:Queue", { name: "jobs", policy: TEXT }, "queue", QUEUE],
  [
    "aws:sqs/queuePolicy:QueuePolicy",
    { queueUrl: `https://sqs.${s.REGION}.amazonaws.com/${s.ACCOUNT}/jobs`, policy: TEXT },
    "queue",
    QUEUE,
  ],
  [
    "aws-native:sqs:QueuePolicy",
    { queues: [`https://sqs.${s.REGION}.amazonaws.com/${s.ACCOUNT}/jobs`], policyDocument: DOCUMENT },
    "queue",
    QUEUE,
  ],
  [
    "aws-native:sqs:QueueInlinePolicy",
    { queue: `https://sqs.${s.REGION}.amazonaws.com/${s.ACCOUNT}/jobs`, policyDocument: DOCUMENT },
    "queue",
    QUEUE,
  ],
  [
    "aws:sns/topic:Topic",
    { name: "news", policy: TEXT },
    "topic",
    `arn:aws:sns:${s.REGION}:${s.ACCOUNT}:news`,
  ],
  [
    "aws:sns/topicPolicy:TopicPolicy",
    { arn: `arn:aws:sns:${s.REGION}:${s.ACCOUNT}:news`, policy: TEXT },
    "topic",
    `arn:aws:sns:${s.REGION}:${s.ACCOUNT}:news`,
  ],
  [
    "aws-native:sns:TopicPolicy",
    { topics: [`arn:aws:sns:${s.REGION}:${s.ACCOUNT}:news`], policyDocument: DOCUMENT },
    "topic",
    `arn:aws:sns:${s.REGION}:${s.ACCOUNT}:news`,
  ],
  [
    "aws-native:sns:TopicInlinePolicy",
    { topicArn: `arn:aws:sns:${s.REGION}:${s.ACCOUNT}:news`, policyDocument: DOCUMENT },
    "topic",
    `arn:aws:sns:${s.REGION}:${s.ACCOUNT}:news`,
  ],
  [
    "aws:dynamodb/resourcePolicy:ResourcePolicy",
    { resourceArn: `arn:aws:dynamodb:${s.REGION}:${s.ACCOUNT}:table/jobs`, policy: TEXT },
    "table",
    `arn:aws:dynamodb:${s.REGION}:${s.ACCOUNT}:table/jobs/index/by-day`,
  ],
  [
    "aws-native:dynamodb:Table",
    { tableName: "jobs", resourcePolicy: { policyDocument: DOCUMENT } },
    "table",
    `arn:aws:dynamodb:${s.REGION}:${s.ACCOUNT}:table/jobs`,
  ],
  [
    "aws:kinesis/resourcePolicy:ResourcePolicy",
    { resourceArn: `arn:aws:kinesis:${s.REGION}:${s.ACCOUNT}:stream/in`, policy: TEXT },
    "stream",
    `arn:aws:kinesis:${s.REGION}:${s.ACCOUNT}:stream/in`,
  ],
  [
    "aws-native:kinesis:ResourcePolicy",
    { resourceArn: `arn:aws:kinesis:${s.REGION}:${s.ACCOUNT}:stream/in`, resourcePolicy: DOCUMENT },
    "stream",
    `arn:aws:kinesis:${s.REGION}:${s.ACCOUNT}:stream/in`,
  ],
  [
    "aws:efs/fileSystemPolicy:FileSystemPolicy",
    { fileSystemId: "fs-01", policy: TEXT },
    "file system",
    `arn:aws:elasticfilesystem:${s.REGION}:${s.ACCOUNT}:file-system/fs-01`,
  ],
  [
    "aws-native:efs:FileSystem",
    { fileSystemId: "fs-01", fileSystemPolicy: DOCUMENT },
    "file system",
    `arn:aws:elasticfilesystem:${s.REGION}:${s.ACCOUNT}:file-system/fs-01`,
  ],
  [
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    { policyName: "dns", policyDocument: TEXT },
    "log groups",
    `arn:aws:logs:${s.REGION}:${s.ACCOUNT}:log-group:/ecs/web:*`,
  ],
  [
    "aws-native:logs:ResourcePolicy",
    { policyName: "dns", policyDocument: TEXT },
    "log groups",
    `arn:aws:logs:${s.REGION}:${s.ACCOUNT}:log-group:/ecs/web`,
  ],
  [
    "aws-native:logs:LogGroup",
    { logGroupName: "/ecs/web", resourcePolicyDocument: DOCUMENT },
    "log groups",
    `arn:aws:logs:${s.REGION}:${s.ACCOUNT}:log-group:/ecs/web:log-stream:a`,
  ],
  [
    "aws:opensearch/domain:Domain",
    { domainName: "find", accessPolicies: TEXT },
    "domain",
    `arn:aws:es:${s.REGION}:${s.ACCOUNT}:domain/find/index/_search`,
  ],
  [
    "aws:elasticsearch/domain:Domain",
    { domainName: "find", accessPolicies: DOCUMENT },
    "domain",
    `arn:aws:es:${s.REGION}:${s.ACCOUNT}:domain/find`,
  ],
  [
    "aws:opensearch/domainPolicy:DomainPolicy",
    { domainName: "find", accessPolicies: TEXT },
    "domain",
    `arn:aws:es:${s.REGION}:${s.ACCOUNT}:domain/find`,
  ],
  [
    "aws-native:opensearchservice:Domain",
    { domainName: "find", accessPolicies: DOCUMENT },
    "domain",
    `arn:aws:es:${s.REGION}:${s.ACCOUNT}:domain/find`,
  ],
  [
    "aws:lambda/permission:Permission",
    { function: "hook", principal: "sns.amazonaws.com", action: "lambda:InvokeFunction" },
    "function",
    `arn:aws:lambda:${s.REGION}:${s.ACCOUNT}:function:hook:live`,
  ],
  [
    "aws-native:lambda:Permission",
    { functionName: "hook", principal: s.ACCOUNT, action: "lambda:InvokeFunction" },
    "function",
    `arn:aws:lambda:${s.REGION}:${s.ACCOUNT}:function:hook`,
  ],
  [
    "aws:lambda/resourcePolicy:ResourcePolicy",
    { resourceArn: `arn:aws:lambda:${s.REGION}:${s.ACCOUNT}:function:hook`, policy: TEXT },
    "function",
    `arn:aws:lambda:${s.REGION}:${s.ACCOUNT}:function:hook`,
  ],
];

describe("The policies of resources", () => {
  for (const [type, props, kind, arn] of WAYS) {
    it(`reads ${type} on ${arn}`, () => {
      const policies = policiesOf([of(type, "it", props)]);
      assert.deepEqual(
        policies.all.map((policy) => [policy.on, policy.kind]),
        [[kind, "resource"]],
      );
      const [policy] = policies.all;
      assert.equal(policy?.reading.state, "known", JSON.stringify(policy?.reading));
      assert.deepEqual(policies.on({ arn }).policies, [policy]);
      assert.deepEqual(policies.on({ arn }).possible, []);
      const other = arn.replace(
        /(data|\/in|0a1b2c3d|:db|web|jobs|news|fs-01|find|hook)/,
        (name) => `${name}-2`,
      );
      if (kind !== "registry" && kind !== "log groups")
        assert.deepEqual(on([of(type, "it", props)], other), []);
    });
  }

  it("are there as unknown, malformed and missing as they are written", () => {
    const state = (policy: unknown) =>
      policiesOf([of("aws:s3/bucketPolicy:BucketPolicy", "it", { bucket: "data", policy })]).all.map(
        ({ reading }) => reading.state,
      );
    assert.deepEqual(state(s.unknown()), ["unknown"]);
    assert.deepEqual(state("{"), ["malformed"]);
    assert.deepEqual(state(7), ["malformed"]);
    assert.deepEqual(state(undefined), ["malformed"]);
  });

  it("find what they stand on by dependency where its name is not known", () => {
    const key = of("aws:kms/key:Key", "key", {});
    const policy = of("aws:kms/keyPolicy:KeyPolicy", "policy", { keyId: s.outputOf(key), policy: TEXT });
    const other = of("aws:kms/key:Key", "other", {});
    const stack = [key, policy, other];
    const anyKey = `arn:aws:kms:${s.REGION}:${s.ACCOUNT}:key/*`;
    assert.deepEqual(on(stack, anyKey, key), ["policy"]);
    assert.deepEqual(on(stack, anyKey, other), []);
    assert.deepEqual(on(stack, anyKey), ["policy?"]);
    assert.deepEqual(on(stack, KEY), [], "an id that is written out is none that AWS has yet to give");
  });

  it("may stand on each of several, or on whatever there is, where nothing tells", () => {
    const [one, two] = [
      of("aws:sqs/queue:Queue", "one", { name: "one" }),
      of("aws:sqs/queue:Queue", "two", { name: "two" }),
    ];
    const either = of("aws:sqs/queuePolicy:QueuePolicy", "either", {
      queueUrl: s.outputOf(one),
      policy: TEXT,
    });
    either.propertyDependencies["queueUrl"] = [one.urn, two.urn];
    assert.deepEqual(on([one, two, either], QUEUE.replace("jobs", "one")), ["either?"]);
    const any = of("aws:sqs/queuePolicy:QueuePolicy", "any", { queueUrl: s.unknown(), policy: TEXT });
    assert.deepEqual(on([any], QUEUE), ["any?"]);
    assert.deepEqual(on([any], SECRET), []);
  });

  it("stand on each queue of a list", () => {
    const [one, two] = [of("aws-native:sqs:Queue", "one", {}), of("aws-native:sqs:Queue", "two", {})];
    const both = of("aws-native:sqs:QueuePolicy", "both", {
      queues: [s.outputOf(one), s.outputOf(two)],
      policyDocument: DOCUMENT,
    });
    const stack = [one, two, both];
    for (const queue of [one, two]) {
      assert.deepEqual(
        policiesOf(stack)
          .on({ resource: queue })
          .policies.map(({ name }) => name),
        ["both"],
      );
    }
  });

  it("are uncertain where two are written in place of one another, and all hold where each is an addition", () => {
    const bucket = of("aws:s3/bucket:Bucket", "data", { bucket: "data", policy: TEXT });
    const own = of("aws:s3/bucketPolicy:BucketPolicy", "own", { bucket: "data", policy: TEXT });
    assert.deepEqual(on([bucket, own], "arn:aws:s3:::data"), ["data?", "own?"]);
    const permit = (name: string) =>
      of("aws:lambda/permission:Permission", name, {
        function: "hook",
        principal: "sns.amazonaws.com",
        action: "lambda:InvokeFunction",
      });
    const hook = `arn:aws:lambda:${s.REGION}:${s.ACCOUNT}:function:hook`;
    assert.deepEqual(on([permit("one"), permit("two")], hook), ["one", "two"]);
  });

  it("of a function's permission are about the version or alias that it is for", () => {
    const resources = (qualifier: unknown) => {
      const [policy] = policiesOf([
        of("aws:lambda/permission:Permission", "one", {
          function: "hook",
          principal: "sns.amazonaws.com",
          action: "lambda:InvokeFunction",
          qualifier,
        }),
      ]).all;
      return policy?.reading.state === "known"
        ? policy.reading.document.statements[0]?.resources?.patterns
        : [];
    };
    assert.deepEqual(resources("live"), ["arn:*:lambda:*:*:function:*:live"]);
    for (const whole of [undefined, "", "$LATEST", 7]) assert.deepEqual(resources(whole), ["*"]);
    assert.deepEqual(resources(s.unknown()), ["*"], "of which it is not known, as all of it may be meant");
  });

  it("are none where the program set none, whatever the outputs have", () => {
    const key = of("aws:kms/key:Key", "key", {});
    const after = s.withOutputs(key, { arn: KEY, keyId: KEY_ID, policy: TEXT });
    const first = s.withOutputs(key, { policy: s.unknown() });
    const seen = new Map([[key.urn, new Set<string>()]]);
    assert.deepEqual(policiesOf([after], seen).all, []);
    assert.deepEqual(policiesOf([first], seen).all, []);
    assert.equal(policiesOf([after], seen).on({ arn: KEY }).origin, "created");
    assert.equal(policiesOf([after], seen).on({ arn: KEY }).resource?.name, "key");
  });

  it("are those that were read, of what the stack only looks up", () => {
    const key = of("aws:kms/key:Key", "key", { arn: KEY, keyId: KEY_ID, policy: TEXT });
    const seen = new Map([["urn:another", new Set<string>()]]);
    const { origin, policies } = policiesOf([key], seen).on({ arn: KEY });
    assert.deepEqual([origin, policies.length], ["looked up", 1]);
    assert.equal(policiesOf([], seen).on({ arn: KEY }).origin, "elsewhere");
  });

  it("name what an organization attaches them to", () => {
    const content = JSON.stringify(s.document(s.deny("ecs:*")));
    const policy = of("aws:organizations/policy:Policy", "scp", { name: "scp", content });
    const attached = of("aws:organizations/policyAttachment:PolicyAttachment", "to", {
      policyId: s.outputOf(policy),
      targetId: "ou-abcd-12345678",
    });
    const open = of("aws:organizations/policyAttachment:PolicyAttachment", "open", {
      policyId: s.outputOf(policy),
      targetId: s.unknown(),
    });
    const native = of("aws-native:organizations:Policy", "rcp", {
      name: "rcp",
      type: "RESOURCE_CONTROL_POLICY",
      content: DOCUMENT,
      targetIds: [s.ACCOUNT],
    });
    const tags = of("aws:organizations/policy:Policy", "tags", { type: "TAG_POLICY", content: "{}" });
    const found = policiesOf([policy, attached, open, native, tags]).all;
    assert.deepEqual(
      found.map(({ name, isOfResources, targets, reading }) => [
        name,
        isOfResources ?? false,
        targets.map(({ arn, unknown }) => (unknown ? `${arn}?` : arn)).sort(),
        reading.state,
      ]),
      [
        ["scp", false, ["*?", "ou-abcd-12345678"], "known"],
        ["rcp", true, [s.ACCOUNT], "known"],
      ],
    );
    assert.deepEqual(on([policy, attached], QUEUE), []);
  });

  it("of endpoints are found by their endpoint", () => {
    const endpoint = of("aws:ec2/vpcEndpoint:VpcEndpoint", "ecr", {
      vpcId: "vpc-1",
      serviceName: `com.amazonaws.${s.REGION}.ecr.api`,
    });
    const own = of("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy", "own", {
      vpcEndpointId: s.outputOf(endpoint),
      policy: TEXT,
    });
    const [policy] = policiesOf([endpoint, own]).all;
    assert.equal(policy?.on, "vpc endpoint");
    assert.deepEqual(
      policy?.targets.map(({ resource }) => resource?.name),
      ["ecr"],
    );
  });
});
