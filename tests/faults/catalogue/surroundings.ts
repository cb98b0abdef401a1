/** Rights that the role's own policies grant, and the policy of a resource, an endpoint or nobody else's takes away. */
import {
  ACCOUNT,
  BUCKET,
  EXECUTION_ROLE,
  IMAGE,
  REGION,
  REPOSITORY,
  SECRET,
  TABLE,
  TASK_ROLE,
  roleArn,
} from "../correct-stacks";
import { editContainers, editStatements, find, json, output, statement } from "../declared";
import type { Fault } from "../fault";
import { addService } from "../starters";

type Json = Record<string, unknown>;

const policy = "ecs-task-can-start";
const role = `role/${EXECUTION_ROLE}`;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"];

const document = (...statements: Json[]) =>
  json({
    Version: "2012-10-17",
    Statement: statements.map((each) => ({ Effect: "Allow", Principal: "*", Action: "*", ...each })),
  });
const deny = (rest: Json) => document({ Effect: "Deny", Resource: "*", ...rest });

function adding(title: string, type: string, props: Json, mentions: string[], by = policy): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) => stack.push({ type, name: "around", props }),
    policy: by,
    mentions,
  };
}

/** An endpoint of the network that a service's tasks run in. */
function endpoint(title: string, name: string, props: Json, mentions: string[]): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) => {
      addService(stack);
      find(stack, "serving").props.networkConfiguration = { subnets: [output("subnet", "id")] };
      stack.push(
        { type: "aws:ec2/vpc:Vpc", name: "vpc", props: { cidrBlock: "10.0.0.0/16" } },
        { type: "aws:ec2/subnet:Subnet", name: "subnet", props: { vpcId: output("vpc", "id") } },
        { type: "aws:ec2/vpcEndpoint:VpcEndpoint", name, props: { vpcId: output("vpc", "id"), ...props } },
      );
    },
    policy,
    mentions,
  };
}

/** A file system that a container mounts to write, whose policy grants one action of the two that this takes. */
function fileSystem(title: string, granted: string, lacking: string): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) => {
      const { props } = find(stack, "task");
      props.volumes = [{ name: "data", efsVolumeConfiguration: { fileSystemId: output("files", "id") } }];
      editContainers(stack, "task", (all) => {
        all[0]!.mountPoints = [{ sourceVolume: "data", containerPath: "/data" }];
      });
      stack.push(
        { type: "aws:efs/fileSystem:FileSystem", name: "files", props: { encrypted: true } },
        {
          type: "aws:efs/fileSystemPolicy:FileSystemPolicy",
          name: "files-policy",
          props: {
            fileSystemId: output("files", "id"),
            policy: document({ Action: granted, Resource: "*" }),
          },
        },
      );
    },
    policy,
    mentions: [lacking, "files"],
  };
}

/** The environment file of a container, in a bucket that denies to fetch from it. */
function environmentFile(title: string, denial: { Sid: string; Condition: Json }): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) => {
      editStatements(stack, "execution-policy", (statements) => {
        statements.push(
          { Effect: "Allow", Action: "s3:GetObject", Resource: `${BUCKET}/app.env` },
          { Effect: "Allow", Action: "s3:GetBucketLocation", Resource: BUCKET },
        );
      });
      editContainers(stack, "task", (all) => {
        all[0]!.environmentFiles = [{ type: "s3", value: `${BUCKET}/app.env` }];
      });
      stack.push(
        { type: "aws:s3/bucket:Bucket", name: "data", props: { bucket: "ml-platform-data" } },
        {
          type: "aws:s3/bucketPolicy:BucketPolicy",
          name: "data-policy",
          props: {
            bucket: output("data", "id"),
            policy: document({
              Effect: "Deny",
              Action: "s3:GetObject",
              Resource: `${BUCKET}/*`,
              ...denial,
            }),
          },
        },
      );
    },
    policy,
    mentions: [role, "s3:GetObject", `${BUCKET}/app.env`, denial.Sid],
  };
}

export const surroundingFaults: Fault[] = [
  adding(
    "the repository's policy denies the execution role",
    "aws:ecr/repositoryPolicy:RepositoryPolicy",
    {
      repository: "ml-platform",
      policy: json({
        Version: "2012-10-17",
        Statement: [{ Effect: "Deny", Principal: { AWS: roleArn(EXECUTION_ROLE) }, Action: PULL }],
      }),
    },
    [role, "ecr:BatchGetImage", REPOSITORY, "Deny"],
  ),
  adding(
    "the secret's policy denies all but another role",
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    {
      secretArn: `${SECRET}-AbCdEf`,
      policy: deny({ Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArn("rotation") } } }),
    },
    [role, "secretsmanager:GetSecretValue", "Deny"],
  ),
  adding(
    "the table's policy denies the task role",
    "aws:dynamodb/resourcePolicy:ResourcePolicy",
    {
      resourceArn: TABLE,
      policy: document({
        Effect: "Deny",
        Principal: { AWS: roleArn(TASK_ROLE) },
        Action: "dynamodb:UpdateItem",
        Resource: TABLE,
      }),
    },
    [`role/${TASK_ROLE}`, "dynamodb:UpdateItem", "Deny"],
    "task-role-required-actions",
  ),
  {
    title: "the log group's key does not let CloudWatch Logs use it",
    stack: "explicit",
    edit: (stack) => {
      stack.push({
        type: "aws:kms/key:Key",
        name: "logs-key",
        props: { policy: document({ Principal: { AWS: ROOT }, Action: "kms:*", Resource: "*" }) },
      });
      find(stack, "logs").props.kmsKeyId = output("logs-key", "arn");
    },
    policy,
    mentions: [`logs.${REGION}.amazonaws.com`, "logs-key", "kms:Encrypt"],
  },
  {
    title: "the key of the cluster's ephemeral storage does not let Fargate use it",
    stack: "explicit",
    edit: (stack) =>
      stack.push(
        {
          type: "aws:kms/key:Key",
          name: "storage-key",
          props: { policy: document({ Principal: { AWS: ROOT }, Action: "kms:*", Resource: "*" }) },
        },
        {
          type: "aws:ecs/cluster:Cluster",
          name: "sealed",
          props: {
            name: "sealed",
            configuration: {
              managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId: output("storage-key", "arn") },
            },
          },
        },
      ),
    policy,
    mentions: ["fargate.amazonaws.com", "storage-key", "kms:GenerateDataKeyWithoutPlaintext"],
  },
  endpoint(
    "the policy of the ECR endpoint names another repository",
    "ecr-dkr",
    {
      serviceName: `com.amazonaws.${REGION}.ecr.dkr`,
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      policy: document({ Action: "ecr:*", Resource: REPOSITORY.replace("ml-platform", "other") }),
    },
    [role, "ecr:BatchGetImage", "ecr-dkr"],
  ),
  endpoint(
    "the gateway to S3 leaves out the bucket of ECR's layers",
    "s3",
    {
      serviceName: `com.amazonaws.${REGION}.s3`,
      policy: document({ Action: "s3:*", Resource: [BUCKET, `${BUCKET}/*`] }),
    },
    [`prod-${REGION}-starport-layer-bucket`, "s3:GetObject"],
  ),
  fileSystem(
    "the file system's policy lets the task write, and not mount",
    "elasticfilesystem:ClientWrite",
    "elasticfilesystem:ClientMount",
  ),
  fileSystem(
    "the file system's policy lets the task mount, and a container mounts it to write",
    "elasticfilesystem:ClientMount",
    "elasticfilesystem:ClientWrite",
  ),
  environmentFile("the bucket of the environment file lets in by its access points only", {
    Sid: "ByAccessPoints",
    Condition: { StringNotEquals: { "s3:DataAccessPointAccount": ACCOUNT } },
  }),
  environmentFile("the bucket limits what is fetched by the prefix, which lists alone have", {
    Sid: "OnlyConfiguration",
    Condition: { StringNotLike: { "s3:prefix": "app*" } },
  }),
  {
    title: "the repository's policy alone should let the role pull, and names another one",
    stack: "explicit",
    edit: (stack) => {
      editStatements(stack, "execution-policy", (statements) => {
        statements.splice(statements.indexOf(statement(statements, "PullImages")), 1);
      });
      stack.push({
        type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
        name: "pull",
        props: {
          repository: "ml-platform",
          policy: document({ Principal: { AWS: roleArn("other") }, Action: PULL }),
        },
      });
    },
    policy,
    mentions: [role, "ecr:BatchGetImage", IMAGE],
  },
];
