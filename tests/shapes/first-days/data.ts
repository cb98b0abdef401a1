/** First-day programs whose tasks reach data of the stack: pools, streams, buckets, file systems. */
import { ACCOUNT, awslogs, ecr, executionRole, fargateTask, inline, logGroup, REGION, role } from "../parts";
import type { FirstDay } from "../first-day-shape";
import { allow, json, policy, text } from "../program";

export const DATA: FirstDay[] = [
  {
    title: "a user pool that the application administers, by its ARN and id",
    program: (p, isFaulty) => {
      const pool = p.add("aws:cognito/userPool:UserPool", "users", {});
      const task = role(p, "task");
      const actions = ["AdminGetUser", "AdminCreateUser", "ListUsers"].map(
        (action) => `${isFaulty ? "cognito" : "cognito-idp"}:${action}`,
      );
      inline(p, task, policy(allow(actions, pool.arn)));
      const environment = [{ name: "USER_POOL_ID", value: pool.id }];
      fargateTask(p, "auth", json([{ name: "auth", image: ecr("auth"), environment }]), {
        executionRoleArn: executionRole(p).arn,
        taskRoleArn: task.arn,
      });
    },
    policy: "iam-policy-document",
    mentions: ["cognito"],
  },
  {
    title: "a consumer of a table's stream",
    program: (p, isFaulty) => {
      const table = p.add("aws:dynamodb/table:Table", "events", {
        hashKey: "id",
        attributes: [{ name: "id", type: "S" }],
        streamEnabled: true,
        streamViewType: "NEW_IMAGE",
      });
      const task = role(p, "task");
      const reads = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];
      inline(p, task, policy(allow(reads, isFaulty ? table.arn : table.output("streamArn"))));
      const environment = [{ name: "STREAM", value: table.output("streamArn") }];
      fargateTask(p, "consumer", json([{ name: "consumer", image: ecr("consumer"), environment }]), {
        executionRoleArn: executionRole(p).arn,
        taskRoleArn: task.arn,
      });
    },
    policy: "iam-policy-document",
    mentions: ["dynamodb:GetRecords"],
  },
  {
    title: "a bucket whose generated name is put into the ARNs",
    program: (p, isFaulty) => {
      const bucket = p.add("aws:s3/bucket:Bucket", "assets", {});
      const task = role(p, "task", { namePrefix: "assets-" });
      const objects = text`arn:aws:s3:::${bucket.id}/*`;
      inline(
        p,
        task,
        policy(
          allow("s3:ListBucket", isFaulty ? objects : text`arn:aws:s3:::${bucket.id}`),
          allow(["s3:GetObject", "s3:PutObject"], objects),
        ),
      );
      const container = {
        name: "assets",
        image: ecr("assets"),
        environment: [{ name: "BUCKET", value: bucket.id }],
        logConfiguration: awslogs(logGroup(p, "assets", { namePrefix: "/ecs/assets-" }).output("name")),
      };
      fargateTask(p, "assets", json([container]), {
        executionRoleArn: executionRole(p, "execution", { namePrefix: "assets-execution-" }).arn,
        taskRoleArn: task.arn,
      });
    },
    policy: "iam-policy-document",
    mentions: ["s3:ListBucket"],
  },
  {
    title: "a bucket that tells a queue of its objects",
    program: (p, isFaulty) => {
      const bucket = p.add("aws:s3/bucketV2:BucketV2", "drop", {});
      const queue = p.add("aws:sqs/queue:Queue", "drop", {});
      p.add("aws:sqs/queuePolicy:QueuePolicy", "drop", {
        queueUrl: queue.id,
        policy: policy({
          Effect: "Allow",
          Principal: isFaulty ? "*" : { Service: "s3.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: queue.arn,
          ...(isFaulty
            ? {}
            : {
                Condition: {
                  ArnEquals: { "aws:SourceArn": bucket.arn },
                  StringEquals: { "aws:SourceAccount": ACCOUNT },
                },
              }),
        }),
      });
      p.add("aws:s3/bucketNotification:BucketNotification", "drop", {
        bucket: bucket.id,
        queues: [{ queueArn: queue.arn, events: ["s3:ObjectCreated:*"] }],
      });
      const worker = role(p, "worker");
      inline(p, worker, policy(allow(["sqs:ReceiveMessage", "sqs:DeleteMessage"], queue.arn)));
      const environment = [{ name: "QUEUE_URL", value: queue.output("url") }];
      fargateTask(p, "worker", json([{ name: "worker", image: ecr("worker"), environment }]), {
        executionRoleArn: executionRole(p).arn,
        taskRoleArn: worker.arn,
      });
    },
    policy: "no-public-access",
    mentions: ["sqs:SendMessage"],
  },
  {
    title: "files of EFS by an access point that the task role may mount",
    program: (p, isFaulty) => {
      const files = p.add("aws:efs/fileSystem:FileSystem", "shared", { encrypted: true });
      const point = p.add("aws:efs/accessPoint:AccessPoint", "shared", { fileSystemId: files.id });
      const task = role(p, "task");
      const execution = executionRole(p);
      // With a policy of its own a file system lets in only those that it, or their own policies, name.
      p.add("aws:efs/fileSystemPolicy:FileSystemPolicy", "shared", {
        fileSystemId: files.id,
        policy: policy({
          Effect: "Allow",
          Principal: { AWS: isFaulty ? execution.arn : task.arn },
          Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
          Resource: files.arn,
          Condition: {
            Bool: { "aws:SecureTransport": "true" },
            StringEquals: { "elasticfilesystem:AccessPointArn": point.arn },
          },
        }),
      });
      const container = {
        name: "cms",
        image: ecr("cms"),
        mountPoints: [{ sourceVolume: "shared", containerPath: "/data" }],
        logConfiguration: awslogs(logGroup(p, "cms").id),
      };
      fargateTask(p, "cms", json([container]), {
        executionRoleArn: execution.arn,
        taskRoleArn: task.arn,
        volumes: [
          {
            name: "shared",
            efsVolumeConfiguration: {
              fileSystemId: files.id,
              transitEncryption: "ENABLED",
              authorizationConfig: { accessPointId: point.id, iam: "ENABLED" },
            },
          },
        ],
      });
    },
    policy: "ecs-task-can-start",
    mentions: ["elasticfilesystem:ClientMount"],
  },
  {
    title: "logs by FireLens to a delivery stream of the stack",
    program: (p, isFaulty) => {
      const stream = p.add("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "logs", {
        destination: "extended_s3",
      });
      const task = role(p, "task");
      inline(p, task, policy(allow(isFaulty ? "firehose:PutRecord" : "firehose:PutRecordBatch", stream.arn)));
      const containers = [
        {
          name: "app",
          image: ecr("app"),
          essential: true,
          logConfiguration: {
            logDriver: "awsfirelens",
            options: { Name: "firehose", region: REGION, delivery_stream: stream.output("name") },
          },
        },
        {
          name: "router",
          image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.4",
          essential: true,
          firelensConfiguration: { type: "fluentbit" },
          environment: [{ name: "STREAM_ARN", value: stream.arn }],
        },
      ];
      fargateTask(p, "app", json(containers), {
        executionRoleArn: executionRole(p).arn,
        taskRoleArn: task.arn,
      });
    },
    policy: "ecs-task-can-start",
    mentions: ["firehose:PutRecordBatch"],
  },
];
