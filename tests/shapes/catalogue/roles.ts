/** Task roles, and the other roles that stand around ECS. */
import { allow, policy, Program, text, trust } from "../program";
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
  service,
} from "../parts";
import type { Shape } from "../shape";

const IMAGE = "public.ecr.aws/docker/library/httpd:2.4.62";
const TABLE = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/orders`;

/** A task whose role has these statements and this trust. */
function taskRole(
  title: string,
  statements: Record<string, unknown>[],
  more: Partial<Shape> & { trust?: unknown; role?: Record<string, unknown> } = {},
): Shape {
  const { trust: trusted, role: props, ...rest } = more;
  return {
    title,
    program: (p) => {
      const execution = executionRole(p);
      const task = role(p, "task", { ...(trusted ? { assumeRolePolicy: trusted } : {}), ...props });
      if (statements.length > 0) inline(p, task, policy(...statements));
      fargateTask(p, "app", [{ name: "app", image: IMAGE }], {
        executionRoleArn: execution.arn,
        taskRoleArn: task.arn,
      });
    },
    ...rest,
  };
}

const GUARD = {
  Condition: {
    ArnLike: { "aws:SourceArn": `arn:aws:ecs:${REGION}:${ACCOUNT}:*` },
    StringEquals: { "aws:SourceAccount": ACCOUNT },
  },
};

/** A role of a service with its policy, and nothing to do with tasks. */
function besides(p: Program, name: string, service: string, policyArn: string) {
  attach(p, p.add("aws:iam/role:Role", name, { assumeRolePolicy: trust(service) }), policyArn);
}

export const ROLES: Shape[] = [
  taskRole("trust with the guide's conditions", [], { trust: trust(["ecs-tasks.amazonaws.com"], GUARD) }),
  taskRole("trust by account alone", [], {
    trust: trust("ecs-tasks.amazonaws.com", {
      Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
    }),
  }),
  taskRole("trust by ArnLike of every region", [], {
    trust: trust("ecs-tasks.amazonaws.com", {
      Condition: { ArnLike: { "aws:SourceArn": `arn:aws:ecs:*:${ACCOUNT}:*` } },
    }),
  }),
  taskRole("trust by StringLike of ARNs", [], {
    trust: trust("ecs-tasks.amazonaws.com", {
      Condition: { StringLike: { "aws:SourceArn": `arn:aws:ecs:${REGION}:${ACCOUNT}:task/*` } },
    }),
  }),
  {
    title: "one role as task role and execution role",
    program: (p) => {
      const only = executionRole(p, "ecsTaskExecutionRole", { name: "ecsTaskExecutionRole" });
      fargateTask(p, "app", [{ name: "app", image: ecr("app"), logConfiguration: awslogs("/ecs/app") }], {
        executionRoleArn: only.arn,
        taskRoleArn: only.arn,
      });
    },
  },
  taskRole("ECS Exec's channels without a service", [
    allow(
      [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      "*",
    ),
  ]),
  {
    title: "ECS Exec with an encrypted and logged session, as the guide has it",
    program: (p) => {
      const key = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
      const cluster = p.add("aws:ecs/cluster:Cluster", "main", {
        configuration: {
          executeCommandConfiguration: {
            kmsKeyId: key,
            logging: "OVERRIDE",
            logConfiguration: {
              cloudWatchEncryptionEnabled: true,
              cloudWatchLogGroupName: "/ecs/exec",
              s3BucketName: "exec-sessions",
              s3KeyPrefix: "exec",
            },
          },
        },
        settings: [{ name: "containerInsights", value: "enabled" }],
      });
      const execution = executionRole(p);
      const task = role(p, "task");
      inline(
        p,
        task,
        policy(
          allow(
            [
              "ssmmessages:CreateControlChannel",
              "ssmmessages:CreateDataChannel",
              "ssmmessages:OpenControlChannel",
              "ssmmessages:OpenDataChannel",
            ],
            "*",
          ),
          allow("logs:DescribeLogGroups", "*"),
          allow(
            ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/exec:*`,
          ),
          allow("s3:PutObject", "arn:aws:s3:::exec-sessions/*"),
          allow("s3:GetEncryptionConfiguration", "arn:aws:s3:::exec-sessions"),
          allow("kms:Decrypt", key),
        ),
      );
      const definition = fargateTask(
        p,
        "app",
        [{ name: "app", image: IMAGE, linuxParameters: { initProcessEnabled: true } }],
        { executionRoleArn: execution.arn, taskRoleArn: task.arn },
      );
      service(p, "app", definition, { cluster: cluster.arn, enableExecuteCommand: true });
    },
  },
  {
    title: "ECS Exec with AWS's policy for Session Manager",
    program: (p) => {
      const execution = executionRole(p);
      const task = role(p, "task");
      attach(p, task, "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore", "ssm");
      const definition = fargateTask(p, "app", [{ name: "app", image: IMAGE }], {
        executionRoleArn: execution.arn,
        taskRoleArn: task.arn,
      });
      service(p, "app", definition, { enableExecuteCommand: true });
    },
  },
  taskRole("the data of an application in named resources", [
    allow(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], "arn:aws:s3:::orders-data/*"),
    allow(["s3:ListBucket", "s3:GetBucketLocation"], ["arn:aws:s3:::orders-data"]),
    allow(
      [
        "dynamodb:BatchGetItem",
        "dynamodb:GetItem",
        "dynamodb:Query",
        "dynamodb:Scan",
        "dynamodb:BatchWriteItem",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
        "dynamodb:ConditionCheckItem",
        "dynamodb:DescribeTable",
      ],
      [TABLE, `${TABLE}/index/*`],
    ),
    allow(
      [
        "sqs:SendMessage",
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ChangeMessageVisibility",
      ],
      `arn:aws:sqs:${REGION}:${ACCOUNT}:orders`,
    ),
    allow("sns:Publish", `arn:aws:sns:${REGION}:${ACCOUNT}:orders`),
    allow(
      ["kms:Decrypt", "kms:GenerateDataKey*"],
      `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
    ),
    allow(["ses:SendEmail", "ses:SendRawEmail"], `arn:aws:ses:${REGION}:${ACCOUNT}:identity/example.com`, {
      Condition: { StringEquals: { "ses:FromAddress": "noreply@example.com" } },
    }),
    allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"),
    allow("cloudwatch:PutMetricData", "*", {
      Condition: { StringEquals: { "cloudwatch:namespace": "Orders" } },
    }),
    allow("events:PutEvents", `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/default`),
    allow("states:StartExecution", `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:orders`),
    allow("lambda:InvokeFunction", [
      `arn:aws:lambda:${REGION}:${ACCOUNT}:function:orders`,
      `arn:aws:lambda:${REGION}:${ACCOUNT}:function:orders:*`,
    ]),
    allow("rds-db:connect", `arn:aws:rds-db:${REGION}:${ACCOUNT}:dbuser:db-ABCDEFGHIJKL01234/app`),
    allow("execute-api:Invoke", `arn:aws:execute-api:${REGION}:${ACCOUNT}:abcdef123/*/GET/orders`),
    allow(
      ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
      `arn:aws:bedrock:${REGION}::foundation-model/anthropic.claude-3-haiku-20240307-v1:0`,
    ),
    allow("sts:AssumeRole", "arn:aws:iam::444455556666:role/partner-data"),
    allow("elasticache:Connect", [
      `arn:aws:elasticache:${REGION}:${ACCOUNT}:replicationgroup:orders`,
      `arn:aws:elasticache:${REGION}:${ACCOUNT}:user:app`,
    ]),
    allow(["kinesis:PutRecord", "kinesis:PutRecords"], `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/orders`),
    allow("firehose:PutRecordBatch", `arn:aws:firehose:${REGION}:${ACCOUNT}:deliverystream/orders`),
    allow(
      ["cognito-idp:AdminGetUser"],
      `arn:aws:cognito-idp:${REGION}:${ACCOUNT}:userpool/${REGION}_AbCdEfGhI`,
    ),
    allow("secretsmanager:GetSecretValue", `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:orders/*`),
    allow("ssm:GetParametersByPath", `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/orders`),
    allow(
      ["appconfig:StartConfigurationSession", "appconfig:GetLatestConfiguration"],
      `arn:aws:appconfig:${REGION}:${ACCOUNT}:application/abc1234/environment/def5678/configuration/ghi9012`,
    ),
    allow("geo:SearchPlaceIndexForText", `arn:aws:geo:${REGION}:${ACCOUNT}:place-index/orders`),
    allow(["textract:DetectDocumentText", "rekognition:DetectLabels", "comprehend:DetectSentiment"], "*"),
  ]),
  taskRole(
    "a bucket's folder by prefix and the caller's tag in a policy variable",
    [
      allow("s3:ListBucket", "arn:aws:s3:::shared", {
        Condition: { StringLike: { "s3:prefix": ["orders/*"] } },
      }),
      allow("s3:*Object", "arn:aws:s3:::shared/${aws:PrincipalTag/team}/*"),
    ],
    { role: { tags: { team: "orders" } } },
  ),
  taskRole("objects only over TLS and never deleted", [
    allow(["s3:GetObject"], "arn:aws:s3:::orders-data/*", {
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    }),
    { Effect: "Deny", Action: ["s3:DeleteObject*", "s3:PutBucketPolicy"], Resource: "*" },
  ]),
  {
    title: "documents of a role as inlinePolicies and managedPolicyArns",
    program: (p) => {
      const execution = p.add("aws:iam/role:Role", "execution", {
        assumeRolePolicy: trust(),
        managedPolicyArns: [EXECUTION_POLICY],
      });
      const task = p.add("aws:iam/role:Role", "task", {
        assumeRolePolicy: trust(),
        inlinePolicies: [
          { name: "read", policy: policy(allow("dynamodb:GetItem", TABLE)) },
          { name: "write", policy: policy(allow("dynamodb:PutItem", TABLE)) },
        ],
        maxSessionDuration: 7200,
        tags: { Service: "orders", "pulumi:project": "app" },
      });
      fargateTask(p, "app", [{ name: "app", image: ecr("app") }], {
        executionRoleArn: execution.arn,
        taskRoleArn: task.arn,
      });
    },
  },
  {
    title: "a permissions boundary of the organisation on every role",
    program: (p) => {
      const boundary = p.add("aws:iam/policy:Policy", "boundary", {
        name: "workload-boundary",
        policy: policy(
          {
            Sid: "Most",
            Effect: "Allow",
            NotAction: ["iam:*", "organizations:*", "account:*"],
            Resource: "*",
          },
          allow(["iam:GetRole", "iam:PassRole"], "*"),
        ),
      });
      const execution = executionRole(p, "execution", { permissionsBoundary: boundary.arn });
      const task = role(p, "task", {
        permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/workload-boundary`,
        path: "/orders/",
      });
      inline(p, task, policy(allow("dynamodb:GetItem", TABLE)));
      fargateTask(p, "app", [{ name: "app", image: ecr("app") }], {
        executionRoleArn: execution.arn,
        taskRoleArn: task.arn,
      });
    },
  },
  {
    title: "roles of everything around ECS",
    program: (p) => {
      besides(
        p,
        "ecsInstanceRole",
        "ec2.amazonaws.com",
        "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
      );
      besides(
        p,
        "ecsInfrastructureRole",
        "ecs.amazonaws.com",
        "arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForVolumes",
      );
      besides(
        p,
        "ecsLoadBalancerRole",
        "ecs.amazonaws.com",
        "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers",
      );
      besides(
        p,
        "ecsLatticeRole",
        "ecs.amazonaws.com",
        "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForVpcLattice",
      );
      besides(
        p,
        "ecsTlsRole",
        "ecs.amazonaws.com",
        "arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity",
      );
      besides(
        p,
        "ecsManagedInstancesRole",
        "ecs.amazonaws.com",
        "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForManagedInstances",
      );
      besides(
        p,
        "ecsCodeDeployRole",
        "codedeploy.amazonaws.com",
        "arn:aws:iam::aws:policy/AWSCodeDeployRoleForECS",
      );
      besides(
        p,
        "AWSBatchServiceRole",
        "batch.amazonaws.com",
        "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole",
      );
      besides(
        p,
        "ecsAutoscaleRole",
        "application-autoscaling.amazonaws.com",
        "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceAutoscaleRole",
      );
      besides(
        p,
        "ecsEventsRole",
        "events.amazonaws.com",
        "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceEventsRole",
      );
      besides(
        p,
        "rdsMonitoringRole",
        "monitoring.rds.amazonaws.com",
        "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
      );
      besides(
        p,
        "flowLogs",
        "vpc-flow-logs.amazonaws.com",
        "arn:aws:iam::aws:policy/CloudWatchLogsReadOnlyAccess",
      );
      p.add("aws:iam/instanceProfile:InstanceProfile", "instances", { role: "ecsInstanceRole-4f2c9a1" });
    },
  },
  {
    title: "a scheduled task of EventBridge that passes its roles by name",
    program: (p) => {
      const execution = executionRole(p, "nightly-execution", { name: "nightly-execution" });
      const task = role(p, "nightly-task", { name: "nightly-task" });
      fargateTask(
        p,
        "nightly",
        [{ name: "app", image: ecr("nightly"), logConfiguration: awslogs("/ecs/nightly") }],
        { executionRoleArn: execution.arn, taskRoleArn: task.arn },
      );
      const events = p.add("aws:iam/role:Role", "events", {
        assumeRolePolicy: trust("events.amazonaws.com"),
      });
      inline(
        p,
        events,
        policy(
          allow("ecs:RunTask", `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/nightly:*`, {
            Condition: { ArnLike: { "ecs:cluster": `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/main` } },
          }),
          allow(
            "iam:PassRole",
            [`arn:aws:iam::${ACCOUNT}:role/nightly-execution`, `arn:aws:iam::${ACCOUNT}:role/nightly-task`],
            {
              Condition: { StringLike: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
            },
          ),
          allow("ecs:TagResource", "*", { Condition: { StringEquals: { "ecs:CreateAction": ["RunTask"] } } }),
        ),
      );
      p.add("aws:cloudwatch/eventRule:EventRule", "nightly", { scheduleExpression: "cron(0 3 * * ? *)" });
    },
  },
  {
    title: "a scheduler and a state machine that run the task",
    program: (p) => {
      executionRole(p, "job-execution", { name: "job-execution" });
      const passing = allow("iam:PassRole", `arn:aws:iam::${ACCOUNT}:role/job-execution`, {
        Condition: { StringEquals: { "iam:PassedToService": ["ecs-tasks.amazonaws.com"] } },
      });
      const scheduler = p.add("aws:iam/role:Role", "scheduler", {
        assumeRolePolicy: trust("scheduler.amazonaws.com", {
          Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
        }),
      });
      inline(
        p,
        scheduler,
        policy(allow("ecs:RunTask", `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/job:*`), passing),
      );
      const machine = p.add("aws:iam/role:Role", "states", {
        assumeRolePolicy: trust("states.amazonaws.com"),
      });
      inline(
        p,
        machine,
        policy(
          allow("ecs:RunTask", [
            `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/job`,
            `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/job:*`,
          ]),
          allow(["ecs:StopTask", "ecs:DescribeTasks"], `arn:aws:ecs:${REGION}:${ACCOUNT}:task/*`),
          allow(
            ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
            `arn:aws:events:${REGION}:${ACCOUNT}:rule/StepFunctionsGetEventsForECSTaskRule`,
          ),
          passing,
        ),
      );
    },
  },
  {
    title: "roles of Lambda, EC2 and a cross-account reader beside the tasks'",
    program: (p) => {
      const execution = executionRole(p);
      fargateTask(p, "app", [{ name: "app", image: ecr("app") }], { executionRoleArn: execution.arn });
      const lambda = p.add("aws:iam/role:Role", "lambda", {
        assumeRolePolicy: trust("lambda.amazonaws.com"),
      });
      attach(p, lambda, "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole", "vpc");
      p.add("aws:iam/role:Role", "reader", {
        assumeRolePolicy: policy({
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::444455556666:root" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "sts:ExternalId": "orders" },
            Bool: { "aws:MultiFactorAuthPresent": "true" },
          },
        }),
      });
      p.add("aws:iam/role:Role", "eks", {
        assumeRolePolicy: policy({
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
        }),
      });
      p.add("aws:iam/role:Role", "saml", {
        assumeRolePolicy: policy({
          Effect: "Allow",
          Principal: { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/corp` },
          Action: "sts:AssumeRoleWithSAML",
          Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
        }),
      });
    },
  },
  {
    title: "a policy document of getPolicyDocument, with its own spelling",
    program: (p) => {
      const execution = executionRole(p, "execution", {
        assumeRolePolicy: JSON.stringify(
          {
            Statement: [
              {
                Action: ["sts:AssumeRole"],
                Effect: "Allow",
                Principal: { Service: ["ecs-tasks.amazonaws.com"] },
              },
            ],
            Version: "2012-10-17",
          },
          undefined,
          2,
        ),
      });
      inline(
        p,
        execution,
        JSON.stringify(
          {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Action: "ssm:GetParameters",
                Resource: `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/app/*`,
              },
            ],
          },
          undefined,
          2,
        ),
      );
      fargateTask(
        p,
        "app",
        [
          {
            name: "app",
            image: ecr("app"),
            secrets: [{ name: "URL", valueFrom: `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/app/url` }],
          },
        ],
        { executionRoleArn: execution.arn },
      );
    },
  },
  {
    title: "policy documents that Pulumi takes as objects",
    program: (p) => {
      const execution = executionRole(p, "execution", {
        assumeRolePolicy: {
          Version: "2012-10-17",
          Statement: [
            { Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" } },
          ],
        },
      });
      const task = role(p, "task");
      p.add("aws:iam/rolePolicy:RolePolicy", "task-data", {
        role: task.output("name"),
        policy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: ["dynamodb:GetItem"], Resource: TABLE }],
        },
      });
      fargateTask(p, "app", [{ name: "app", image: ecr("app") }], {
        executionRoleArn: execution.arn,
        taskRoleArn: task.arn,
      });
    },
  },
  {
    title: "an inline policy built of outputs of the stack's own resources",
    program: (p) => {
      const table = p.add("aws:dynamodb/table:Table", "orders", { hashKey: "id" });
      const execution = executionRole(p);
      const task = role(p, "task");
      inline(
        p,
        task,
        policy(allow(["dynamodb:GetItem", "dynamodb:PutItem"], [table.arn, text`${table.arn}/index/*`])),
      );
      const group = logGroup(p, "app");
      fargateTask(
        p,
        "app",
        [
          {
            name: "app",
            image: ecr("app"),
            logConfiguration: awslogs(group.output("name")),
            environment: [{ name: "TABLE", value: table.output("name") }],
          },
        ],
        { executionRoleArn: execution.arn, taskRoleArn: task.arn },
      );
    },
    first: { "iam-policy-document": ["unknown at preview"] },
  },
];
