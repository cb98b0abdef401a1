import assert from "node:assert/strict";
import {
  actionsToReadPolicy,
  carrierName,
  LivePolicies,
} from "../../../commands/account/resource-policies/live-policies";
import type { RegionalClients } from "../../../commands/account/resource-policies/regional-clients";

interface Asked {
  service: string;
  region: string;
  command: string;
  input: Record<string, unknown>;
}

/** Clients that record what they are asked and answer as told. */
function clientsThat(answer: (command: string, input: Record<string, unknown>) => unknown) {
  const asked: Asked[] = [];
  const clients = {
    home: "eu-central-1",
    of: (Service: { name: string }, region: string) => ({
      send: (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
        const { name } = command.constructor;
        asked.push({ service: Service.name, region, command: name, input: command.input });
        return Promise.resolve().then(() => answer(name, command.input));
      },
    }),
  };
  return { asked, policies: new LivePolicies(clients as unknown as RegionalClients) };
}

function failing(name: string): never {
  throw Object.assign(new Error(name), { name, $metadata: {} });
}

const DOCUMENT = { Version: "2012-10-17", Statement: [] };
const TEXT = JSON.stringify(DOCUMENT);
const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:444455556666:${resource}`;

describe("verify: policies of resources", () => {
  const KINDS: Record<
    string,
    {
      arn: string;
      answer: unknown;
      command: string;
      input: object;
      none?: string;
      absent?: string;
      empty?: unknown;
    }
  > = {
    "a key": {
      arn: arn("kms", "key/one"),
      answer: { Policy: TEXT },
      command: "GetKeyPolicyCommand",
      input: { KeyId: arn("kms", "key/one"), PolicyName: "default" },
      absent: "NotFoundException",
    },
    "a bucket": {
      arn: "arn:aws:s3:::data",
      answer: { Policy: TEXT },
      command: "GetBucketPolicyCommand",
      input: { Bucket: "data" },
      none: "NoSuchBucketPolicy",
      absent: "NoSuchBucket",
    },
    "a secret whose suffix is not known": {
      arn: arn("secretsmanager", "secret:db-??????"),
      answer: { ResourcePolicy: TEXT },
      command: "GetResourcePolicyCommand",
      input: { SecretId: arn("secretsmanager", "secret:db") },
      absent: "ResourceNotFoundException",
      empty: {},
    },
    "a repository": {
      arn: arn("ecr", "repository/shop/web"),
      answer: { policyText: TEXT },
      command: "GetRepositoryPolicyCommand",
      input: { registryId: "444455556666", repositoryName: "shop/web" },
      none: "RepositoryPolicyNotFoundException",
      absent: "RepositoryNotFoundException",
    },
    "a registry": {
      arn: arn("ecr", "repository/*"),
      answer: { policyText: TEXT },
      command: "GetRegistryPolicyCommand",
      input: {},
      none: "RegistryPolicyNotFoundException",
    },
    "a topic": {
      arn: arn("sns", "done"),
      answer: { Attributes: { Policy: TEXT } },
      command: "GetTopicAttributesCommand",
      input: { TopicArn: arn("sns", "done") },
      absent: "NotFoundException",
      empty: { Attributes: {} },
    },
    "a table": {
      arn: arn("dynamodb", "table/orders"),
      answer: { Policy: TEXT },
      command: "GetResourcePolicyCommand",
      input: { ResourceArn: arn("dynamodb", "table/orders") },
      none: "PolicyNotFoundException",
      absent: "ResourceNotFoundException",
    },
    "a stream": {
      arn: arn("kinesis", "stream/events"),
      answer: { Policy: TEXT },
      command: "GetResourcePolicyCommand",
      input: { ResourceARN: arn("kinesis", "stream/events") },
      absent: "ResourceNotFoundException",
      empty: { Policy: "{}" },
    },
    "a file system": {
      arn: arn("elasticfilesystem", "file-system/fs-1"),
      answer: { Policy: TEXT },
      command: "DescribeFileSystemPolicyCommand",
      input: { FileSystemId: "fs-1" },
      none: "PolicyNotFound",
      absent: "FileSystemNotFound",
    },
    "a domain": {
      arn: arn("es", "domain/search"),
      answer: { DomainStatus: { ARN: arn("es", "domain/search"), AccessPolicies: TEXT } },
      command: "DescribeDomainCommand",
      input: { DomainName: "search" },
      absent: "ResourceNotFoundException",
      empty: { DomainStatus: { ARN: arn("es", "domain/search"), AccessPolicies: "" } },
    },
    "an access point": {
      arn: arn("s3", "accesspoint/reports"),
      answer: { Policy: TEXT },
      command: "GetAccessPointPolicyCommand",
      input: { AccountId: "444455556666", Name: "reports" },
      none: "NoSuchAccessPointPolicy",
      absent: "NoSuchAccessPoint",
    },
    "a function": {
      arn: arn("lambda", "function:price"),
      answer: { Policy: TEXT },
      command: "GetPolicyCommand",
      input: { FunctionName: arn("lambda", "function:price") },
      none: "ResourceNotFoundException",
    },
  };

  for (const [title, { arn: of, answer, command, input, none, absent, empty }] of Object.entries(KINDS)) {
    it(`reads that of ${title}, once`, async () => {
      const { asked, policies } = clientsThat(() => answer);
      assert.deepEqual(await policies.on(of), { state: "read", policy: DOCUMENT });
      await policies.on(of);
      assert.equal(asked.length, 1);
      assert.equal(asked[0]!.command, command);
      assert.deepEqual(asked[0]!.input, input);
      assert.equal(asked[0]!.region, of.includes(":s3:::") ? "eu-central-1" : "eu-west-1");
    });

    it(`tells none, nothing there and a refusal apart for ${title}`, async () => {
      if (none !== undefined)
        assert.deepEqual(await clientsThat(() => failing(none)).policies.on(of), {
          state: "read",
          policy: undefined,
        });
      if (empty !== undefined)
        assert.deepEqual(await clientsThat(() => empty).policies.on(of), {
          state: "read",
          policy: undefined,
        });
      if (absent !== undefined)
        assert.deepEqual(await clientsThat(() => failing(absent)).policies.on(of), { state: "absent" });
      await assert.rejects(clientsThat(() => failing("AccessDeniedException")).policies.on(of), {
        name: "AccessDeniedException",
      });
    });
  }

  it("finds a queue by name and account, and asks for its policy", async () => {
    const { asked, policies } = clientsThat((command) =>
      command === "GetQueueUrlCommand" ? { QueueUrl: "https://q" } : { Attributes: { Policy: TEXT } },
    );
    assert.deepEqual(await policies.on(arn("sqs", "jobs")), { state: "read", policy: DOCUMENT });
    assert.deepEqual(
      asked.map(({ input }) => input),
      [
        { QueueName: "jobs", QueueOwnerAWSAccountId: "444455556666" },
        { QueueUrl: "https://q", AttributeNames: ["Policy"] },
      ],
    );
    const gone = clientsThat(() => failing("QueueDoesNotExist"));
    assert.deepEqual(await gone.policies.on(arn("sqs", "jobs")), { state: "absent" });
  });

  it("does not take a domain of its own for another account's of that name", async () => {
    const own = {
      DomainStatus: { ARN: "arn:aws:es:eu-west-1:111122223333:domain/search", AccessPolicies: TEXT },
    };
    const { policies } = clientsThat(() => own);
    assert.deepEqual(await policies.on(arn("es", "domain/search")), { state: "absent" });
  });

  it("tells a function that is not there from one without a policy", async () => {
    const gone = Object.assign(new Error(`Function not found: ${arn("lambda", "function:price")}`), {
      name: "ResourceNotFoundException",
    });
    const { policies } = clientsThat(() => Promise.reject(gone));
    assert.deepEqual(await policies.on(arn("lambda", "function:price")), { state: "absent" });
  });

  it("puts together what an account's policies say of a log group", async () => {
    const of = (Resource: string | string[]) => ({ Effect: "Allow", Action: "logs:PutLogEvents", Resource });
    const group = arn("logs", "log-group:/app");
    const { asked, policies } = clientsThat((_, input) => ({
      resourcePolicies:
        input["policyScope"] === "RESOURCE"
          ? [
              { resourceArn: group, policyDocument: JSON.stringify({ Statement: [of(group)] }) },
              {
                resourceArn: arn("logs", "log-group:/b"),
                policyDocument: JSON.stringify({ Statement: [of("*")] }),
              },
            ]
          : [
              {
                policyDocument: JSON.stringify({
                  Statement: [of(`${group}:*`), of(arn("logs", "log-group:/b:*"))],
                }),
              },
              { policyDocument: JSON.stringify({ Statement: of("*") }) },
            ],
    }));
    assert.deepEqual(await policies.on(group), {
      state: "read",
      policy: { Version: "2012-10-17", Statement: [of(`${group}:*`), of("*"), of(group)] },
    });
    assert.deepEqual(
      asked.map(({ input }) => input["resourceArn"]),
      [undefined, group],
    );
  });

  it("knows what it does not read", async () => {
    assert.equal(actionsToReadPolicy(arn("events", "event-bus/default")), undefined);
    assert.equal(carrierName(arn("ecr", "repository/*")), "registry");
    await assert.rejects(clientsThat(() => ({})).policies.on(arn("events", "event-bus/default")));
  });
});
