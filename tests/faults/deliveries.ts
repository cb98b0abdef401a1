/** What EventBridge, SNS and S3 put into queues of a correct stack: additions that are right as they are. */
import { ACCOUNT, REGION } from "./correct-stacks";
import { type DeclaredStack, json } from "./declared";

const at = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
const QUEUE = at("sqs", "jobs");

const SOURCES = {
  "events.amazonaws.com": at("events", "rule/uploaded"),
  "sns.amazonaws.com": at("sns", "orders"),
  "s3.amazonaws.com": "arn:aws:s3:::uploads-of-jobs",
};

const document = (...Statement: object[]) => json({ Version: "2012-10-17", Statement });

/** The queue `jobs`, which a rule, a topic and a bucket write, and the topic `alerts`, which a rule and a bucket do; both have the same key. */
export function addDeliveries(stack: DeclaredStack): void {
  const services = Object.entries(SOURCES);
  const sends = services.map(([Service, source]) => ({
    Effect: "Allow",
    Principal: { Service },
    Action: "sqs:SendMessage",
    Resource: QUEUE,
    Condition: { ArnEquals: { "aws:SourceArn": source } },
  }));
  const uses = services.map(([Service]) => ({
    Effect: "Allow",
    Principal: { Service },
    Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
  }));
  const administered = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action: "kms:*",
    Resource: "*",
  };
  const add = (type: string, name: string, props: Record<string, unknown>) =>
    stack.push({ type, name, props });
  add("aws:kms/key:Key", "jobs-key", { policy: document(administered, ...uses) });
  add("aws:sqs/queue:Queue", "jobs", {
    name: "jobs",
    kmsMasterKeyId: { $output: { resource: "jobs-key", property: "arn" } },
  });
  add("aws:sqs/queuePolicy:QueuePolicy", "jobs-policy", {
    queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/jobs`,
    policy: document(...sends),
  });
  add("aws:cloudwatch/eventRule:EventRule", "uploaded", { name: "uploaded", eventPattern: "{}" });
  add("aws:cloudwatch/eventTarget:EventTarget", "uploaded", { rule: "uploaded", arn: QUEUE });
  add("aws:sns/topic:Topic", "orders", { name: "orders" });
  add("aws:sns/topicSubscription:TopicSubscription", "orders", {
    topic: at("sns", "orders"),
    protocol: "sqs",
    endpoint: QUEUE,
  });
  add("aws:s3/bucket:Bucket", "uploads", { bucket: "uploads-of-jobs" });
  add("aws:s3/bucketNotification:BucketNotification", "uploads", {
    bucket: "uploads-of-jobs",
    queues: [{ queueArn: QUEUE, events: ["s3:ObjectCreated:*"] }],
  });
  add("aws:sns/topic:Topic", "alerts", {
    name: "alerts",
    kmsMasterKeyId: { $output: { resource: "jobs-key", property: "arn" } },
  });
  add("aws:sns/topicPolicy:TopicPolicy", "alerts-policy", {
    arn: at("sns", "alerts"),
    policy: document(
      ...["events.amazonaws.com", "s3.amazonaws.com"].map((Service) => ({
        Effect: "Allow",
        Principal: { Service },
        Action: "sns:Publish",
        Resource: at("sns", "alerts"),
        Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
      })),
    ),
  });
  add("aws:cloudwatch/eventTarget:EventTarget", "told", { rule: "uploaded", arn: at("sns", "alerts") });
  add("aws:s3/bucket:Bucket", "reports", { bucket: "reports-of-jobs" });
  add("aws:s3/bucketNotification:BucketNotification", "reports", {
    bucket: "reports-of-jobs",
    topics: [{ topicArn: at("sns", "alerts"), events: ["s3:ObjectCreated:*"] }],
  });
}
