/** How each service is asked for the policy that stands on a resource. */
import type { PolicyCarrier } from "../../../policypack/aws/resource-type";
import { hasAnySuffix, withoutSuffix } from "../../../policypack/aws/secret-arn";
import { TIMEOUTS } from "../client-settings";
import { logGroups } from "./log-group-policies";
import type { PolicyReader } from "./policy-reader";

const key: PolicyReader = {
  needs: ["kms:GetKeyPolicy"],
  absent: ["NotFoundException"],
  async read(clients, { arn, region }) {
    const { GetKeyPolicyCommand, KMSClient } = await import("@aws-sdk/client-kms");
    return (
      await clients.of(KMSClient, region).send(new GetKeyPolicyCommand({ KeyId: arn, PolicyName: "default" }))
    ).Policy;
  },
};

const bucket: PolicyReader = {
  needs: ["s3:GetBucketPolicy"],
  none: ["NoSuchBucketPolicy"],
  absent: ["NoSuchBucket"],
  async read(clients, { resource }) {
    const { GetBucketPolicyCommand, S3Client } = await import("@aws-sdk/client-s3");
    // Its ARN does not tell a bucket's Region, and emulators know buckets by path alone.
    const settings = { followRegionRedirects: true, forcePathStyle: clients.endpoint !== undefined };
    const s3 = clients.of(S3Client, clients.home, settings);
    return (await s3.send(new GetBucketPolicyCommand({ Bucket: resource }))).Policy;
  },
};

const secret: PolicyReader = {
  needs: ["secretsmanager:GetResourcePolicy"],
  absent: ["ResourceNotFoundException"],
  async read(clients, { arn, region }) {
    const { GetResourcePolicyCommand, SecretsManagerClient } =
      await import("@aws-sdk/client-secrets-manager");
    // By its name it would be looked up in the caller's account.
    const SecretId = hasAnySuffix(arn) ? withoutSuffix(arn) : arn;
    const secrets = clients.of(SecretsManagerClient, region);
    return (await secrets.send(new GetResourcePolicyCommand({ SecretId }))).ResourcePolicy;
  },
};

const repository: PolicyReader = {
  needs: ["ecr:GetRepositoryPolicy"],
  none: ["RepositoryPolicyNotFoundException"],
  absent: ["RepositoryNotFoundException"],
  async read(clients, { region, account, resource }) {
    const { ECRClient, GetRepositoryPolicyCommand } = await import("@aws-sdk/client-ecr");
    const repositoryName = resource.replace(/^repository\//, "");
    const command = new GetRepositoryPolicyCommand({ registryId: account, repositoryName });
    return (await clients.of(ECRClient, region).send(command)).policyText;
  },
};

const registry: PolicyReader = {
  needs: ["ecr:GetRegistryPolicy"],
  none: ["RegistryPolicyNotFoundException"],
  absent: [],
  async read(clients, { region }) {
    const { ECRClient, GetRegistryPolicyCommand } = await import("@aws-sdk/client-ecr");
    return (await clients.of(ECRClient, region).send(new GetRegistryPolicyCommand({}))).policyText;
  },
};

const queue: PolicyReader = {
  needs: ["sqs:GetQueueUrl", "sqs:GetQueueAttributes"],
  absent: ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"],
  async read(clients, { region, account, resource }) {
    const { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } = await import("@aws-sdk/client-sqs");
    const sqs = clients.of(SQSClient, region);
    const named = new GetQueueUrlCommand({ QueueName: resource, QueueOwnerAWSAccountId: account });
    const { QueueUrl } = await sqs.send(named);
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] });
    return (await sqs.send(asked)).Attributes?.Policy;
  },
};

const topic: PolicyReader = {
  needs: ["sns:GetTopicAttributes"],
  absent: ["NotFoundException", "NotFound"],
  async read(clients, { arn, region }) {
    const { GetTopicAttributesCommand, SNSClient } = await import("@aws-sdk/client-sns");
    const sns = clients.of(SNSClient, region);
    return (await sns.send(new GetTopicAttributesCommand({ TopicArn: arn }))).Attributes?.Policy;
  },
};

const table: PolicyReader = {
  needs: ["dynamodb:GetResourcePolicy"],
  none: ["PolicyNotFoundException"],
  absent: ["ResourceNotFoundException"],
  async read(clients, { arn, region }) {
    const { DynamoDBClient, GetResourcePolicyCommand } = await import("@aws-sdk/client-dynamodb");
    const command = new GetResourcePolicyCommand({ ResourceArn: arn });
    return (await clients.of(DynamoDBClient, region).send(command)).Policy;
  },
};

const stream: PolicyReader = {
  needs: ["kinesis:GetResourcePolicy"],
  absent: ["ResourceNotFoundException"],
  async read(clients, { arn, region }) {
    const { GetResourcePolicyCommand, KinesisClient } = await import("@aws-sdk/client-kinesis");
    const { NodeHttpHandler } = await import("@smithy/node-http-handler");
    // By itself it would speak HTTP/2, which emulators do not.
    const requestHandler = new NodeHttpHandler(TIMEOUTS);
    const kinesis = clients.of(KinesisClient, region, { requestHandler });
    return (await kinesis.send(new GetResourcePolicyCommand({ ResourceARN: arn }))).Policy;
  },
};

const fileSystem: PolicyReader = {
  needs: ["elasticfilesystem:DescribeFileSystemPolicy"],
  none: ["PolicyNotFound"],
  absent: ["FileSystemNotFound"],
  async read(clients, { region, resource }) {
    const { DescribeFileSystemPolicyCommand, EFSClient } = await import("@aws-sdk/client-efs");
    const FileSystemId = resource.replace(/^file-system\//, "");
    const efs = clients.of(EFSClient, region);
    return (await efs.send(new DescribeFileSystemPolicyCommand({ FileSystemId }))).Policy;
  },
};

const accessPoint: PolicyReader = {
  needs: ["s3:GetAccessPointPolicy"],
  none: ["NoSuchAccessPointPolicy"],
  absent: ["NoSuchAccessPoint"],
  async read(clients, { region, account, resource }) {
    const { GetAccessPointPolicyCommand, S3ControlClient } = await import("@aws-sdk/client-s3-control");
    const Name = resource.replace(/^accesspoint\//, "");
    const command = new GetAccessPointPolicyCommand({ AccountId: account, Name });
    return (await clients.of(S3ControlClient, region).send(command)).Policy;
  },
};

const domain: PolicyReader = {
  needs: ["es:DescribeDomain"],
  absent: ["ResourceNotFoundException"],
  async read(clients, { arn, region, resource }) {
    const { DescribeDomainCommand, OpenSearchClient } = await import("@aws-sdk/client-opensearch");
    const DomainName = resource.replace(/^domain\//, "");
    const { DomainStatus } = await clients
      .of(OpenSearchClient, region)
      .send(new DescribeDomainCommand({ DomainName }));
    // Asked by its name, it is looked up in the caller's account.
    if (DomainStatus?.ARN !== arn) throw notThere(`${arn} is no domain of this account`);
    return DomainStatus.AccessPolicies;
  },
};

/** What AWS answers about another account's domain, where the caller's has one of that name. */
function notThere(message: string): Error {
  return Object.assign(new Error(message), { name: "ResourceNotFoundException" });
}

const lambda: PolicyReader = {
  needs: ["lambda:GetPolicy"],
  // The same error for a function without a policy and for none at all, but for its words.
  none: ["ResourceNotFoundException"],
  absent: [],
  isAbsent: ({ message }) => message.startsWith("Function not found"),
  async read(clients, { arn, region }) {
    const { GetPolicyCommand, LambdaClient } = await import("@aws-sdk/client-lambda");
    return (await clients.of(LambdaClient, region).send(new GetPolicyCommand({ FunctionName: arn }))).Policy;
  },
};

/** By what carries the policy; of those that are missing `verify` reads none. */
export const POLICY_READERS: Partial<Record<PolicyCarrier, PolicyReader>> = {
  key,
  bucket,
  secret,
  repository,
  registry,
  queue,
  topic,
  table,
  stream,
  "file system": fileSystem,
  "log groups": logGroups,
  "access point": accessPoint,
  domain,
  function: lambda,
};
