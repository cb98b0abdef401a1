import assert from "node:assert/strict";
import { noPublicAccess } from "../../../policypack/policies/no-public-access";
import type { TestResource } from "../../support/stacks";
import { judge } from "../../support/judge";
import type { PackConfig } from "../../support/messages";
import * as s from "../../support/stacks";

const PARTNER = "999988887777";
const root = (account: string) => `arn:aws:iam::${account}:root`;
const OWN = { account: s.ACCOUNT };

type Json = Record<string, unknown>;

function document(...statements: Json[]): Json {
  return s.document(
    ...statements.map((statement) => ({
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::data/*",
      ...statement,
    })),
  );
}

const bucketPolicy = (...statements: Json[]) =>
  s.resource("aws:s3/bucketPolicy:BucketPolicy", "data", {
    bucket: "data",
    policy: JSON.stringify(document(...statements)),
  });

async function found(resources: TestResource[], config: Json = OWN, stage?: "preview") {
  const pack = { "no-public-access": config } as PackConfig;
  return await judge(resources, pack, [noPublicAccess], stage);
}

/** `level verdict` of each finding. */
async function outcomes(resources: TestResource[], config: Json = OWN): Promise<string[]> {
  const all = await found(resources, config);
  return all.map(({ level, message }) => `${level} ${/\((\w+)\)$/.exec(message.trim())?.[1]}`);
}

const PUBLIC = ["mandatory violated"];
const SILENT: string[] = [];

describe("no-public-access", () => {
  describe("Noncompliance", () => {
    const rows: [string, Json[]][] = [
      ["everybody", [{ Principal: "*" }]],
      ["everybody under AWS", [{ Principal: { AWS: "*" } }]],
      ["everybody among others", [{ Principal: { AWS: [root(s.ACCOUNT), "*"] } }]],
      ["all but somebody", [{ NotPrincipal: { AWS: root(PARTNER) } }]],
      ["another account by its id", [{ Principal: { AWS: PARTNER } }]],
      ["another account's root", [{ Principal: { AWS: root(PARTNER) } }]],
      ["a role of another account", [{ Principal: { AWS: s.arnOf("role", "reader", PARTNER) } }]],
      ["a session in another account", [{ Principal: { AWS: `arn:aws:sts::${PARTNER}:assumed-role/r/s` } }]],
      [
        "another account through a condition",
        [{ Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": PARTNER } } }],
      ],
      [
        "another account as source",
        [{ Principal: "*", Condition: { ArnLike: { "aws:SourceArn": `arn:aws:sns:*:${PARTNER}:news` } } }],
      ],
    ];
    for (const [title, statements] of rows) {
      it(`Reports a policy that lets in ${title}`, async () => {
        assert.deepEqual(await outcomes([bucketPolicy(...statements)]), PUBLIC);
      });
    }

    const conditions: [string, Json][] = [
      [
        "IfExists, which holds where the key is absent",
        { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdef1234" } },
      ],
      [
        "ForAllValues, which holds where the key is absent",
        { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-abcdef1234" } },
      ],
      ["an organization to leave out", { StringNotEquals: { "aws:PrincipalOrgID": "o-abcdef1234" } }],
      ["any organization", { StringLike: { "aws:PrincipalOrgID": "o-*" } }],
      ["any endpoint", { StringLike: { "aws:SourceVpce": "vpce-*" } }],
      ["any account's role of a name", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/reader" } }],
      ["any source", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } }],
      ["any bucket of any account", { ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:*" } }],
      ["any access point", { ArnLike: { "s3:DataAccessPointArn": "arn:aws:s3:*:*:accesspoint/*" } }],
      [
        "one value that limits and one that does not",
        { StringLike: { "aws:SourceVpce": ["vpce-0a1b2c3d", "*"] } },
      ],
      ["every address", { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }],
      ["every address in two halves", { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }],
      ["every IPv6 address", { IpAddress: { "aws:SourceIp": "::/0" } }],
      ["addresses to leave out", { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }],
      ["TLS alone", { Bool: { "aws:SecureTransport": "true" } }],
      ["a referrer, which anyone can send", { StringLike: { "aws:Referer": "https://example.com/*" } }],
      ["a tag of the caller", { StringEquals: { "aws:PrincipalTag/team": "data" } }],
      ["that some endpoint is there", { Null: { "aws:SourceVpce": "false" } }],
      ["its own value", { StringEquals: { "aws:PrincipalOrgID": "${aws:PrincipalOrgID}" } }],
      ["that no service calls", { Bool: { "aws:PrincipalIsAWSService": "false" } }],
    ];
    for (const [title, Condition] of conditions) {
      it(`Reports everybody with a condition on ${title}`, async () => {
        assert.deepEqual(await outcomes([bucketPolicy({ Principal: "*", Condition })]), PUBLIC);
      });
    }

    it("names the statement, the place and what to do", async () => {
      const [only] = await found([bucketPolicy({ Sid: "Web", Principal: "*" })]);
      assert.equal(
        only?.message,
        [
          'The policy of the bucket data (policy of aws:s3/bucketPolicy:BucketPolicy "data") opens it to everyone: statement "Web" allows Principal "*" s3:GetObject without a condition.',
          "  action:   s3:GetObject",
          "  resource: arn:aws:s3:::data/*",
          '  decided by: Allow statement "Web" of policy of data',
          "  to fix: Name accounts, roles or services in Principal, or add a condition that only yours meet, such as StringEquals aws:PrincipalOrgID, aws:SourceAccount, aws:SourceVpce or aws:PrincipalAccount, without IfExists. Where it is public on purpose, exempt this finding in the pack's config.",
          `  finding: ${/finding: (\S+)/.exec(only?.message ?? "")?.[1]} (violated)`,
        ].join("\n"),
      );
      const [foreign] = await found([bucketPolicy({ Principal: { AWS: PARTNER } })]);
      assert.match(
        foreign!.message,
        /opens it to account 999988887777, which is not the stack's own \(618574523116\)/,
      );
      assert.match(foreign!.message, /"no-public-access": \{ "accounts": \["999988887777"\] \}/);
    });

    it("says once what several statements open to the same", async () => {
      const both = bucketPolicy({ Principal: "*" }, { Principal: "*", Action: "s3:ListBucket" });
      assert.deepEqual(await outcomes([both]), PUBLIC);
      const [only] = await found([both]);
      assert.match(only!.message, /Statement\[0\].*; Statement\[1\]/);
    });
  });

  describe("Compliance", () => {
    const rows: [string, Json[]][] = [
      ["the account itself", [{ Principal: { AWS: root(s.ACCOUNT) } }, { Principal: { AWS: s.ACCOUNT } }]],
      ["roles of the account", [{ Principal: { AWS: [s.arnOf("role", "a"), s.arnOf("role", "b")] } }]],
      ["a service", [{ Principal: { Service: "cloudtrail.amazonaws.com" } }]],
      [
        "a service for another account",
        [
          {
            Principal: { Service: "cloudtrail.amazonaws.com" },
            Condition: { StringEquals: { "aws:SourceAccount": PARTNER } },
          },
        ],
      ],
      [
        "the load balancers of a Region",
        [{ Principal: { AWS: root("600734575887") }, Action: "s3:PutObject" }],
      ],
      [
        "Redshift's audit logs",
        [{ Principal: { AWS: "arn:aws:iam::760740231472:user/logs" }, Action: "s3:PutObject" }],
      ],
      [
        "CloudFront by an identity",
        [{ Principal: { AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1" } }],
      ],
      ["CloudFront by a canonical user", [{ Principal: { CanonicalUser: "b".repeat(96) } }]],
      [
        "CloudFront for one distribution",
        [
          {
            Principal: { Service: "cloudfront.amazonaws.com" },
            Condition: {
              StringEquals: { "aws:SourceArn": `arn:aws:cloudfront::${s.ACCOUNT}:distribution/E1` },
            },
          },
        ],
      ],
      [
        "nobody but by a Deny",
        [
          {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      ],
    ];
    for (const [title, statements] of rows) {
      it(`lets in ${title}`, async () => {
        assert.deepEqual(await outcomes([bucketPolicy(...statements)]), SILENT);
      });
    }

    const conditions: [string, Json][] = [
      ["an organization", { StringEquals: { "aws:PrincipalOrgID": "o-abcdef1234" } }],
      [
        "an organization, by a key in other letters",
        { StringEquals: { "AWS:principalorgid": ["o-abcdef1234", "o-bcdefg2345"] } },
      ],
      [
        "paths of an organization",
        { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abcdef1234/r-ab12/ou-*" } },
      ],
      ["the resource's own organization", { StringEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" } }],
      ["the resource's own account", { StringEquals: { "aws:PrincipalAccount": "${aws:ResourceAccount}" } }],
      ["the account as source", { StringEquals: { "aws:SourceAccount": s.ACCOUNT } }],
      ["the account as owner of the source", { StringEquals: { "AWS:SourceOwner": s.ACCOUNT } }],
      ["a source of the account", { ArnLike: { "aws:SourceArn": `arn:aws:sns:*:${s.ACCOUNT}:*` } }],
      ["a bucket as source", { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::uploads" } }],
      ["a bucket as AWS's examples name it", { ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:uploads" } }],
      ["a VPC", { StringEquals: { "aws:SourceVpc": "vpc-0a1b2c3d" } }],
      ["an endpoint", { StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } }],
      ["roles of the account", { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${s.ACCOUNT}:role/*` } }],
      ["the sessions of a role", { StringLike: { "aws:userid": "AROAEXAMPLEEXAMPLEEXA:*" } }],
      ["the account's own access points", { StringEquals: { "s3:DataAccessPointAccount": s.ACCOUNT } }],
      ["an office", { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8:1234::/48"] } }],
      ["private addresses", { IpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" } }],
      ["AWS's services", { Bool: { "aws:PrincipalIsAWSService": "true" } }],
      [
        "one of two that limits",
        { StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" }, StringLike: { "aws:PrincipalTag/a": "*" } },
      ],
    ];
    for (const [title, Condition] of conditions) {
      it(`lets in everybody within ${title}`, async () => {
        assert.deepEqual(await outcomes([bucketPolicy({ Principal: "*", Condition })]), SILENT);
      });
    }

    const denies: [string, Json][] = [
      ["an organization", { Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-abcdef1234" } } }],
      [
        "an organization and AWS's services",
        {
          Condition: {
            StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdef1234" },
            BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
          },
        },
      ],
      ["some addresses", { Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }],
      ["roles by ARN", { Condition: { ArnNotLike: { "aws:PrincipalArn": s.arnOf("role", "reader") } } }],
      [
        "a role and its account",
        { Principal: undefined, NotPrincipal: { AWS: [s.arnOf("role", "reader"), root(s.ACCOUNT)] } },
      ],
    ];
    for (const [title, deny] of denies) {
      it(`lets in everybody whom a Deny does not keep out, which leaves ${title}`, async () => {
        const taken = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", ...deny };
        assert.deepEqual(await outcomes([bucketPolicy({ Principal: "*" }, taken)]), SILENT);
        assert.deepEqual(await outcomes([bucketPolicy(taken, { Principal: "*" })]), SILENT, "reordered");
        const narrow = { ...taken, Action: "s3:PutObject" };
        assert.deepEqual(
          await outcomes([bucketPolicy({ Principal: "*" }, narrow)]),
          PUBLIC,
          "of other actions",
        );
      });
    }

    it("lets in accounts that config names, and those that AWS says are in the organization", async () => {
      const partner = bucketPolicy({ Principal: { AWS: root(PARTNER) } });
      assert.deepEqual(await outcomes([partner], { ...OWN, accounts: [PARTNER] }), SILENT);
      const ours = {
        Principal: { AWS: root(PARTNER) },
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdef1234" } },
      };
      assert.deepEqual(await outcomes([bucketPolicy(ours)]), SILENT);
      const source = {
        Principal: { AWS: root(PARTNER) },
        Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      };
      assert.deepEqual(
        await outcomes([bucketPolicy(source)]),
        PUBLIC,
        "from an address it is that account all the same",
      );
    });

    it("leaves policies of endpoints, organizations and log groups alone", async () => {
      const policy = JSON.stringify(document({ Principal: "*", Action: "*", Resource: "*" }));
      const scp = JSON.stringify(s.document(s.statement("*")));
      assert.deepEqual(
        await outcomes([
          s.resource("aws:ec2/vpcEndpoint:VpcEndpoint", "e", { vpcId: "vpc-1", policy }),
          s.resource("aws:organizations/policy:Policy", "o", { name: "o", content: scp }),
          s.resource("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "l", {
            policyName: "l",
            policyDocument: policy,
          }),
        ]),
        SILENT,
      );
    });
  });

  describe("knows each carrier, in both providers", () => {
    const text = JSON.stringify(document({ Principal: "*", Action: "*", Resource: "*" }));
    const object = document({ Principal: "*", Action: "*", Resource: "*" });
    const carriers: [string, Json][] = [
      ["aws:s3/bucket:Bucket", { bucket: "b", policy: text }],
      ["aws-native:s3:BucketPolicy", { bucket: "b", policyDocument: object }],
      ["aws:kms/key:Key", { policy: text }],
      ["aws:kms/keyPolicy:KeyPolicy", { keyId: "k", policy: text }],
      ["aws-native:kms:Key", { keyPolicy: object }],
      ["aws:kms/grant:Grant", { keyId: "k", granteePrincipal: "*", operations: ["Decrypt"] }],
      ["aws:secretsmanager/secretPolicy:SecretPolicy", { secretArn: "s", policy: text }],
      ["aws-native:secretsmanager:ResourcePolicy", { secretId: "s", resourcePolicy: object }],
      ["aws:ecr/repositoryPolicy:RepositoryPolicy", { repository: "r", policy: text }],
      ["aws:ecr/registryPolicy:RegistryPolicy", { policy: text }],
      ["aws-native:ecr:Repository", { repositoryName: "r", repositoryPolicyText: object }],
      ["aws:sqs/queue:Queue", { name: "q", policy: text }],
      ["aws-native:sqs:QueuePolicy", { queues: ["q"], policyDocument: object }],
      ["aws:sns/topicPolicy:TopicPolicy", { arn: "t", policy: text }],
      ["aws-native:sns:TopicInlinePolicy", { topicArn: "t", policyDocument: object }],
      ["aws:dynamodb/resourcePolicy:ResourcePolicy", { resourceArn: "t", policy: text }],
      ["aws-native:dynamodb:Table", { tableName: "t", resourcePolicy: { policyDocument: object } }],
      ["aws:kinesis/resourcePolicy:ResourcePolicy", { resourceArn: "k", policy: text }],
      ["aws:efs/fileSystemPolicy:FileSystemPolicy", { fileSystemId: "f", policy: text }],
      ["aws-native:efs:FileSystem", { fileSystemPolicy: object }],
      ["aws:opensearch/domain:Domain", { domainName: "d", accessPolicies: text }],
      ["aws-native:opensearchservice:Domain", { domainName: "d", accessPolicies: object }],
      [
        "aws:lambda/permission:Permission",
        { function: "f", principal: "*", action: "lambda:InvokeFunction" },
      ],
      [
        "aws-native:lambda:Permission",
        { functionName: "f", principal: PARTNER, action: "lambda:InvokeFunction" },
      ],
      ["aws:s3/accessPoint:AccessPoint", { name: "a", bucket: "b", policy: text }],
    ];
    for (const [type, props] of carriers) {
      it(`Reports ${type}`, async () => {
        assert.deepEqual(await outcomes([s.resource(type, "it", props)]), PUBLIC);
      });
    }

    it("lets a function be called for what is named", async () => {
      const permission = (props: Json) =>
        s.resource("aws:lambda/permission:Permission", "it", {
          function: "f",
          action: "lambda:InvokeFunction",
          ...props,
        });
      assert.deepEqual(await outcomes([permission({ principal: "events.amazonaws.com" })]), SILENT);
      assert.deepEqual(await outcomes([permission({ principal: s.ACCOUNT })]), SILENT);
      assert.deepEqual(
        await outcomes([permission({ principal: "*", principalOrgId: "o-abcdef1234" })]),
        SILENT,
      );
      assert.deepEqual(await outcomes([permission({ principal: "*", functionUrlAuthType: "NONE" })]), PUBLIC);
    });

    it("lets a file system be mounted by whoever reaches its mount targets", async () => {
      const mounts = document({
        Principal: { AWS: "*" },
        Action: "elasticfilesystem:ClientMount",
        Resource: "*",
        Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
      });
      const policy = s.resource("aws:efs/fileSystemPolicy:FileSystemPolicy", "it", {
        fileSystemId: "f",
        policy: mounts,
      });
      assert.deepEqual(await outcomes([policy]), SILENT);
    });

    it("leaves domains and access points to the VPC that they lie in, and domains to their log-in", async () => {
      const domain = (props: Json) =>
        s.resource("aws:opensearch/domain:Domain", "it", { domainName: "d", accessPolicies: text, ...props });
      assert.deepEqual(await outcomes([domain({ vpcOptions: { subnetIds: ["subnet-1"] } })]), SILENT);
      assert.deepEqual(await outcomes([domain({ vpcOptions: { subnetIds: s.unknown() } })]), SILENT);
      assert.deepEqual(await outcomes([domain({ advancedSecurityOptions: { enabled: true } })]), SILENT);
      assert.deepEqual(
        await outcomes([domain({ advancedSecurityOptions: { enabled: true, anonymousAuthEnabled: true } })]),
        PUBLIC,
      );
      const point = s.resource("aws:s3/accessPoint:AccessPoint", "it", {
        name: "a",
        bucket: "b",
        policy: text,
        vpcConfiguration: { vpcId: "vpc-1" },
      });
      assert.deepEqual(await outcomes([point]), SILENT);
    });

    it("finds that out where the policy is a resource of its own", async () => {
      const domain = (props: Json) =>
        s.resource("aws:opensearch/domain:Domain", "d", { domainName: "d", ...props });
      const policy = (domainName: unknown) =>
        s.resource("aws:opensearch/domainPolicy:DomainPolicy", "p", { domainName, accessPolicies: text });
      const within = domain({ vpcOptions: { subnetIds: ["subnet-1"] } });
      assert.deepEqual(await outcomes([within, policy("d")]), SILENT);
      assert.deepEqual(await outcomes([within, policy(s.outputOf(within))]), SILENT);
      assert.deepEqual(await outcomes([domain({}), policy("d")]), PUBLIC);
      assert.deepEqual(await outcomes([policy("elsewhere")]), ["advisory violated"]);
    });
  });

  describe("tells the stack's own account", () => {
    const partner = { Principal: { AWS: s.arnOf("role", "reader", PARTNER) } };

    it("by the resource's provider", async () => {
      const policy = bucketPolicy(partner);
      const urn = "urn:pulumi:test::stack::pulumi:providers:aws::p";
      const provider = {
        urn,
        type: "pulumi:providers:aws",
        name: "p",
        props: { allowedAccountIds: `["${s.ACCOUNT}"]` },
      };
      assert.deepEqual(await outcomes([{ ...policy, provider }], {}), PUBLIC);
    });

    it("by what the policy stands on, or says of it", async () => {
      const queue = (queueUrl: string, Resource: string) =>
        s.resource("aws:sqs/queuePolicy:QueuePolicy", "q", {
          queueUrl,
          policy: JSON.stringify(document({ Action: "sqs:SendMessage", Resource, ...partner })),
        });
      const url = `https://sqs.${s.REGION}.amazonaws.com/${s.ACCOUNT}/jobs`;
      assert.deepEqual(await outcomes([queue(url, "*")], {}), PUBLIC);
      assert.deepEqual(await outcomes([queue("q", `arn:aws:sqs:${s.REGION}:${s.ACCOUNT}:jobs`)], {}), PUBLIC);
      const all = { Principal: { AWS: root(s.ACCOUNT) }, Action: "kms:*", Resource: "*" };
      const key = (...statements: Json[]) =>
        s.resource("aws:kms/key:Key", "k", { policy: JSON.stringify(document(...statements)) });
      assert.deepEqual(
        await outcomes([key(all, { Action: "kms:Decrypt", Resource: "*", ...partner })], {}),
        PUBLIC,
      );
      assert.deepEqual(await outcomes([key(all)], {}), SILENT);
    });

    it("by the rest of the stack, once that is known", async () => {
      const own = s.rolePolicy("app", "logs", [
        s.statement("logs:PutLogEvents", `arn:aws:logs:${s.REGION}:${s.ACCOUNT}:log-group:/a:*`),
      ]);
      assert.deepEqual(await outcomes([bucketPolicy(partner), own], {}), PUBLIC);
      const ours = bucketPolicy({ Principal: { AWS: s.arnOf("role", "app") } });
      assert.deepEqual(await outcomes([ours, own], {}), SILENT);
    });

    it("or says that it cannot, in nobody's way", async () => {
      assert.deepEqual(await outcomes([bucketPolicy(partner)], {}), ["advisory unproven"]);
      const two = bucketPolicy(partner, { Principal: { AWS: root(s.ACCOUNT) } });
      assert.deepEqual(await outcomes([two], {}), PUBLIC, "one of the two is another account");
    });
  });

  describe("knows what it does not know", () => {
    const policy = (value: unknown) =>
      s.resource("aws:s3/bucketPolicy:BucketPolicy", "data", { bucket: "data", policy: value });

    it("of a policy that is unknown, which it defers at a preview", async () => {
      assert.deepEqual(await outcomes([policy(s.unknown())]), ["mandatory unproven"]);
      const [deferred] = await found([policy(s.unknown())], OWN, "preview");
      assert.equal(deferred?.level, "advisory");
      assert.match(deferred.message, /\(deferred\)/);
    });

    it("of principals and conditions that are unknown, but not of resources", async () => {
      const of = (statement: Json) => policy(document(statement));
      assert.deepEqual(await outcomes([of({ Principal: { AWS: s.unknown() } })]), ["mandatory unproven"]);
      assert.deepEqual(
        await outcomes([
          of({ Principal: "*", Condition: { StringEquals: { "aws:SourceVpce": s.unknown() } } }),
        ]),
        ["mandatory unproven"],
      );
      assert.deepEqual(await outcomes([of({ Principal: "*", Resource: s.unknown() })]), PUBLIC);
      assert.deepEqual(
        await outcomes([of({ Principal: { AWS: root(s.ACCOUNT) }, Resource: s.unknown() })]),
        SILENT,
      );
      const limited = {
        Principal: "*",
        Condition: { StringEquals: { "aws:SourceAccount": s.ACCOUNT, "aws:SourceArn": s.unknown() } },
      };
      assert.deepEqual(await outcomes([of(limited)]), SILENT);
    });

    it("and leaves what AWS refuses to the rule on documents", async () => {
      for (const value of ["{", 7, [], document({ Principal: "somebody" }), undefined])
        assert.deepEqual(await outcomes([policy(value)]), SILENT);
    });

    it("takes one principal or a list, text or object, for the same", async () => {
      const forms = [{ AWS: PARTNER }, { AWS: [PARTNER] }, { AWS: [root(PARTNER), root(s.ACCOUNT)] }];
      const ids = new Set<string>();
      for (const Principal of forms)
        for (const value of [document({ Principal }), JSON.stringify(document({ Principal }))]) {
          const [only, ...others] = await found([policy(value)]);
          assert.equal(others.length, 0);
          ids.add(/finding: (\S+)/.exec(only!.message)![1]!);
        }
      assert.equal(ids.size, 1);
    });
  });
});
