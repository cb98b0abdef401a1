/** Ways in which policies come to roles: looked up, prefixed, exclusive, shared, of the organisation. */
import { allow, json, policy, Program, text, trust } from "../program";
import {
  ACCOUNT,
  attach,
  awslogs,
  ecr,
  EXECUTION_POLICY,
  executionRole,
  fargateTask,
  inline,
  REGION,
  role,
  service,
} from "../parts";
import type { Shape } from "../shape";

const IMAGE = "public.ecr.aws/docker/library/httpd:2.4.62";
const TABLE = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/orders`;
const READ = allow(["dynamodb:GetItem", "dynamodb:Query"], TABLE);
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
});

/** A role of the account that a program looks up. */
function lookedUp(p: Program, name: string, props: Record<string, unknown> = {}) {
  return p.read("aws:iam/role:Role", name, {
    name,
    id: name,
    arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
    path: "/",
    assumeRolePolicy: TRUST,
    managedPolicyArns: [EXECUTION_POLICY],
    inlinePolicies: [{ name: "", policy: "" }],
    ...props,
  });
}

function app(p: Program, props: Record<string, unknown>, container: Record<string, unknown> = {}) {
  return fargateTask(p, "app", [{ name: "app", image: ecr("app"), ...container }], props);
}

export const ATTACHMENTS: Shape[] = [
  {
    title: "roles that the program looks up with Role.get",
    program: (p) => {
      const execution = lookedUp(p, "ecsTaskExecutionRole");
      const task = lookedUp(p, "orders", {
        managedPolicyArns: [],
        inlinePolicies: [
          { name: "read", policy: JSON.stringify({ Version: "2012-10-17", Statement: [READ] }) },
        ],
      });
      app(
        p,
        { executionRoleArn: execution.arn, taskRoleArn: task.arn },
        { logConfiguration: awslogs("/ecs/app") },
      );
    },
    config: {
      "task-role-required-actions": {
        required: [{ role: "orders", actions: ["dynamodb:GetItem"], resources: [TABLE] }],
      },
    },
  },
  {
    title: "a policy of the program on a role that it looks up",
    program: (p) => {
      const execution = lookedUp(p, "ecsTaskExecutionRole");
      const task = lookedUp(p, "orders", { managedPolicyArns: [] });
      inline(p, task, policy(READ));
      app(p, { executionRoleArn: execution.arn, taskRoleArn: task.arn });
    },
    config: {
      "task-role-required-actions": {
        required: [
          { role: "role/orders", actions: ["dynamodb:GetItem", "dynamodb:Query"], resources: [TABLE] },
        ],
      },
    },
  },
  {
    title: "roles with a prefix in place of a name",
    program: (p) => {
      const execution = role(p, "execution", { namePrefix: "app-execution-", name: undefined });
      attach(p, execution, EXECUTION_POLICY);
      const task = role(p, "task", { namePrefix: "app-task-", name: undefined });
      inline(p, task, policy(READ));
      app(p, { executionRoleArn: execution.arn, taskRoleArn: task.arn });
    },
  },
  {
    title: "exclusive lists of everything that a role has",
    program: (p) => {
      const execution = executionRole(p);
      p.add("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", "execution", {
        roleName: execution.output("name"),
        policyArns: [EXECUTION_POLICY],
      });
      const task = role(p, "task");
      const read = inline(p, task, policy(READ), "read");
      p.add("aws:iam/rolePoliciesExclusive:RolePoliciesExclusive", "task", {
        roleName: task.output("name"),
        policyNames: [read.output("name")],
      });
      app(p, { executionRoleArn: execution.arn, taskRoleArn: task.arn });
    },
  },
  {
    title: "one policy for the roles of three tasks",
    program: (p) => {
      const shared = p.add("aws:iam/policy:Policy", "shared", { policy: policy(READ) });
      for (const name of ["orders", "invoices", "reports"]) {
        const task = role(p, `${name}-task`);
        attach(p, task, shared.arn, `${name}-shared`);
        const execution = executionRole(p, `${name}-execution`);
        fargateTask(p, name, [{ name, image: ecr(name) }], {
          executionRoleArn: execution.arn,
          taskRoleArn: task.arn,
        });
      }
    },
  },
  {
    title: "a PolicyAttachment over two roles by their outputs",
    program: (p) => {
      const [one, other] = [role(p, "one"), role(p, "other")];
      p.add("aws:iam/policyAttachment:PolicyAttachment", "execution", {
        name: "execution",
        roles: [one.output("name"), other.output("name")],
        policyArn: EXECUTION_POLICY,
      });
      app(p, { executionRoleArn: one.arn, taskRoleArn: other.arn });
    },
  },
  {
    title: "AWS managed policies of an application",
    program: (p) => {
      const execution = executionRole(p);
      const task = role(p, "task");
      for (const name of [
        "AmazonS3ReadOnlyAccess",
        "AmazonDynamoDBReadOnlyAccess",
        "AmazonSQSReadOnlyAccess",
      ])
        attach(p, task, `arn:aws:iam::aws:policy/${name}`, name);
      app(p, { executionRoleArn: execution.arn, taskRoleArn: task.arn });
    },
  },
  {
    title: "everything with S3's objects but what a Deny takes away",
    program: (p) => {
      const execution = executionRole(p);
      const task = role(p, "task");
      inline(
        p,
        task,
        policy(
          allow(
            ["s3:GetObject*", "s3:PutObject*", "s3:ListBucket"],
            ["arn:aws:s3:::data", "arn:aws:s3:::data/*"],
          ),
          {
            Effect: "Deny",
            Action: "s3:*",
            Resource: "arn:aws:s3:::data/secret/*",
          },
        ),
      );
      app(p, { executionRoleArn: execution.arn, taskRoleArn: task.arn });
    },
    config: {
      "task-role-required-actions": {
        required: [
          {
            role: "task",
            actions: ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
            resources: ["arn:aws:s3:::data", "arn:aws:s3:::data/orders/*"],
          },
        ],
      },
      "task-role-access": { required: [{ role: "task", buckets: [] }] },
    },
  },
  {
    title: "what the application needs, in two regions",
    program: (p) => {
      for (const [region, name] of [
        [REGION, "orders"],
        ["eu-west-1", "orders-eu"],
      ] as const) {
        const make = () => {
          const task = role(p, name, { name });
          inline(
            p,
            task,
            policy(
              allow("ssm:GetParameter", `arn:aws:ssm:${region}:${ACCOUNT}:parameter/${name}/url`),
              allow(
                "secretsmanager:GetSecretValue",
                `arn:aws:secretsmanager:${region}:${ACCOUNT}:secret:${name}-??????`,
              ),
              allow(
                [
                  "dynamodb:GetItem",
                  "dynamodb:BatchGetItem",
                  "dynamodb:Query",
                  "dynamodb:Scan",
                  "dynamodb:DescribeTable",
                ],
                [
                  `arn:aws:dynamodb:${region}:${ACCOUNT}:table/${name}`,
                  `arn:aws:dynamodb:${region}:${ACCOUNT}:table/${name}/index/*`,
                ],
              ),
            ),
          );
          const execution = executionRole(p, `${name}-execution`);
          fargateTask(p, name, [{ name, image: IMAGE }], {
            executionRoleArn: execution.arn,
            taskRoleArn: task.arn,
          });
        };
        if (region === REGION) make();
        else p.elsewhere("dublin", { account: ACCOUNT, region }, {}, make);
      }
    },
    config: {
      "task-role-access": {
        required: ["orders", "orders-eu"].map((name) => ({
          role: name,
          parameters: [`/${name}/url`],
          secrets: [name],
          tables: [{ name, access: "read" }],
        })),
      },
      "task-role-required-actions": {
        required: [{ role: "orders-eu", actions: ["dynamodb:GetItem", "dynamodb:Query"] }],
      },
    },
  },
  {
    title: "a deployer in each of two accounts",
    program: (p) => {
      const make = (account: string, name: string) => {
        const execution = executionRole(p, `${name}-execution`, { name: `${name}-execution` });
        fargateTask(p, name, [{ name, image: IMAGE }], { executionRoleArn: execution.arn });
        const ci = p.add("aws:iam/role:Role", `${name}-ci`, {
          name: `${name}-ci`,
          assumeRolePolicy: trust("codebuild.amazonaws.com"),
        });
        inline(
          p,
          ci,
          policy(
            allow(
              ["ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions"],
              "*",
            ),
            allow("iam:PassRole", `arn:aws:iam::${account}:role/${name}-execution`, {
              Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
            }),
          ),
        );
      };
      make(ACCOUNT, "orders");
      p.elsewhere(
        "staging",
        { account: "444455556666", region: REGION },
        { allowedAccountIds: JSON.stringify(["444455556666"]) },
        () => make("444455556666", "orders-staging"),
      );
    },
    config: {
      "deployer-can-register": { deployers: ["role/orders-ci", "role/orders-staging-ci"] },
    },
  },
  {
    title: "a secret with a key of the stack, decrypted by way of the service and its context",
    program: (p) => {
      const key = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
      const secret = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:orders/db`;
      p.add("aws:secretsmanager/secret:Secret", "db", { name: "orders/db", kmsKeyId: key });
      const execution = executionRole(p);
      inline(
        p,
        execution,
        policy(
          allow("secretsmanager:GetSecretValue", `${secret}-??????`),
          allow(["kms:Decrypt", "kms:DescribeKey"], key, {
            Condition: {
              StringEquals: {
                "kms:ViaService": `secretsmanager.${REGION}.amazonaws.com`,
                "kms:CallerAccount": ACCOUNT,
              },
              StringLike: { "kms:EncryptionContext:SecretARN": `${secret}-*` },
            },
          }),
        ),
      );
      app(p, { executionRoleArn: execution.arn }, { secrets: [{ name: "DB", valueFrom: secret }] });
    },
  },
  {
    title: "a SecureString of the stack with a key by alias",
    program: (p) => {
      const key = p.add("aws:kms/key:Key", "parameters", {});
      const alias = p.add("aws:kms/alias:Alias", "parameters", {
        name: "alias/parameters",
        targetKeyId: key.output("keyId"),
      });
      p.add("aws:ssm/parameter:Parameter", "url", {
        name: "/orders/url",
        type: "SecureString",
        keyId: alias.output("name"),
        value: "x",
      });
      const execution = executionRole(p);
      inline(
        p,
        execution,
        policy(
          allow("ssm:GetParameters", `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/orders/*`),
          allow("kms:Decrypt", `arn:aws:kms:${REGION}:${ACCOUNT}:key/*`, {
            Condition: { StringEquals: { "kms:ViaService": `ssm.${REGION}.amazonaws.com` } },
          }),
        ),
      );
      app(p, { executionRoleArn: execution.arn }, { secrets: [{ name: "URL", valueFrom: "/orders/url" }] });
    },
  },
  {
    title: "FireLens with its config in S3, on instances",
    program: (p) => {
      const execution = executionRole(p);
      inline(
        p,
        execution,
        policy(
          allow("s3:GetObject", "arn:aws:s3:::fluent/extra.conf"),
          allow("s3:GetBucketLocation", "arn:aws:s3:::fluent"),
        ),
      );
      const config = { "config-file-type": "s3", "config-file-value": "arn:aws:s3:::fluent/extra.conf" };
      fargateTask(
        p,
        "app",
        [
          {
            name: "router",
            image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.4",
            firelensConfiguration: { type: "fluentbit", options: config },
          },
          {
            name: "app",
            image: IMAGE,
            logConfiguration: {
              logDriver: "awsfirelens",
              options: {
                Name: "cloudwatch_logs",
                region: REGION,
                log_group_name: "/ecs/app",
                auto_create_group: "true",
                log_stream_prefix: "app-",
              },
            },
          },
        ],
        { executionRoleArn: execution.arn, requiresCompatibilities: ["EC2"] },
      );
    },
  },
  {
    title: "images of every registry",
    program: (p) => {
      const execution = executionRole(p);
      const images = [
        "nginx:1.27.3",
        "docker.io/library/redis:7.4.1",
        "ghcr.io/example/app:v2.3.1",
        "quay.io/prometheus/node-exporter:v1.8.2",
        `registry.example.com:5000/team/app@sha256:${"0a".repeat(32)}`,
        `${ACCOUNT}.dkr.ecr-fips.us-west-2.amazonaws.com/app:1.0`,
        `${ACCOUNT}.dkr-ecr.us-west-2.on.aws/app:1.0`,
        `${ACCOUNT}.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0@sha256:${"0b".repeat(32)}`,
      ];
      fargateTask(
        p,
        "app",
        images.map((image, index) => ({ name: `c${index}`, image })),
        { executionRoleArn: execution.arn },
      );
    },
  },
  {
    title: "services of every kind on one task definition",
    program: (p) => {
      const cluster = p.add("aws:ecs/cluster:Cluster", "main", {});
      const execution = executionRole(p);
      const task = role(p, "task");
      const definition = app(p, { executionRoleArn: execution.arn, taskRoleArn: task.arn });
      service(p, "by-arn", definition, { cluster: cluster.arn, enableExecuteCommand: false });
      service(p, "by-family", definition, { taskDefinition: text`${definition.output("family")}:7` });
      service(p, "spot", definition, {
        launchType: undefined,
        capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
        deploymentController: { type: "CODE_DEPLOY" },
      });
      const events = role(p, "events", { assumeRolePolicy: trust("events.amazonaws.com") });
      attach(p, events, "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceEventsRole");
      p.add("aws:cloudwatch/eventTarget:EventTarget", "nightly", {
        rule: "nightly",
        arn: cluster.arn,
        roleArn: events.arn,
        ecsTarget: { taskDefinitionArn: definition.arn, launchType: "FARGATE" },
      });
    },
  },
  {
    title: "two statements with the same actions, an Id, and numbers in conditions",
    program: (p) => {
      const execution = executionRole(p);
      const task = role(p, "task");
      inline(
        p,
        task,
        json({
          Version: "2012-10-17",
          Id: "orders",
          Statement: [
            { Sid: "Read", ...READ },
            {
              Sid: "Limited",
              Effect: "Allow",
              Action: "s3:ListBucket",
              Resource: "arn:aws:s3:::data",
              Condition: { NumericLessThanEquals: { "s3:max-keys": "100" } },
            },
            {
              Sid: "ReadMore",
              Effect: "Allow",
              Action: ["dynamodb:GetItem"],
              Resource: [`${TABLE}-archive`],
            },
          ],
        }),
      );
      app(p, { executionRoleArn: execution.arn, taskRoleArn: task.arn });
    },
  },
];
