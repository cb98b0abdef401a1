/** First-day programs that have somebody start their tasks, with rights made of the task's outputs. */
import {
  ACCOUNT,
  awslogs,
  ecr,
  executionRole,
  fargateTask,
  inline,
  logGroup,
  REGION,
  role,
  service,
} from "../parts";
import type { FirstDay } from "../first-day-shape";
import { allow, json, type Made, policy, type Program, type Resource, text, trust } from "../program";

interface Job {
  cluster: Resource;
  execution: Resource;
  task: Resource;
  definition: Resource;
}

/** A task with roles and containers made of outputs, and the cluster that it is for. */
function job(p: Program, name = "job"): Job {
  const cluster = p.add("aws:ecs/cluster:Cluster", name, {});
  const group = logGroup(p, name);
  const execution = executionRole(p, `${name}-execution`);
  const task = role(p, `${name}-task`);
  const containers = [{ name, image: ecr(name), essential: true, logConfiguration: awslogs(group.id) }];
  const definition = fargateTask(p, name, json(containers), {
    executionRoleArn: execution.arn,
    taskRoleArn: task.arn,
  });
  return { cluster, execution, task, definition };
}

/** A role for a service of AWS that runs the task. */
function runner(p: Program, name: string, servicePrincipal: string, ...statements: object[]): Resource {
  const made = role(p, name, { assumeRolePolicy: trust(servicePrincipal) });
  inline(p, made, policy(...(statements as Record<string, unknown>[])));
  return made;
}

const TO_ECS = { Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } } };

const revisions = ({ definition }: Job): Made => text`${definition.output("arnWithoutRevision")}:*`;
const passing = ({ execution, task }: Job) => allow("iam:PassRole", [execution.arn, task.arn], TO_ECS);

export const STARTERS: FirstDay[] = [
  {
    title: "an EventBridge rule that runs the task, by the outputs of all that it names",
    program: (p, isFaulty) => {
      const made = job(p, "nightly");
      const rule = p.add("aws:cloudwatch/eventRule:EventRule", "nightly", {
        scheduleExpression: "rate(1 day)",
      });
      const events = runner(
        p,
        "nightly-events",
        "events.amazonaws.com",
        allow("ecs:RunTask", made.definition.arn, {
          Condition: { ArnEquals: { "ecs:cluster": made.cluster.arn } },
        }),
        allow("iam:PassRole", isFaulty ? [made.execution.arn] : [made.execution.arn, made.task.arn]),
      );
      p.add("aws:cloudwatch/eventTarget:EventTarget", "nightly", {
        rule: rule.output("name"),
        arn: made.cluster.arn,
        roleArn: events.arn,
        ecsTarget: {
          taskDefinitionArn: made.definition.arn,
          taskCount: 1,
          launchType: "FARGATE",
          networkConfiguration: { subnets: ["subnet-0a1b2c3d"], assignPublicIp: true },
        },
      });
    },
    policy: "task-can-be-run",
    mentions: ["iam:PassRole", "nightly-task"],
  },
  {
    title: "a schedule of EventBridge Scheduler on the family, whatever the revision",
    program: (p, isFaulty) => {
      const made = job(p, "report");
      const scheduler = runner(
        p,
        "report-scheduler",
        isFaulty ? "events.amazonaws.com" : "scheduler.amazonaws.com",
        allow("ecs:RunTask", revisions(made)),
        passing(made),
      );
      p.add("aws:scheduler/schedule:Schedule", "report", {
        scheduleExpression: "cron(0 6 ? * MON *)",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: made.cluster.arn,
          roleArn: scheduler.arn,
          ecsParameters: {
            taskDefinitionArn: made.definition.output("arnWithoutRevision"),
            launchType: "FARGATE",
            networkConfiguration: { subnets: ["subnet-0a1b2c3d"] },
          },
        },
      });
    },
    policy: "task-can-be-run",
    mentions: ["scheduler.amazonaws.com"],
  },
  {
    title: "a state machine whose definition is made of the cluster's and the task's ARN",
    program: (p, isFaulty) => {
      const made = job(p, "etl");
      const states = runner(
        p,
        "etl-states",
        "states.amazonaws.com",
        allow("ecs:RunTask", revisions(made)),
        allow(["ecs:StopTask", "ecs:DescribeTasks"], "*"),
        passing(made),
        allow(
          isFaulty
            ? ["events:PutTargets", "events:PutRule"]
            : ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
          `arn:aws:events:${REGION}:${ACCOUNT}:rule/StepFunctionsGetEventsForECSTaskRule`,
        ),
      );
      p.add("aws:sfn/stateMachine:StateMachine", "etl", {
        roleArn: states.arn,
        definition: json({
          StartAt: "Run",
          States: {
            Run: {
              Type: "Task",
              Resource: "arn:aws:states:::ecs:runTask.sync",
              Parameters: {
                LaunchType: "FARGATE",
                Cluster: made.cluster.arn,
                TaskDefinition: made.definition.arn,
                NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ["subnet-0a1b2c3d"] } },
              },
              End: true,
            },
          },
        }),
      });
    },
    policy: "task-can-be-run",
    mentions: ["events:DescribeRule"],
  },
  {
    title: "a function that runs the task for each object that lands in a bucket",
    program: (p, isFaulty) => {
      const made = job(p, "ingest");
      const bucket = p.add("aws:s3/bucketV2:BucketV2", "uploads", {});
      const caller = role(p, "trigger", { assumeRolePolicy: trust("lambda.amazonaws.com") });
      const passed = isFaulty ? text`arn:aws:iam::${ACCOUNT}:role/*` : made.execution.arn;
      inline(
        p,
        caller,
        policy(
          allow("ecs:RunTask", made.definition.arn),
          allow("iam:PassRole", [passed, made.task.arn]),
          allow("s3:GetObject", text`${bucket.arn}/*`),
          allow(["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], "arn:aws:logs:*:*:*"),
        ),
      );
      p.add("aws:lambda/function:Function", "trigger", {
        runtime: "nodejs20.x",
        handler: "index.handler",
        role: caller.arn,
        environment: {
          variables: {
            CLUSTER: made.cluster.arn,
            TASK: made.definition.arn,
            SUBNETS: "subnet-0a1b2c3d",
          },
        },
      });
    },
    policy: "pass-role-scoped",
    mentions: ["role/*"],
  },
  {
    title: "a pipe from a queue of the stack to the task",
    program: (p, isFaulty) => {
      const made = job(p, "orders");
      const queue = p.add("aws:sqs/queue:Queue", "orders", { visibilityTimeoutSeconds: 120 });
      const receive = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
      const pipes = runner(
        p,
        "orders-pipe",
        "pipes.amazonaws.com",
        allow(receive, queue.arn),
        allow(isFaulty ? "ecs:StartTask" : "ecs:RunTask", revisions(made)),
        passing(made),
      );
      p.add("aws:pipes/pipe:Pipe", "orders", {
        source: queue.arn,
        target: made.cluster.arn,
        roleArn: pipes.arn,
        targetParameters: {
          ecsTaskParameters: {
            taskDefinitionArn: made.definition.arn,
            launchType: "FARGATE",
            networkConfiguration: { awsVpcConfiguration: { subnets: ["subnet-0a1b2c3d"] } },
          },
        },
      });
    },
    policy: "task-can-be-run",
    mentions: ["ecs:RunTask"],
  },
  {
    title: "a pipeline that deploys to a service of the stack",
    program: (p, isFaulty) => {
      const made = job(p, "shop");
      const web = service(p, "shop", made.definition, { cluster: made.cluster.arn });
      const artifacts = p.add("aws:s3/bucketV2:BucketV2", "artifacts", {});
      const deploys = [
        "ecs:DescribeServices",
        "ecs:DescribeTaskDefinition",
        "ecs:DescribeTasks",
        "ecs:ListTasks",
        "ecs:RegisterTaskDefinition",
        "ecs:TagResource",
        "ecs:UpdateService",
      ];
      const passed = isFaulty ? [made.task.arn] : [made.task.arn, made.execution.arn];
      const pipeline = runner(
        p,
        "shop-pipeline",
        "codepipeline.amazonaws.com",
        allow(["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], text`${artifacts.arn}/*`),
        allow(deploys, "*"),
        allow("iam:PassRole", passed, {
          Condition: {
            StringEqualsIfExists: { "iam:PassedToService": ["ecs.amazonaws.com", "ecs-tasks.amazonaws.com"] },
          },
        }),
      );
      p.add("aws:codepipeline/pipeline:Pipeline", "shop", {
        roleArn: pipeline.arn,
        artifactStores: [{ type: "S3", location: artifacts.output("bucket") }],
        stages: [
          {
            name: "Source",
            actions: [
              {
                name: "Source",
                category: "Source",
                owner: "AWS",
                provider: "S3",
                version: "1",
                outputArtifacts: ["source"],
                configuration: { S3Bucket: artifacts.output("bucket"), S3ObjectKey: "source.zip" },
              },
            ],
          },
          {
            name: "Deploy",
            actions: [
              {
                name: "Deploy",
                category: "Deploy",
                owner: "AWS",
                provider: "ECS",
                version: "1",
                inputArtifacts: ["source"],
                configuration: {
                  ClusterName: made.cluster.output("name"),
                  ServiceName: web.output("name"),
                  FileName: "imagedefinitions.json",
                },
              },
            ],
          },
        ],
      });
    },
    policy: "task-can-be-run",
    mentions: ["iam:PassRole", "shop-execution"],
  },
];
