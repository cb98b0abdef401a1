import {
  EXECUTION_ROLE,
  IMAGE,
  KEY,
  LOG_GROUP,
  PARAMETER,
  PLAIN_TRUST,
  REPOSITORY,
  SECRET_NAME,
  TASK_ROLE,
  roleArn,
} from "../correct-stacks";
import {
  type DeclaredStack,
  editContainers,
  editStatements,
  find,
  json,
  remove,
  statement,
} from "../declared";
import type { Fault } from "../fault";

const policy = "ecs-task-can-start";
const role = `role/${EXECUTION_ROLE}`;

function edit(stack: DeclaredStack, sid: string, change: (statement: Record<string, unknown>) => void) {
  editStatements(stack, "execution-policy", (statements) => change(statement(statements, sid)));
}

/** The driver creates a group only where it is missing. */
function letAgentCreateGroup(stack: DeclaredStack) {
  editContainer(stack, (one) => (logOptions(one)["awslogs-create-group"] = "true"));
  remove(stack, "logs");
}

function drop(stack: DeclaredStack, sid: string) {
  editStatements(stack, "execution-policy", (statements) => {
    statements.splice(statements.indexOf(statement(statements, sid)), 1);
  });
}

function without(stack: DeclaredStack, sid: string, action: string) {
  edit(stack, sid, (one) => (one.Action = (one.Action as string[]).filter((name) => name !== action)));
}

function editContainer(stack: DeclaredStack, change: (container: Record<string, unknown>) => void) {
  editContainers(stack, "task", (containers) => change(containers[0]!));
}

function logOptions(container: Record<string, unknown>): Record<string, string> {
  return (container.logConfiguration as { options: Record<string, string> }).options;
}

export const executionRoleFaults: Fault[] = [
  {
    title: "the ECR token is forgotten",
    stack: "explicit",
    edit: (stack) => drop(stack, "EcrToken"),
    policy,
    mentions: [role, "ecr:GetAuthorizationToken"],
  },
  {
    title: "the ECR token is granted on the repository",
    stack: "explicit",
    edit: (stack) => edit(stack, "EcrToken", (one) => (one.Resource = REPOSITORY)),
    policy,
    mentions: [role, "ecr:GetAuthorizationToken"],
  },
  ...["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"].map(
    (action): Fault => ({
      title: `${action} is forgotten`,
      stack: "explicit",
      edit: (stack) => without(stack, "PullImages", action),
      policy,
      mentions: [role, action, REPOSITORY],
    }),
  ),
  {
    title: "the image moves to another repository",
    stack: "explicit",
    edit: (stack) =>
      editContainer(
        stack,
        (one) => (one.image = (one.image as string).replace("ml-platform:", "ml-platform/api:")),
      ),
    policy,
    mentions: [role, "ecr:BatchGetImage", "repository/ml-platform/api"],
  },
  {
    title: "the image comes from another account's registry",
    stack: "explicit",
    edit: (stack) =>
      editContainer(
        stack,
        (one) => (one.image = (one.image as string).replace("618574523116", "575084400422")),
      ),
    policy,
    mentions: [role, "575084400422", "ecr:BatchGetImage"],
  },
  {
    title: "the image comes through a cache that nobody may fill",
    stack: "explicit",
    edit: (stack) => {
      editContainer(stack, (one) => (one.image = IMAGE.replace("/ml-platform:", "/docker-hub/ml-platform:")));
      edit(stack, "PullImages", (one) => (one.Resource = REPOSITORY.replace("ml-platform", "docker-hub/*")));
      stack.push({
        type: "aws:ecr/pullThroughCacheRule:PullThroughCacheRule",
        name: "cache",
        props: { ecrRepositoryPrefix: "docker-hub", upstreamRegistryUrl: "registry-1.docker.io" },
      });
    },
    policy,
    mentions: [role, "ecr:BatchImportUpstreamImage", "docker-hub/ml-platform"],
  },
  {
    title: "the image comes from another region's registry",
    stack: "explicit",
    edit: (stack) =>
      editContainer(
        stack,
        (one) => (one.image = (one.image as string).replace("ap-northeast-2", "us-east-1")),
      ),
    policy,
    mentions: [role, "us-east-1", "ecr:BatchGetImage"],
  },
  ...["logs:CreateLogStream", "logs:PutLogEvents"].map((action): Fault => ({
    title: `${action} is forgotten`,
    stack: "explicit",
    edit: (stack) => without(stack, "WriteLogs", action),
    policy,
    mentions: [role, action, "/ecs/ml-platform"],
  })),
  {
    title: "the log group is renamed in the container only",
    stack: "explicit",
    edit: (stack) =>
      editContainer(stack, (one) => (logOptions(one)["awslogs-group"] = "/ecs/ml-platform-v2")),
    policy,
    mentions: [role, "/ecs/ml-platform-v2"],
  },
  {
    title: "the agent is told to create the log group and may not",
    stack: "explicit",
    edit: letAgentCreateGroup,
    policy,
    mentions: [role, "logs:CreateLogGroup", "/ecs/ml-platform"],
  },
  {
    title: "the AWS managed execution policy does not create log groups",
    stack: "wired",
    edit: letAgentCreateGroup,
    policy,
    mentions: [role, "logs:CreateLogGroup"],
  },
  {
    title: "the secret may not be read",
    stack: "explicit",
    edit: (stack) => drop(stack, "ReadSecrets"),
    policy,
    mentions: [role, "secretsmanager:GetSecretValue", SECRET_NAME],
  },
  {
    title: "the secret is granted without its random suffix",
    stack: "explicit",
    edit: (stack) =>
      edit(stack, "ReadSecrets", (one) => (one.Resource = (one.Resource as string).replace("-??????", ""))),
    policy,
    mentions: [role, "secretsmanager:GetSecretValue", SECRET_NAME],
  },
  {
    title: "the secret may be described, not read",
    stack: "explicit",
    edit: (stack) => edit(stack, "ReadSecrets", (one) => (one.Action = "secretsmanager:DescribeSecret")),
    policy,
    mentions: [role, "secretsmanager:GetSecretValue"],
  },
  {
    title: "the secret is granted for a version that ECS does not ask for by itself",
    stack: "explicit",
    edit: (stack) =>
      edit(stack, "ReadSecrets", (one) => {
        one.Condition = { StringEquals: { "secretsmanager:VersionStage": "AWSCURRENT" } };
      }),
    policy,
    mentions: [role, "secretsmanager:GetSecretValue", "secretsmanager:VersionStage"],
  },
  {
    title: "the container names another secret",
    stack: "explicit",
    edit: (stack) =>
      editContainer(stack, (one) => {
        const secrets = one.secrets as { valueFrom: string }[];
        secrets[0]!.valueFrom = secrets[0]!.valueFrom.replace("postgresInfo2", "postgresInfo3");
      }),
    policy,
    mentions: [role, "postgresInfo3"],
  },
  {
    title: "the secret's key may not be used",
    stack: "explicit",
    edit: (stack) => drop(stack, "DecryptSecrets"),
    policy,
    mentions: [role, "kms:Decrypt", KEY],
  },
  {
    title: "the secret's key may be used by way of another service only",
    stack: "explicit",
    edit: (stack) =>
      edit(stack, "DecryptSecrets", (one) => {
        one.Condition = { StringEquals: { "kms:ViaService": "s3.ap-northeast-2.amazonaws.com" } };
      }),
    policy,
    mentions: [role, "kms:Decrypt", "kms:ViaService"],
  },
  {
    title: "the parameter may not be read",
    stack: "explicit",
    edit: (stack) => drop(stack, "ReadParameters"),
    policy,
    mentions: [role, "ssm:GetParameters", PARAMETER],
  },
  {
    title: "the parameter is granted as ssm:GetParameter",
    stack: "explicit",
    edit: (stack) => edit(stack, "ReadParameters", (one) => (one.Action = "ssm:GetParameter")),
    policy,
    mentions: [role, "ssm:GetParameters"],
  },
  {
    title: "the execution policy is never attached",
    stack: "explicit",
    edit: (stack) => remove(stack, "execution-attachment"),
    policy,
    mentions: [role, "ecr:GetAuthorizationToken"],
  },
  {
    title: "the AWS managed execution policy is never attached",
    stack: "wired",
    edit: (stack) => remove(stack, "execution-attachment"),
    policy,
    mentions: [role, "ecr:BatchGetImage"],
  },
  {
    title: "the task definition has no execution role",
    stack: "explicit",
    edit: (stack) => delete find(stack, "task").props.executionRoleArn,
    policy,
    mentions: ["ml-platform", "executionRoleArn"],
  },
  {
    title: "the two roles are swapped",
    stack: "explicit",
    edit: (stack) => {
      const { props } = find(stack, "task");
      props.taskRoleArn = roleArn(EXECUTION_ROLE);
      props.executionRoleArn = roleArn(TASK_ROLE);
    },
    policy,
    mentions: ["swapped"],
  },
  {
    title: "the execution role is one that nobody defined",
    stack: "explicit",
    edit: (stack) => (find(stack, "task").props.executionRoleArn = roleArn("ecsExecutionRole")),
    policy,
    mentions: ["ecsExecutionRole"],
  },
  {
    title: "the execution role trusts another service",
    stack: "explicit",
    edit: (stack) =>
      (find(stack, "execution-role").props.assumeRolePolicy = json(PLAIN_TRUST).replace("ecs-tasks", "ecs")),
    policy,
    mentions: [role, "ecs-tasks.amazonaws.com"],
  },
  {
    title: "a session policy of the log agent denies the group",
    stack: "wired",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/rolePolicy:RolePolicy",
        name: "no-logs",
        props: {
          role: EXECUTION_ROLE,
          name: "no-logs",
          policy: json({
            Version: "2012-10-17",
            Statement: [{ Sid: "NoLogs", Effect: "Deny", Action: "logs:Put*", Resource: `${LOG_GROUP}:*` }],
          }),
        },
      }),
    policy,
    mentions: [role, "logs:PutLogEvents", "NoLogs"],
  },
  {
    title: "ECS Exec is enabled and the task role may not open a channel",
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:ecs/service:Service",
        name: "service",
        props: {
          name: "ml-platform",
          cluster: "main",
          enableExecuteCommand: true,
          taskDefinition: { $output: { resource: "task", property: "arn" } },
        },
      }),
    policy,
    mentions: [`role/${TASK_ROLE}`, "ssmmessages:CreateControlChannel"],
  },
  ...(
    [
      ["CloudWatch", { Name: "cloudwatch_logs", log_group_name: "/firelens/app" }, "logs:PutLogEvents"],
      ["Firehose", { Name: "kinesis_firehose", delivery_stream: "app-logs" }, "firehose:PutRecordBatch"],
      ["a bucket", { Name: "s3", bucket: "app-logs" }, "s3:PutObject"],
      [
        "a domain of OpenSearch",
        { Name: "opensearch", Host: "vpc-logs.ap-northeast-2.es.amazonaws.com", AWS_Auth: "On" },
        "es:ESHttpPost",
      ],
      [
        "a bucket, with a role of its own",
        { Name: "s3", bucket: "app-logs", role_arn: "arn:aws:iam::999900001111:role/logs" },
        "sts:AssumeRole",
      ],
    ] as const
  ).map(([where, options, action]): Fault => ({
    title: `FireLens sends logs to ${where} and the task role may not write there`,
    stack: "explicit",
    edit: (stack) =>
      editContainers(stack, "task", (all) => {
        all[0]!.logConfiguration = {
          logDriver: "awsfirelens",
          options: { ...options, region: "ap-northeast-2" },
        };
        all.push({
          name: "router",
          image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.4",
          firelensConfiguration: { type: "fluentbit" },
        });
      }),
    policy,
    mentions: [`role/${TASK_ROLE}`, action],
  })),
  {
    title: "the log of Service Connect's proxy may not be written",
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:ecs/service:Service",
        name: "service",
        props: {
          name: "ml-platform",
          cluster: "main",
          taskDefinition: { $output: { resource: "task", property: "arn" } },
          serviceConnectConfiguration: {
            enabled: true,
            logConfiguration: {
              logDriver: "awslogs",
              options: { "awslogs-group": "/ecs/proxy", "awslogs-region": "ap-northeast-2" },
            },
          },
        },
      }),
    policy,
    mentions: [`role/${EXECUTION_ROLE}`, "logs:PutLogEvents", "/ecs/proxy"],
  },
  {
    title: "the private registry's credentials may not be read",
    stack: "explicit",
    edit: (stack) =>
      editContainer(stack, (one) => {
        one.image = "registry.example.com/ml-platform:1.4.2";
        one.repositoryCredentials = {
          credentialsParameter: "arn:aws:secretsmanager:ap-northeast-2:618574523116:secret:registry-AbCdEf",
        };
      }),
    policy,
    mentions: [role, "secretsmanager:GetSecretValue", "secret:registry"],
  },
  {
    title: "the environment file may not be read",
    stack: "explicit",
    edit: (stack) =>
      editContainer(stack, (one) => {
        one.environmentFiles = [{ type: "s3", value: "arn:aws:s3:::ml-platform-config/prod.env" }];
      }),
    policy,
    mentions: [role, "s3:GetObject", "ml-platform-config/prod.env"],
  },
  {
    title: "the key of the environment file's bucket may not be used",
    stack: "explicit",
    edit: (stack) => {
      const bucket = "ml-platform-config";
      editContainer(stack, (one) => {
        one.environmentFiles = [{ type: "s3", value: `arn:aws:s3:::${bucket}/prod.env` }];
      });
      editStatements(stack, "execution-policy", (statements) =>
        statements.push({
          Sid: "Files",
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:GetBucketLocation"],
          Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/prod.env`],
        }),
      );
      stack.push({
        type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        name: "encryption",
        props: {
          bucket,
          rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY } }],
        },
      });
    },
    policy,
    mentions: [role, "kms:Decrypt", KEY, "kms:ViaService"],
  },
  {
    title: "the key that the environment file's bucket itself names may not be used",
    stack: "explicit",
    edit: (stack) => {
      const bucket = "ml-platform-config";
      editContainer(stack, (one) => {
        one.environmentFiles = [{ type: "s3", value: `arn:aws:s3:::${bucket}/prod.env` }];
      });
      editStatements(stack, "execution-policy", (statements) =>
        statements.push({
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:GetBucketLocation"],
          Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/prod.env`],
        }),
      );
      const settings = { serverSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY } };
      stack.push({
        type: "aws-native:s3:Bucket",
        name: "files",
        props: {
          bucketName: bucket,
          bucketEncryption: { serverSideEncryptionConfiguration: [settings] },
        },
      });
    },
    policy,
    mentions: [role, "kms:Decrypt", KEY],
  },
  {
    title: "the log driver's own secret may not be read",
    stack: "explicit",
    edit: (stack) =>
      editContainer(stack, (one) => {
        one.logConfiguration = {
          logDriver: "splunk",
          options: { "splunk-url": "https://splunk.example.com" },
          secretOptions: [
            {
              name: "splunk-token",
              valueFrom: "arn:aws:secretsmanager:ap-northeast-2:618574523116:secret:splunk-AbCdEf",
            },
          ],
        };
      }),
    policy,
    mentions: [role, "secret:splunk"],
  },
];
