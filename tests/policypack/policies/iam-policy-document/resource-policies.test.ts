import assert from "node:assert/strict";
import { iamPolicyDocument } from "../../../../policypack/policies/iam-policy-document";
import { noPublicAccess } from "../../../../policypack/policies/no-public-access";
import { judge } from "../../../support/judge";
import * as s from "../../../support/stacks";

type Json = Record<string, unknown>;

const SCOPE = `${s.REGION}:${s.ACCOUNT}`;
const QUEUE = `arn:aws:sqs:${SCOPE}:jobs`;
const OWN = { AWS: `arn:aws:iam::${s.ACCOUNT}:root` };

/** What each kind takes: its policy's resource, the properties beside the document, and a correct statement. */
const KINDS: Record<string, { type: string; property: string; props: Json; statement: Json }> = {
  bucket: {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    property: "policy",
    props: { bucket: "data" },
    statement: { Action: "s3:GetObject", Resource: "arn:aws:s3:::data/*" },
  },
  "access point": {
    type: "aws-native:s3:AccessPoint",
    property: "policy",
    props: { name: "in", bucket: "data" },
    statement: { Action: "s3:GetObject", Resource: `arn:aws:s3:${SCOPE}:accesspoint/in/object/*` },
  },
  key: {
    type: "aws:kms/key:Key",
    property: "policy",
    props: {},
    statement: { Action: "kms:*", Resource: "*" },
  },
  secret: {
    type: "aws-native:secretsmanager:ResourcePolicy",
    property: "resourcePolicy",
    props: { secretId: `arn:aws:secretsmanager:${SCOPE}:secret:db-AbCdEf` },
    statement: { Action: "secretsmanager:GetSecretValue", Resource: "*" },
  },
  repository: {
    type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
    property: "policy",
    props: { repository: "web" },
    statement: { Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] },
  },
  registry: {
    type: "aws:ecr/registryPolicy:RegistryPolicy",
    property: "policy",
    props: {},
    statement: { Action: "ecr:ReplicateImage", Resource: `arn:aws:ecr:${SCOPE}:repository/*` },
  },
  queue: {
    type: "aws:sqs/queuePolicy:QueuePolicy",
    property: "policy",
    props: { queueUrl: `https://sqs.${s.REGION}.amazonaws.com/${s.ACCOUNT}/jobs` },
    statement: { Action: ["SQS:SendMessage", "sqs:SendMessageBatch"], Resource: QUEUE },
  },
  topic: {
    type: "aws:sns/topicPolicy:TopicPolicy",
    property: "policy",
    props: { arn: `arn:aws:sns:${SCOPE}:news` },
    statement: { Action: ["SNS:Publish", "SNS:Receive"], Resource: `arn:aws:sns:${SCOPE}:news` },
  },
  table: {
    type: "aws-native:dynamodb:Table",
    property: "resourcePolicy.policyDocument",
    props: { tableName: "jobs" },
    statement: {
      Action: ["dynamodb:GetItem", "dynamodb:Query"],
      Resource: `arn:aws:dynamodb:${SCOPE}:table/jobs`,
    },
  },
  stream: {
    type: "aws:kinesis/resourcePolicy:ResourcePolicy",
    property: "policy",
    props: { resourceArn: `arn:aws:kinesis:${SCOPE}:stream/in` },
    statement: {
      Action: ["kinesis:PutRecord", "kinesis:PutRecords"],
      Resource: `arn:aws:kinesis:${SCOPE}:stream/in`,
    },
  },
  "file system": {
    type: "aws:efs/fileSystemPolicy:FileSystemPolicy",
    property: "policy",
    props: { fileSystemId: "fs-0123456789abcdef0" },
    statement: { Action: "elasticfilesystem:ClientMount" },
  },
  "log groups": {
    type: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    property: "policyDocument",
    props: { policyName: "dns" },
    statement: {
      Action: ["logs:PutLogEvents", "logs:PutLogEventsBatch"],
      Resource: `arn:aws:logs:${SCOPE}:log-group:/aws/route53/*:*`,
    },
  },
  domain: {
    type: "aws:opensearch/domain:Domain",
    property: "accessPolicies",
    props: { domainName: "find" },
    statement: { Action: "es:*", Resource: `arn:aws:es:${SCOPE}:domain/find/*` },
  },
  function: {
    type: "aws:lambda/resourcePolicy:ResourcePolicy",
    property: "policy",
    props: { resourceArn: `arn:aws:lambda:${SCOPE}:function:hook` },
    statement: { Action: "lambda:InvokeFunction", Resource: `arn:aws:lambda:${SCOPE}:function:hook` },
  },
  "vpc endpoint": {
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    property: "policy",
    props: { vpcId: "vpc-1", serviceName: `com.amazonaws.${s.REGION}.ecr.api` },
    statement: { Action: ["ecr:*", "s3:GetObject"], Resource: "*" },
  },
};

function carrier(kind: string, document: unknown, props: Json = {}) {
  const { type, property, props: own } = KINDS[kind]!;
  const [outer = "", inner] = property.split(".");
  const value = inner === undefined ? document : { [inner]: document };
  return s.resource(type, "it", { ...own, ...props, [outer]: value });
}

function document(kind: string, ...statements: Json[]): Json {
  return s.document(
    ...statements.map((each) => ({ Effect: "Allow", Principal: OWN, ...KINDS[kind]!.statement, ...each })),
  );
}

async function messages(resource: ReturnType<typeof s.resource>): Promise<string[]> {
  return (await judge([resource], {}, [iamPolicyDocument])).map(({ message }) => message);
}

async function only(resource: ReturnType<typeof s.resource>, pattern: RegExp): Promise<void> {
  const found = await messages(resource);
  assert.equal(found.length, 1, found.join("\n"));
  assert.match(found[0]!, pattern);
}

describe("iam-policy-document of the policies of resources", () => {
  for (const kind of Object.keys(KINDS)) {
    describe(kind, () => {
      it("is silent on a correct one, as text, as object and with a Sid in words", async () => {
        const correct = document(kind, { Sid: "Let our own in" });
        assert.deepEqual(await messages(carrier(kind, correct)), []);
        assert.deepEqual(await messages(carrier(kind, JSON.stringify(correct))), []);
      });

      it("Reports a statement without Principal, and one that is not JSON", async () => {
        await only(
          carrier(kind, document(kind, { Principal: undefined })),
          /AWS would refuse the resource policy of .*Principal is missing/,
        );
        await only(carrier(kind, "{"), /JSON/);
        await only(carrier(kind, 7), /must be a JSON object/);
      });

      it("is open about one that is unknown, whole or in part", async () => {
        await only(carrier(kind, s.unknown()), /so whom it lets in is unproven/);
        await only(carrier(kind, document(kind, { Principal: s.unknown() })), /unknown in part at preview/);
      });

      if (kind === "vpc endpoint") return;
      it("Reports actions of another service, once", async () => {
        const foreign = document(kind, { Action: "ec2:RunInstances" });
        await only(carrier(kind, foreign), /names actions of other services.*ec2:RunInstances/);
      });

      it("Reports another resource, once", async () => {
        const other = document(kind, { Resource: `arn:aws:events:${SCOPE}:rule/nightly` });
        await only(carrier(kind, other), /is about another resource/);
      });
    });
  }

  it("Reports another resource of the same service where the program names its own", async () => {
    const about = (kind: string, Resource: unknown) => carrier(kind, document(kind, { Resource }));
    await only(
      about("bucket", ["arn:aws:s3:::other", "arn:aws:s3:::other/*"]),
      /another resource than the bucket/,
    );
    await only(about("queue", `${QUEUE}-2`), /another resource than the queue/);
    await only(about("secret", `arn:aws:secretsmanager:${SCOPE}:secret:other-*`), /or "\*"/);
    await only(about("domain", `arn:aws:es:${SCOPE}:domain/other/*`), /another resource than the domain/);
    assert.deepEqual(await messages(about("bucket", ["arn:aws:s3:::other/*", "arn:aws:s3:::data/*"])), []);
    assert.deepEqual(await messages(about("queue", "arn:aws:sqs:*:*:jobs")), []);
    assert.deepEqual(await messages(about("secret", `arn:aws:secretsmanager:${SCOPE}:secret:db-??????`)), []);
    const open = carrier("queue", document("queue", { Resource: `${QUEUE}-2` }), { queueUrl: s.unknown() });
    assert.deepEqual(await messages(open), [], "which queue it is, only the update knows");
  });

  it("Reports actions that never meet the resource", async () => {
    await only(carrier("bucket", document("bucket", { Resource: "arn:aws:s3:::data" })), /grants nothing/);
    await only(carrier("bucket", document("bucket", { Action: "s3:ListBucket" })), /grants nothing/);
    await only(
      carrier("bucket", document("bucket", { Action: "s3:GetObjects" })),
      /the nearest are s3:GetObject/,
    );
  });

  it("Reports what S3 and ECR refuse: a Deny that never meets its resource, an action that no repository is asked for", async () => {
    const deny = (rest: Json) => carrier("bucket", document("bucket", { Effect: "Deny", ...rest }));
    await only(deny({ Action: "s3:ListBucket" }), /denies s3:ListBucket on resources that .*S3 refuses/);
    await only(deny({ Resource: "arn:aws:s3:::data" }), /denies s3:GetObject on resources/);
    const both = ["arn:aws:s3:::data", "arn:aws:s3:::data/*"];
    for (const correct of [
      { Action: ["s3:ListBucket", "s3:GetObject"], Resource: both },
      { Action: "s3:*" },
      { Action: ["s3:Get*", "s3:List*"] },
      { Action: undefined, NotAction: "s3:ListBucket" },
      { Resource: undefined, NotResource: "arn:aws:s3:::data" },
      { Action: "s3:ListBucket", Resource: s.unknown() },
    ]) {
      assert.deepEqual(
        (await messages(deny(correct))).filter((each) => each.includes("refuses")),
        [],
      );
    }
    const pull = ["ecr:BatchGetImage", "ecr:GetAuthorizationToken"];
    await only(
      carrier("repository", document("repository", { Action: pull })),
      /allows ecr:GetAuthorizationToken, which is asked of no repository/,
    );
    assert.deepEqual(await messages(carrier("repository", document("repository", { Action: "ecr:*" }))), []);
    await only(
      carrier("repository", document("repository", { Action: "ecr:GetAuthorisationToken" })),
      /the nearest are ecr:GetAuthorizationToken/,
    );
  });

  it("asks for Resource where AWS does, and takes NotPrincipal with a Deny", async () => {
    const without = document("bucket", { Resource: undefined });
    await only(carrier("bucket", without), /needs Resource or NotResource/);
    await only(carrier("key", document("key", { Resource: undefined })), /needs Resource or NotResource/);
    const but = { Effect: "Deny", Principal: undefined, NotPrincipal: OWN };
    assert.deepEqual(await messages(carrier("bucket", document("bucket", but))), []);
    const both = document("bucket", { NotPrincipal: OWN });
    await only(carrier("bucket", both), /may not have both Principal and NotPrincipal/);
  });

  it("Reports principals that AWS does not take, and those that nobody filled in", async () => {
    const by = (Principal: unknown) => carrier("bucket", document("bucket", { Principal }));
    await only(by({ AWS: `arn:aws:iam::${s.ACCOUNT}:role/*` }), /has a wildcard in it/);
    await only(by({ Role: "app" }), /is no type of principal/);
    await only(by({ AWS: "arn:aws:iam::ACCOUNT_ID:root" }), /ACCOUNT_ID/);
    assert.deepEqual(
      await messages(by({ AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1" })),
      [],
    );
    assert.deepEqual(await messages(by({ CanonicalUser: "a".repeat(64) })), []);
  });

  it("knows what each service takes, in characters", async () => {
    const limits: [string, number][] = [
      ["bucket", 20_480],
      ["key", 32_768],
      ["secret", 20_480],
      ["repository", 10_240],
      ["queue", 8192],
      ["topic", 30_720],
      ["vpc endpoint", 20_480],
    ];
    for (const [kind, most] of limits) {
      const filled = (size: number) => {
        const bare = JSON.stringify(document(kind, { Sid: "" })).length;
        return carrier(kind, JSON.stringify(document(kind, { Sid: "a".repeat(size - bare) })));
      };
      assert.deepEqual(await messages(filled(most)), [], kind);
      await only(filled(most + 1), /characters without white space/);
    }
  });

  it("Reports the policy that is missing where the resource is nothing else", async () => {
    await only(s.resource("aws:s3/bucketPolicy:BucketPolicy", "it", { bucket: "data" }), /is missing/);
    assert.deepEqual(await messages(s.resource("aws:kms/key:Key", "it", {})), []);
    assert.deepEqual(
      await messages(
        s.resource("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy", "it", { vpcEndpointId: "vpce-1" }),
      ),
      [],
    );
  });

  it("knows the two kinds of policies that an organization has", async () => {
    const organization = (content: unknown, type?: string) =>
      s.resource("aws:organizations/policy:Policy", "it", { name: "it", content, ...(type && { type }) });
    const deny = { Effect: "Deny", Action: "ecs:*", Resource: "*" };
    const RCP = "RESOURCE_CONTROL_POLICY";
    assert.deepEqual(await messages(organization(JSON.stringify(s.document(deny)))), []);
    assert.deepEqual(
      await messages(organization(JSON.stringify(s.document({ ...deny, Principal: "*" })), RCP)),
      [],
    );
    assert.deepEqual(await messages(organization("{}", "TAG_POLICY")), []);
    const elsewhere = { Effect: "Deny", NotAction: ["mobileanalytics:*", "a4b:*", "iam:*"], Resource: "*" };
    assert.deepEqual(
      await messages(organization(s.document(elsewhere))),
      [],
      "services that AWS has given up",
    );
    await only(organization(s.document({ ...deny, Action: "ecs:RunTasks" })), /ecs:RunTask/);
    await only(organization(s.document({ ...deny, Principal: "*" })), /no place in a service control policy/);
    await only(organization(s.document(deny), RCP), /Principal is missing/);
    await only(
      organization(s.document({ ...deny, Effect: "Allow", Principal: "*" }), RCP),
      /resource control policy, whose statements/,
    );
    await only(
      organization(s.document({ ...deny, Principal: OWN }), RCP),
      /resource control policy, whose statements/,
    );
    const long = s.document({ ...deny, Sid: "a".repeat(5100) });
    await only(organization(JSON.stringify(long)), /may have 5,120/);
  });

  it("says what is unknown once for all rules", async () => {
    const found = await judge([carrier("bucket", s.unknown())], {}, [iamPolicyDocument, noPublicAccess]);
    assert.deepEqual(
      found.map(({ policy }) => policy),
      ["iam-policy-document"],
    );
  });

  it("leaves grants and permissions to AWS, which makes their documents", async () => {
    const permission = { function: "f", principal: "sns.amazonaws.com", action: "lambda:InvokeFunction" };
    assert.deepEqual(await messages(s.resource("aws:lambda/permission:Permission", "it", permission)), []);
    const grant = { keyId: "k", granteePrincipal: s.arnOf("role", "app"), operations: ["Decrypt"] };
    assert.deepEqual(await messages(s.resource("aws:kms/grant:Grant", "it", grant)), []);
  });
});
