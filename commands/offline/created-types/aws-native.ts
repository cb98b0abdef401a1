import type { CreatedType } from "./created-type";

/** Types of the provider `aws-native`, whose ids are CloudFormation's. */
export const NATIVE_TYPES: Record<string, CreatedType> = {
  "aws-native:iam:Role": { named: "roleName", id: "{name}", arn: "iam::{account}:role{path}{name}" },
  "aws-native:iam:ManagedPolicy": {
    named: "managedPolicyName",
    id: "{arn}",
    arn: "iam::{account}:policy{path}{name}",
    outputs: { policyArn: "{arn}" },
  },
  "aws-native:ecs:Cluster": {
    named: "clusterName",
    id: "{name}",
    arn: "ecs:{region}:{account}:cluster/{name}",
  },
  "aws-native:ecs:TaskDefinition": {
    named: "family",
    id: "{arn}",
    arn: "ecs:{region}:{account}:task-definition/{name}:1",
    outputs: { taskDefinitionArn: "{arn}" },
  },
  "aws-native:logs:LogGroup": {
    named: "logGroupName",
    id: "{name}",
    arn: "logs:{region}:{account}:log-group:{name}:*",
  },
  "aws-native:s3:Bucket": { named: "bucketName", id: "{name}", arn: "s3:::{name}" },
  "aws-native:secretsmanager:Secret": {
    named: "name",
    id: "{arn}",
    arn: "secretsmanager:{region}:{account}:secret:{name}-{hex:6}",
  },
  "aws-native:dynamodb:Table": {
    named: "tableName",
    id: "{name}",
    arn: "dynamodb:{region}:{account}:table/{name}",
  },
  "aws-native:ecr:Repository": {
    named: "repositoryName",
    id: "{name}",
    arn: "ecr:{region}:{account}:repository/{name}",
    outputs: { repositoryUri: "{account}.dkr.ecr.{region}.{dns}/{name}" },
  },
  "aws-native:sqs:Queue": {
    named: "queueName",
    id: "https://sqs.{region}.{dns}/{account}/{name}",
    arn: "sqs:{region}:{account}:{name}",
    outputs: { queueUrl: "{id}" },
  },
};
