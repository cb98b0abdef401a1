/** Execution roles as AWS's developer guide and its readers write them. */
import { allow, json, policy, text } from "../program";
import {
  ACCOUNT,
  attach,
  awslogs,
  ecr,
  EXECUTION_POLICY,
  executionRole,
  fargateTask,
  inline,
  logGroup,
  REGION,
  role,
} from "../parts";
import type { Shape } from "../shape";

const SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:orders/db`;
const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const PARAMETER = `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/orders/api-url`;

function withSecrets(
  title: string,
  secrets: unknown[],
  statements: Record<string, unknown>[],
  more: Partial<Shape> = {},
): Shape {
  return {
    title,
    program: (p) => {
      const execution = executionRole(p);
      inline(p, execution, policy(...statements));
      const group = logGroup(p, "logs", { name: "/ecs/orders" });
      fargateTask(
        p,
        "orders",
        [
          {
            name: "app",
            image: ecr("orders"),
            essential: true,
            secrets,
            logConfiguration: awslogs(group.output("name")),
          },
        ],
        { executionRoleArn: execution.arn },
      );
    },
    ...more,
  };
}

export const EXECUTION: Shape[] = [
  withSecrets(
    "secrets, parameters and their key in one statement",
    [
      { name: "DB_PASSWORD", valueFrom: `${SECRET}-Ab12Cd` },
      { name: "API_URL", valueFrom: PARAMETER },
    ],
    [
      allow(
        ["ssm:GetParameters", "secretsmanager:GetSecretValue", "kms:Decrypt"],
        [PARAMETER, `${SECRET}-Ab12Cd`, KEY],
      ),
    ],
  ),
  withSecrets(
    "a secret by its name in the ARN, without the suffix, granted with a star",
    [{ name: "DB_PASSWORD", valueFrom: SECRET }],
    [allow("secretsmanager:GetSecretValue", `${SECRET}-*`)],
  ),
  withSecrets(
    "keys, versions and stages of a secret",
    [
      { name: "USER", valueFrom: `${SECRET}-Ab12Cd:username::` },
      { name: "PASSWORD", valueFrom: `${SECRET}-Ab12Cd:password:AWSPREVIOUS:` },
      { name: "PINNED", valueFrom: `${SECRET}-Ab12Cd:password::9d4cb84b-ad69-40c0-a0ab-cead36b9c8ba` },
      { name: "STAGED", valueFrom: `${SECRET}-Ab12Cd::AWSCURRENT:` },
    ],
    [allow(["secretsmanager:GetSecretValue"], [`${SECRET}-Ab12Cd`])],
  ),
  withSecrets(
    "a parameter by name, granted by its path",
    [{ name: "API_URL", valueFrom: "/orders/api-url" }],
    [
      allow(
        ["ssm:GetParameters", "ssm:GetParameter", "ssm:GetParametersByPath"],
        `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/orders/*`,
      ),
      allow("kms:Decrypt", "*", {
        Condition: { StringEquals: { "kms:ViaService": `ssm.${REGION}.amazonaws.com` } },
      }),
    ],
  ),
  withSecrets(
    "a parameter of the Parameter Store that refers to a secret",
    [{ name: "DB_PASSWORD", valueFrom: "/aws/reference/secretsmanager/orders/db" }],
    [
      allow(
        "ssm:GetParameters",
        `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/aws/reference/secretsmanager/orders/db`,
      ),
      allow("secretsmanager:GetSecretValue", `${SECRET}-??????`),
    ],
  ),
  {
    title: "a secret of the stack by its output, with its own key",
    program: (p) => {
      const key = p.add("aws:kms/key:Key", "secrets", { enableKeyRotation: true });
      const secret = p.add("aws:secretsmanager/secret:Secret", "db", { kmsKeyId: key.output("keyId") });
      const execution = executionRole(p);
      inline(
        p,
        execution,
        policy(allow("secretsmanager:GetSecretValue", secret.arn), allow("kms:Decrypt", key.arn)),
      );
      fargateTask(
        p,
        "orders",
        [{ name: "app", image: ecr("orders"), secrets: [{ name: "DB", valueFrom: secret.arn }] }],
        { executionRoleArn: execution.arn },
      );
    },
    first: {
      "iam-policy-document": [],
      "task-definition-valid": ["Build containerDefinitions from what is known"],
    },
  },
  {
    title: "a log group with a key of the stack, whose policy names the group by account",
    program: (p) => {
      const key = p.add("aws:kms/key:Key", "logs", {
        policy: policy(
          allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }),
          allow(["kms:Encrypt*", "kms:Decrypt*", "kms:GenerateDataKey*", "kms:Describe*"], "*", {
            Principal: { Service: `logs.${REGION}.amazonaws.com` },
            Condition: {
              ArnEquals: {
                "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/orders`,
              },
            },
          }),
        ),
      });
      logGroup(p, "orders", { name: "/ecs/orders", kmsKeyId: key.arn });
      const execution = executionRole(p);
      fargateTask(
        p,
        "orders",
        [{ name: "app", image: ecr("orders"), logConfiguration: awslogs("/ecs/orders") }],
        { executionRoleArn: execution.arn },
      );
    },
    first: { "ecs-task-can-start": ["condition key kms:EncryptionContext:aws:logs:arn"] },
  },
  {
    title: "credentials of a private registry",
    program: (p) => {
      const execution = executionRole(p);
      inline(
        p,
        execution,
        policy(allow(["kms:Decrypt", "secretsmanager:GetSecretValue"], [`${SECRET}-Ab12Cd`, KEY])),
      );
      fargateTask(
        p,
        "mirror",
        [
          {
            name: "app",
            image: "registry.example.com/team/app:2.1",
            repositoryCredentials: { credentialsParameter: `${SECRET}-Ab12Cd` },
          },
        ],
        { executionRoleArn: execution.arn },
      );
    },
  },
  {
    title: "environment files in a bucket",
    program: (p) => {
      const execution = executionRole(p);
      inline(
        p,
        execution,
        policy(
          allow("s3:GetObject", "arn:aws:s3:::orders-config/env/prod.env"),
          allow("s3:GetBucketLocation", "arn:aws:s3:::orders-config"),
        ),
      );
      fargateTask(
        p,
        "orders",
        [
          {
            name: "app",
            image: "public.ecr.aws/docker/library/httpd:2.4",
            environmentFiles: [{ type: "s3", value: "arn:aws:s3:::orders-config/env/prod.env" }],
          },
        ],
        { executionRoleArn: execution.arn },
      );
    },
  },
  {
    title: "an execution role of one's own with everything on a star",
    program: (p) => {
      const execution = role(p, "execution");
      inline(
        p,
        execution,
        policy(
          allow(
            [
              "ecr:GetAuthorizationToken",
              "ecr:BatchCheckLayerAvailability",
              "ecr:GetDownloadUrlForLayer",
              "ecr:BatchGetImage",
              "logs:CreateLogStream",
              "logs:PutLogEvents",
            ],
            "*",
          ),
        ),
      );
      fargateTask(
        p,
        "orders",
        [{ name: "app", image: ecr("orders"), logConfiguration: awslogs("/ecs/orders") }],
        {
          executionRoleArn: execution.arn,
        },
      );
    },
    advice: { "least-privilege": ["ecr:BatchGetImage"] },
  },
  {
    title: "AWS's execution policy and rights to create the log group",
    program: (p) => {
      const execution = executionRole(p);
      inline(p, execution, policy(allow(["logs:CreateLogGroup"], `arn:aws:logs:*:*:*`)));
      fargateTask(
        p,
        "orders",
        [
          {
            name: "app",
            image: ecr("orders"),
            logConfiguration: awslogs("/ecs/orders", "app", { "awslogs-create-group": "true" }),
          },
        ],
        { executionRoleArn: execution.arn },
      );
    },
  },
  {
    title: "rights to create the log group on the group and its star",
    program: (p) => {
      const execution = executionRole(p);
      const group = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/orders`;
      inline(p, execution, policy(allow("logs:CreateLogGroup", [group, `${group}:*`])));
      fargateTask(
        p,
        "orders",
        [
          {
            name: "app",
            image: ecr("orders"),
            logConfiguration: awslogs("/ecs/orders", "app", {
              "awslogs-create-group": "true",
              mode: "non-blocking",
              "max-buffer-size": "25m",
            }),
          },
        ],
        { executionRoleArn: execution.arn },
      );
    },
  },
  {
    title: "images of another account and another region",
    later: { "ecs-task-can-start": ["444455556666", "which lies in another account"] },
    program: (p) => {
      const execution = executionRole(p);
      fargateTask(
        p,
        "orders",
        [
          { name: "app", image: ecr("shared/orders", "2.0.1", "444455556666", "eu-west-1") },
          {
            name: "proxy",
            image: "840364872350.dkr.ecr.us-west-2.amazonaws.com/aws-appmesh-envoy:v1.29.12.1-prod",
          },
        ],
        { executionRoleArn: execution.arn },
      );
    },
  },
  {
    title: "an image through a pull-through cache, whose repository is made on the first pull",
    program: (p) => {
      const execution = executionRole(p);
      inline(
        p,
        execution,
        policy(
          allow(
            ["ecr:CreateRepository", "ecr:BatchImportUpstreamImage"],
            `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/docker-hub/*`,
          ),
        ),
      );
      fargateTask(p, "cache", [{ name: "redis", image: ecr("docker-hub/library/redis", "7.4") }], {
        executionRoleArn: execution.arn,
      });
    },
  },
  {
    title: "the pull-only policy of ECR and a policy for logs",
    program: (p) => {
      const execution = role(p, "execution");
      attach(p, execution, "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly", "pull");
      attach(p, execution, "arn:aws:iam::aws:policy/CloudWatchLogsFullAccess", "logs");
      fargateTask(
        p,
        "orders",
        [{ name: "app", image: ecr("orders"), logConfiguration: awslogs("/ecs/orders") }],
        {
          executionRoleArn: execution.arn,
        },
      );
    },
    advice: { "least-privilege": ["CloudWatchLogsFullAccess"] },
  },
  {
    title: "AWS's execution policy looked up by its name, its ARN an output of the lookup",
    program: (p) => {
      const execution = role(p, "ecsTaskExecutionRole", { name: "ecsTaskExecutionRole" });
      attach(p, execution, EXECUTION_POLICY);
      attach(p, execution, "arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess", "ssm");
      fargateTask(
        p,
        "orders",
        [{ name: "app", image: ecr("orders"), secrets: [{ name: "API_URL", valueFrom: PARAMETER }] }],
        { executionRoleArn: execution.arn },
      );
    },
  },
  {
    title: "secrets granted to the execution role by tag",
    program: (p) => {
      const execution = executionRole(p);
      p.add("aws:secretsmanager/secret:Secret", "db", { name: "orders/db", tags: { app: "orders" } });
      inline(
        p,
        execution,
        policy(
          allow(
            "secretsmanager:GetSecretValue",
            `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:orders/*`,
            {
              Condition: { StringEquals: { "aws:ResourceTag/app": "orders" } },
            },
          ),
        ),
      );
      fargateTask(
        p,
        "orders",
        [
          {
            name: "app",
            image: ecr("orders"),
            secrets: [{ name: "DB", valueFrom: `${SECRET}-Ab12Cd:password::` }],
          },
        ],
        { executionRoleArn: execution.arn },
      );
    },
  },
  {
    title: "a trust policy with an empty Sid in the old version, as the console once wrote it",
    program: (p) => {
      const execution = executionRole(p, "ecsTaskExecutionRole", {
        assumeRolePolicy: json({
          Version: "2008-10-17",
          Statement: [
            {
              Sid: "",
              Effect: "Allow",
              Principal: { Service: "ecs-tasks.amazonaws.com" },
              Action: "sts:AssumeRole",
            },
          ],
        }),
      });
      fargateTask(p, "orders", [{ name: "app", image: ecr("orders") }], { executionRoleArn: execution.arn });
    },
  },
  {
    title: "a customer managed policy for secrets beside AWS's execution policy, built of names",
    program: (p) => {
      const execution = executionRole(p, "exec");
      const secret = p.add("aws:secretsmanager/secret:Secret", "db", {});
      const read = p.add("aws:iam/policy:Policy", "read-secrets", {
        policy: policy(
          allow(
            "secretsmanager:GetSecretValue",
            text`arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${secret.output("name")}-*`,
          ),
        ),
      });
      attach(p, execution, read.arn, "read-secrets");
      fargateTask(
        p,
        "orders",
        [
          {
            name: "app",
            image: ecr("orders"),
            secrets: [
              {
                name: "DB",
                valueFrom: text`arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${secret.output("name")}`,
              },
            ],
          },
        ],
        { executionRoleArn: execution.arn },
      );
    },
  },
];
