import { ACCOUNT, REGION, roleArn } from "../correct-stacks";
import { json } from "../declared";
import type { Fault } from "../fault";

type Json = Record<string, unknown>;

const PARTNER = "999988887777";

function adding(
  title: string,
  type: string,
  props: Json,
  mentions: string[],
  policy = "no-public-access",
): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) => stack.push({ type, name: "carrier", props }),
    policy,
    mentions,
  };
}

const document = (...statements: Json[]) => ({
  Version: "2012-10-17",
  Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
});

const REPOSITORY_PULL = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

export const resourcePolicyFaults: Fault[] = [
  adding(
    "a bucket that everyone reads",
    "aws:s3/bucketPolicy:BucketPolicy",
    {
      bucket: "ml-platform-data",
      policy: json(
        document({
          Sid: "Web",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::ml-platform-data/*",
        }),
      ),
    },
    ["everyone", "Web", "s3:GetObject", "arn:aws:s3:::ml-platform-data/*"],
  ),
  adding(
    "a key that another account uses",
    "aws:kms/key:Key",
    {
      policy: json(
        document(
          { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" },
          {
            Sid: "Partner",
            Principal: { AWS: `arn:aws:iam::${PARTNER}:root` },
            Action: "kms:Decrypt",
            Resource: "*",
          },
        ),
      ),
    },
    [PARTNER, ACCOUNT, "Partner", "kms:Decrypt"],
  ),
  adding(
    "a repository that another account pulls from",
    "aws-native:ecr:Repository",
    {
      repositoryName: "ml-platform",
      repositoryPolicyText: document({ Principal: { AWS: PARTNER }, Action: REPOSITORY_PULL }),
    },
    [PARTNER, "ecr:BatchGetImage", "ml-platform"],
  ),
  adding(
    "a queue for an organization, if the sender has one",
    "aws:sqs/queuePolicy:QueuePolicy",
    {
      queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/jobs`,
      policy: json(
        document({
          Principal: "*",
          Action: "sqs:SendMessage",
          Resource: `arn:aws:sqs:${REGION}:${ACCOUNT}:jobs`,
          Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdef1234" } },
        }),
      ),
    },
    ["everyone", "sqs:SendMessage", "StringEqualsIfExists aws:PrincipalOrgID"],
  ),
  adding(
    "a secret for a role of that name in any account",
    "aws-native:secretsmanager:ResourcePolicy",
    {
      secretId: "database",
      resourcePolicy: document({
        Principal: { AWS: "*" },
        Action: "secretsmanager:GetSecretValue",
        Resource: "*",
        Condition: { ArnLike: { "aws:PrincipalArn": roleArn("reader").replace(ACCOUNT, "*") } },
      }),
    },
    ["everyone", "secretsmanager:GetSecretValue", "aws:PrincipalArn"],
  ),
  adding(
    "a function that everyone calls",
    "aws:lambda/permission:Permission",
    { function: "hook", action: "lambda:InvokeFunctionUrl", principal: "*", functionUrlAuthType: "NONE" },
    ["everyone", "lambda:InvokeFunctionUrl"],
  ),
  adding(
    "a bucket's policy that says not for whom",
    "aws:s3/bucketPolicy:BucketPolicy",
    {
      bucket: "ml-platform-data",
      policy: json(document({ Action: "s3:GetObject", Resource: "arn:aws:s3:::ml-platform-data/*" })),
    },
    ["Principal is missing", "carrier"],
    "iam-policy-document",
  ),
  adding(
    "a queue's policy that is about the topic",
    "aws-native:sqs:QueuePolicy",
    {
      queues: [`https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/jobs`],
      policyDocument: document({
        Sid: "News",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: `arn:aws:sns:${REGION}:${ACCOUNT}:news`,
      }),
    },
    ["News", "another resource than the queue"],
    "iam-policy-document",
  ),
  adding(
    "a repository's policy with actions of S3",
    "aws:ecr/repositoryPolicy:RepositoryPolicy",
    {
      repository: "ml-platform",
      policy: document({ Principal: { AWS: ACCOUNT }, Action: [...REPOSITORY_PULL, "s3:GetObject"] }),
    },
    ["actions of other services", "s3:GetObject"],
    "iam-policy-document",
  ),
  adding(
    "a repository's policy that lets log in to the registry",
    "aws:ecr/repositoryPolicy:RepositoryPolicy",
    {
      repository: "ml-platform",
      policy: document({
        Sid: "Pull",
        Principal: { AWS: ACCOUNT },
        Action: [...REPOSITORY_PULL, "ecr:GetAuthorizationToken"],
      }),
    },
    ["Pull", "ecr:GetAuthorizationToken", "asked of no repository"],
    "iam-policy-document",
  ),
  adding(
    "a bucket's policy that denies to list its objects",
    "aws:s3/bucketPolicy:BucketPolicy",
    {
      bucket: "ml-platform-exports",
      policy: document({
        Sid: "NoLists",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:ListBucket",
        Resource: "arn:aws:s3:::ml-platform-exports/*",
      }),
    },
    ["NoLists", "s3:ListBucket", "S3 refuses"],
    "iam-policy-document",
  ),
];
