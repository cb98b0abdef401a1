/** What starts the tasks, and the roles that ECS serves them with. */
import { allow, json, policy, Program, type Resource, trust } from "../program";
import { ACCOUNT, awslogs, ecr, executionRole, fargateTask, inline, REGION, role, service } from "../parts";
import type { Shape } from "../shape";

const PASSING = { Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } } };
const DOCUMENTS = "arn:aws:s3:::billing-documents";

/** A task with both roles, and the role of what starts it with these statements beside running and passing. */
function started(p: Program, by: string, ...more: Record<string, unknown>[]) {
  const execution = executionRole(p, "job-execution", { name: "job-execution" });
  const own = role(p, "job-task", { name: "job-task" });
  inline(p, own, policy(allow("s3:GetObject", `${DOCUMENTS}/*`)));
  const task = fargateTask(p, "job", [{ name: "job", image: ecr("job") }], {
    executionRoleArn: execution.arn,
    taskRoleArn: own.arn,
  });
  const starter = p.add("aws:iam/role:Role", "starter", { name: "starter", assumeRolePolicy: trust(by) });
  const roles = ["job-task", "job-execution"].map((name) => `arn:aws:iam::${ACCOUNT}:role/${name}`);
  const run = allow("ecs:RunTask", `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/job:*`);
  inline(p, starter, policy(run, allow("iam:PassRole", roles, PASSING), ...more));
  return { task, starter, cluster: p.add("aws:ecs/cluster:Cluster", "main", { name: "main" }) };
}

function machine(p: Program, { starter }: { starter: Resource }, states: Record<string, unknown>) {
  const [StartAt] = Object.keys(states);
  p.add("aws:sfn/stateMachine:StateMachine", "flow", {
    name: "flow",
    roleArn: starter.arn,
    definition: json({ StartAt, States: states }),
  });
}

export const STARTERS: Shape[] = [
  {
    title: "a pipe from a table's stream, with the statement of DynamoDB's guide",
    program: (p) => {
      const stream = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/invoices/stream/*`;
      const actions = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"];
      const { task, starter, cluster } = started(
        p,
        "pipes.amazonaws.com",
        allow(
          actions.map((action) => `dynamodb:${action}`),
          stream,
        ),
      );
      p.add("aws:pipes/pipe:Pipe", "invoices", {
        name: "invoices",
        roleArn: starter.arn,
        source: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/invoices/stream/2026-01-01T00:00:00.000`,
        sourceParameters: { dynamodbStreamParameters: { startingPosition: "LATEST" } },
        target: cluster.arn,
        targetParameters: { ecsTaskParameters: { taskDefinitionArn: task.arn, launchType: "FARGATE" } },
      });
    },
  },
  {
    title: "a Map in distributed mode, as Step Functions' guide has it",
    program: (p) => {
      const states = `arn:aws:states:${REGION}:${ACCOUNT}`;
      const parts = started(
        p,
        "states.amazonaws.com",
        allow("states:StartExecution", `${states}:stateMachine:flow`),
        allow(["states:DescribeExecution", "states:StopExecution"], `${states}:execution:flow:*`),
      );
      const One = {
        Type: "Task",
        Resource: "arn:aws:states:::ecs:runTask",
        Parameters: { LaunchType: "FARGATE", Cluster: "main", TaskDefinition: "job" },
        End: true,
      };
      const ItemProcessor = { ProcessorConfig: { Mode: "DISTRIBUTED" }, StartAt: "One", States: { One } };
      machine(p, parts, { Each: { Type: "Map", ItemProcessor, End: true } });
    },
  },
  {
    title: "a rule that starts the state machine, with a dead-letter queue that has a key",
    program: (p) => {
      const parts = started(p, "states.amazonaws.com");
      const states = {
        Run: {
          Type: "Task",
          Resource: "arn:aws:states:::ecs:runTask",
          Parameters: { LaunchType: "FARGATE", Cluster: "main", TaskDefinition: "job" },
          End: true,
        },
      };
      machine(p, parts, states);
      const events = { Service: "events.amazonaws.com" };
      const key = p.add("aws:kms/key:Key", "queues", {
        policy: policy(
          allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }),
          allow(["kms:Decrypt", "kms:GenerateDataKey"], "*", { Principal: events }),
        ),
      });
      const queue = p.add("aws:sqs/queue:Queue", "lost", { name: "lost", kmsMasterKeyId: key.id });
      const flow = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:flow`;
      const clock = p.add("aws:iam/role:Role", "clock", {
        name: "clock",
        assumeRolePolicy: trust("events.amazonaws.com"),
      });
      inline(p, clock, policy(allow("states:StartExecution", flow)));
      p.add("aws:sqs/queuePolicy:QueuePolicy", "lost", {
        queueUrl: queue.id,
        policy: policy(
          allow("sqs:SendMessage", `arn:aws:sqs:${REGION}:${ACCOUNT}:lost`, { Principal: events }),
        ),
      });
      p.add("aws:cloudwatch/eventRule:EventRule", "weekly", {
        name: "weekly",
        scheduleExpression: "rate(7 days)",
      });
      p.add("aws:cloudwatch/eventTarget:EventTarget", "weekly", {
        rule: "weekly",
        arn: flow,
        roleArn: clock.arn,
        deadLetterConfig: { arn: queue.arn },
      });
    },
  },
  {
    title: "Service Connect with a log of its own, in a cluster with a key for Fargate",
    first: { "ecs-task-can-start": ["kms:EncryptionContext:aws:ecs:clusterAccount"] },
    program: (p) => {
      const execution = executionRole(p);
      const task = fargateTask(p, "api", [{ name: "api", image: ecr("api") }], {
        executionRoleArn: execution.arn,
      });
      const fargate = { Principal: { Service: "fargate.amazonaws.com" } };
      const here = {
        "kms:EncryptionContext:aws:ecs:clusterAccount": [ACCOUNT],
        "kms:EncryptionContext:aws:ecs:clusterName": ["sealed"],
      };
      const key = p.add("aws:kms/key:Key", "storage", {
        policy: policy(
          allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }),
          allow("kms:GenerateDataKeyWithoutPlaintext", "*", {
            ...fargate,
            Condition: { StringEquals: here },
          }),
          allow("kms:CreateGrant", "*", {
            ...fargate,
            Condition: {
              StringEquals: here,
              "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] },
            },
          }),
        ),
      });
      const cluster = p.add("aws:ecs/cluster:Cluster", "sealed", {
        name: "sealed",
        configuration: { managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId: key.id } },
      });
      const logs = p.add("aws:cloudwatch/logGroup:LogGroup", "proxy", {});
      service(p, "api", task, {
        cluster: cluster.arn,
        serviceConnectConfiguration: {
          enabled: true,
          namespace: "internal",
          logConfiguration: {
            logDriver: "awslogs",
            options: {
              "awslogs-group": logs.output("name"),
              "awslogs-region": REGION,
              "awslogs-stream-prefix": "proxy",
            },
          },
        },
      });
    },
  },
  {
    title: "an execution role with a Deny on the log groups of others",
    program: (p) => {
      const execution = executionRole(p);
      const others = `arn:aws:logs:*:*:log-group:/aws/*`;
      inline(p, execution, policy({ ...allow("logs:*", others), Effect: "Deny" }));
      fargateTask(p, "api", [{ name: "api", image: ecr("api"), logConfiguration: awslogs("/ecs/api") }], {
        executionRoleArn: execution.arn,
      });
    },
  },
  {
    title: "a function that ECS calls as a deployment goes on",
    program: (p) => {
      const { task, cluster } = started(p, "events.amazonaws.com");
      const hook = p.add("aws:iam/role:Role", "hook", {
        name: "hook",
        assumeRolePolicy: trust("ecs.amazonaws.com"),
      });
      const target = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:smoke-test`;
      inline(p, hook, policy(allow("lambda:InvokeFunction", target)));
      service(p, "job", task, {
        cluster: cluster.arn,
        deploymentConfiguration: {
          strategy: "BLUE_GREEN",
          lifecycleHooks: [
            { hookTargetArn: target, roleArn: hook.arn, lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"] },
          ],
        },
      });
    },
  },
  {
    title: "an environment file in a bucket that takes TLS 1.2 and newer alone",
    program: (p) => {
      const execution = executionRole(p);
      const bucket = p.add("aws:s3/bucket:Bucket", "settings", { bucket: "billing-settings" });
      const arn = "arn:aws:s3:::billing-settings";
      inline(p, execution, policy(allow("s3:GetObject", `${arn}/*`), allow("s3:GetBucketLocation", arn)));
      const refused = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`] };
      p.add("aws:s3/bucketPolicy:BucketPolicy", "settings", {
        bucket: bucket.id,
        policy: policy(
          { ...refused, Condition: { Bool: { "aws:SecureTransport": "false" } } },
          { ...refused, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
        ),
      });
      const environmentFiles = [{ type: "s3", value: `${arn}/prod.env` }];
      fargateTask(p, "api", [{ name: "api", image: ecr("api"), environmentFiles }], {
        executionRoleArn: execution.arn,
      });
    },
  },
  {
    title: "a key that is granted by its alias",
    program: (p) => {
      const execution = executionRole(p);
      const key = p.add("aws:kms/key:Key", "secrets", {});
      p.add("aws:kms/alias:Alias", "secrets", { name: "alias/secrets", targetKeyId: key.output("keyId") });
      p.add("aws:secretsmanager/secret:Secret", "db", { name: "billing/db", kmsKeyId: key.arn });
      const secret = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:billing/db-??????`;
      const byAlias = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/secrets" } };
      const keys = `arn:aws:kms:${REGION}:${ACCOUNT}:key/*`;
      inline(
        p,
        execution,
        policy(
          allow("secretsmanager:GetSecretValue", secret),
          allow("kms:Decrypt", keys, { Condition: byAlias }),
        ),
      );
      const secrets = [{ name: "DB", valueFrom: secret.replace("??????", "AbCdEf") }];
      fargateTask(p, "api", [{ name: "api", image: ecr("api"), secrets }], {
        executionRoleArn: execution.arn,
      });
    },
  },
];
