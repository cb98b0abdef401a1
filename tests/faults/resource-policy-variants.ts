/** Correct policies of resources: whom they let in is the stack's own, or limited to it. */
import { ACCOUNT, EXECUTION_ROLE, REGION, roleArn } from "./correct-stacks";
import { json } from "./declared";
import type { Variant } from "./fault";

type Json = Record<string, unknown>;

const document = (...statements: Json[]) => ({
  Version: "2012-10-17",
  Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
});

const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const LOGS = "arn:aws:s3:::access-logs";
const QUEUE = `arn:aws:sqs:${REGION}:${ACCOUNT}:jobs`;
const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:news`;

function adding(title: string, type: string, props: Json): Variant {
  return { title, stack: "explicit", edit: (stack) => stack.push({ type, name: "carrier", props }) };
}

export const RESOURCE_POLICY_VARIANTS: Variant[] = [
  adding("a queue that a bucket writes, as AWS's examples name it", "aws:sqs/queuePolicy:QueuePolicy", {
    queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/jobs`,
    policy: json(
      document({
        Principal: { AWS: "*" },
        Action: "sqs:SendMessage",
        Resource: QUEUE,
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:ml-platform-uploads" } },
      }),
    ),
  }),
  adding(
    "a bucket for the load balancers' logs that refuses plain HTTP",
    "aws:s3/bucketPolicy:BucketPolicy",
    {
      bucket: "access-logs",
      policy: json(
        document(
          {
            Principal: { AWS: "arn:aws:iam::600734575887:root" },
            Action: "s3:PutObject",
            Resource: `${LOGS}/AWSLogs/${ACCOUNT}/*`,
          },
          {
            Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
            Action: "s3:PutObject",
            Resource: `${LOGS}/*`,
          },
          {
            Sid: "Only by TLS",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [LOGS, `${LOGS}/*`],
            Condition: { Bool: { "aws:SecureTransport": false } },
          },
        ),
      ),
    },
  ),
  adding("a website's bucket that CloudFront alone reads", "aws-native:s3:BucketPolicy", {
    bucket: "site",
    policyDocument: document({
      Principal: { Service: "cloudfront.amazonaws.com" },
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::site/*",
      Condition: {
        StringEquals: { "AWS:SourceArn": `arn:aws:cloudfront::${ACCOUNT}:distribution/E1ABCDEFGHIJKL` },
      },
    }),
  }),
  adding("a key that delegates to its account and serves CloudWatch Logs", "aws:kms/key:Key", {
    policy: json(
      document(
        { Sid: "Enable IAM User Permissions", Principal: { AWS: ROOT }, Action: "kms:*", Resource: "*" },
        {
          Principal: { Service: `logs.${REGION}.amazonaws.com` },
          Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
          Resource: "*",
          Condition: {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${REGION}:${ACCOUNT}:*` },
          },
        },
        {
          Principal: { AWS: "*" },
          Action: ["kms:Decrypt", "kms:CreateGrant", "kms:DescribeKey"],
          Resource: "*",
          Condition: {
            StringEquals: {
              "kms:CallerAccount": ACCOUNT,
              "kms:ViaService": `secretsmanager.${REGION}.amazonaws.com`,
            },
          },
        },
      ),
    ),
  }),
  adding("a repository without Resource in its policy", "aws:ecr/repositoryPolicy:RepositoryPolicy", {
    repository: "ml-platform",
    policy: json(
      document({
        Sid: "Pull images",
        Principal: { AWS: roleArn(EXECUTION_ROLE) },
        Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"],
      }),
    ),
  }),
  adding("a queue that a topic sends to", "aws:sqs/queuePolicy:QueuePolicy", {
    queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/jobs`,
    policy: json({
      ...document({
        Sid: "__sender_statement",
        Principal: { AWS: "*" },
        Action: "SQS:SendMessage",
        Resource: QUEUE,
        Condition: { ArnEquals: { "aws:SourceArn": TOPIC } },
      }),
      Version: "2008-10-17",
      Id: "__default_policy_ID",
    }),
  }),
  adding("a topic as AWS sets it up", "aws:sns/topicPolicy:TopicPolicy", {
    arn: TOPIC,
    policy: json(
      document({
        Sid: "__default_statement_ID",
        Principal: { AWS: "*" },
        Action: ["SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:Subscribe", "SNS:Publish"],
        Resource: TOPIC,
        Condition: { StringEquals: { "AWS:SourceOwner": ACCOUNT } },
      }),
    ),
  }),
  adding("a file system to be mounted with TLS", "aws:efs/fileSystemPolicy:FileSystemPolicy", {
    fileSystemId: "fs-0123456789abcdef0",
    policy: json(
      document(
        {
          Principal: { AWS: "*" },
          Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
          Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
        },
        {
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: "*",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ),
    ),
  }),
  adding(
    "a secret that nobody outside the organization reads",
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    {
      secretArn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:other-AbCdEf`,
      policy: json(
        document(
          { Principal: { AWS: ROOT }, Action: "secretsmanager:*", Resource: "*" },
          {
            Effect: "Deny",
            Principal: "*",
            Action: "secretsmanager:GetSecretValue",
            Resource: "*",
            Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-abcdef1234" } },
          },
        ),
      ),
    },
  ),
  adding("a function that a bucket calls", "aws:lambda/permission:Permission", {
    function: "thumbnails",
    action: "lambda:InvokeFunction",
    principal: "s3.amazonaws.com",
    sourceArn: "arn:aws:s3:::uploads",
    sourceAccount: ACCOUNT,
  }),
  adding("a policy for DNS query logs", "aws:cloudwatch/logResourcePolicy:LogResourcePolicy", {
    policyName: "dns",
    policyDocument: json(
      document({
        Principal: { Service: "route53.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/route53/*`,
      }),
    ),
  }),
  adding(
    "an endpoint's policy that lets everybody of the organization through",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    {
      vpcId: "vpc-0a1b2c3d",
      serviceName: `com.amazonaws.${REGION}.secretsmanager`,
      policy: json(
        document({
          Principal: "*",
          Action: "*",
          Resource: "*",
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdef1234" } },
        }),
      ),
    },
  ),
  adding("a service control policy", "aws:organizations/policy:Policy", {
    name: "no-leaving",
    content: json(document({ Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" })),
  }),
];
