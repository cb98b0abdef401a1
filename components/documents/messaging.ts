/** What a task role's policy says of queues, topics, streams and event buses. */
import { type Scope, arnOf, regionOf } from "../arns";
import type { Access } from "../config";
import { useKeyVia } from "./decrypt";
import { type Statement, allow } from "./statement";

/** One statement an entry, and one more where a key encrypts it. */
export function messagingStatements(scope: Scope, access: Access): Statement[] {
  return [
    ...access.queues.flatMap((queue) => queueStatements(scope, queue)),
    ...access.topics.flatMap((topic) => topicStatements(scope, topic)),
    ...access.streams.flatMap((stream) => streamStatements(scope, stream)),
    ...access.deliveryStreams.map(({ name }) =>
      allow(
        "WriteDeliveryStreams",
        ["firehose:PutRecord", "firehose:PutRecordBatch"],
        [arnOf(scope, "firehose", "deliverystream/", name)],
      ),
    ),
    ...access.eventBuses.map(({ name }) =>
      allow("PutEvents", ["events:PutEvents"], [arnOf(scope, "events", "event-bus/", name)]),
    ),
  ];
}

type Direction = "read" | "write" | "read-write";

const reads = (access: Direction) => access !== "write";
const writes = (access: Direction) => access !== "read";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html */
function queueStatements(scope: Scope, { name, access, kmsKey }: Access["queues"][number]): Statement[] {
  const consume = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"];
  const actions = [
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
    ...(reads(access) ? consume : []),
    ...(writes(access) ? ["sqs:SendMessage"] : []),
  ];
  const sid = { read: "ReadQueues", write: "WriteQueues", "read-write": "ReadWriteQueues" }[access];
  return [
    allow(sid, actions, [arnOf(scope, "sqs", "", name)]),
    ...keyStatements(scope, "sqs", name, kmsKey, access),
  ];
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
function topicStatements(scope: Scope, { name, kmsKey }: Access["topics"][number]): Statement[] {
  return [
    allow("PublishToTopics", ["sns:Publish"], [arnOf(scope, "sns", "", name)]),
    ...keyStatements(scope, "sns", name, kmsKey, "write"),
  ];
}

/** https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html */
function streamStatements(scope: Scope, { name, access, kmsKey }: Access["streams"][number]): Statement[] {
  const arn = arnOf(scope, "kinesis", "stream/", name);
  const actions = [
    "kinesis:DescribeStreamSummary",
    "kinesis:ListShards",
    ...(reads(access) ? ["kinesis:GetRecords", "kinesis:GetShardIterator"] : []),
    ...(writes(access) ? ["kinesis:PutRecord", "kinesis:PutRecords"] : []),
  ];
  const sid = { read: "ReadStreams", write: "WriteStreams", "read-write": "ReadWriteStreams" }[access];
  return [
    allow(sid, actions, [arn]),
    // Enhanced fan-out is asked of a consumer, which lies below the stream.
    ...(reads(access)
      ? [allow("SubscribeToStreams", ["kinesis:SubscribeToShard"], [arn, `${arn}/consumer/*`])]
      : []),
    ...keyStatements(scope, "kinesis", name, kmsKey, access),
  ];
}

/**
 * Whoever sends makes a data key, and decrypts one that is still in use; whoever receives decrypts.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 * https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
 */
function keyStatements(
  scope: Scope,
  service: "sqs" | "sns" | "kinesis",
  nameOrArn: string,
  key: string | undefined,
  access: Direction,
): Statement[] {
  if (key === undefined) return [];
  const decrypts = reads(access) || service !== "kinesis";
  const actions = [...(decrypts ? ["kms:Decrypt"] : []), ...(writes(access) ? ["kms:GenerateDataKey"] : [])];
  const sid = { sqs: "UseQueueKeys", sns: "UseTopicKeys", kinesis: "UseStreamKeys" }[service];
  return [useKeyVia(scope, key, service, regionOf(scope, nameOrArn), sid, actions)];
}
