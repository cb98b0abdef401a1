/** First-day programs whose queues EventBridge, SNS and S3 write, for tasks that read them. */
import { ACCOUNT, ecr, executionRole, fargateTask } from "../parts";
import type { FirstDay } from "../first-day-shape";
import { allow, json, policy, type Program, type Resource } from "../program";

const ADMINISTERED = allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } });
const KEY_ACTIONS = ["kms:GenerateDataKey", "kms:Decrypt"];

function worker(p: Program, queue: Resource): void {
  const environment = [{ name: "QUEUE", value: queue.output("url") }];
  fargateTask(p, "worker", json([{ name: "worker", image: ecr("worker"), environment }]), {
    executionRoleArn: executionRole(p).arn,
  });
}

function key(p: Program, service: string | undefined): Resource {
  const used = service === undefined ? [] : [allow(KEY_ACTIONS, "*", { Principal: { Service: service } })];
  return p.add("aws:kms/key:Key", "messages", { policy: policy(ADMINISTERED, ...used) });
}

/** What a service may send, from one source. */
function writable(p: Program, queue: Resource, service: string, source: unknown): void {
  p.add("aws:sqs/queuePolicy:QueuePolicy", "writable", {
    queueUrl: queue.id,
    policy: policy(
      allow("sqs:SendMessage", queue.arn, {
        Principal: { Service: service },
        Condition: { ArnEquals: { "aws:SourceArn": source } },
      }),
    ),
  });
}

export const DELIVERIES: FirstDay[] = [
  {
    title: "a rule's events in a queue with a key of its own",
    program: (p, isFaulty) => {
      const own = key(p, isFaulty ? undefined : "events.amazonaws.com");
      const queue = p.add("aws:sqs/queue:Queue", "events", { kmsMasterKeyId: own.id });
      const rule = p.add("aws:cloudwatch/eventRule:EventRule", "uploaded", { eventPattern: "{}" });
      p.add("aws:cloudwatch/eventTarget:EventTarget", "uploaded", {
        rule: rule.output("name"),
        arn: queue.arn,
      });
      writable(p, queue, "events.amazonaws.com", rule.arn);
      worker(p, queue);
    },
    policy: "task-can-be-run",
    mentions: ["EventBridge", "kms:GenerateDataKey"],
    isCertain: true,
  },
  {
    title: "a topic's messages in a queue, and in one for what was not delivered",
    program: (p, isFaulty) => {
      const topic = p.add("aws:sns/topic:Topic", "orders");
      const queue = p.add("aws:sqs/queue:Queue", "orders", { sqsManagedSseEnabled: true });
      p.add("aws:sns/topicSubscription:TopicSubscription", "orders", {
        topic: topic.arn,
        protocol: "sqs",
        endpoint: queue.arn,
        rawMessageDelivery: true,
      });
      writable(p, queue, isFaulty ? "events.amazonaws.com" : "sns.amazonaws.com", topic.arn);
      worker(p, queue);
    },
    policy: "task-can-be-run",
    mentions: ["SNS", "sqs:SendMessage"],
  },
  {
    title: "a bucket's notifications in a queue that AWS's own key encrypts, or SQS itself",
    program: (p, isFaulty) => {
      const bucket = p.add("aws:s3/bucket:Bucket", "uploads");
      const queue = p.add("aws:sqs/queue:Queue", "uploads", {
        ...(isFaulty ? { kmsMasterKeyId: "alias/aws/sqs" } : { sqsManagedSseEnabled: true }),
      });
      p.add("aws:s3/bucketNotification:BucketNotification", "uploads", {
        bucket: bucket.id,
        queues: [{ queueArn: queue.arn, events: ["s3:ObjectCreated:*"] }],
      });
      writable(p, queue, "s3.amazonaws.com", bucket.arn);
      worker(p, queue);
    },
    policy: "task-can-be-run",
    mentions: ["S3", "alias/aws/sqs"],
    isCertain: true,
  },
];
