/** Queues, topics, streams and event buses that an application may reach. */
import { z } from "zod";
import * as names from "./names";
import { choice } from "./scalars";
import { strictObject } from "./shapes";

/** A name in the stack's account and region, or an ARN of any. */
function reference(service: string, resource: string, name: string, what: string) {
  return names.text(
    new RegExp(`^(?:${name}|arn:[\\w-]+:${service}:[\\w-]+:\\d{12}:${resource}${name})$`),
    `${what}'s name or ARN`,
  );
}

const direction = (descriptions: string) =>
  choice(["read", "write", "read-write"]).default("read-write").describe(descriptions);

const kmsKey = () =>
  names
    .keyReference()
    .optional()
    .describe(
      "Customer managed KMS key that encrypts it. Default: AWS's own key, which needs no permission.",
    );

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export const queue = strictObject({
  name: reference("sqs", "", "[\\w-]{1,80}(?:\\.fifo)?", "a queue").describe(
    "Queue by name, or by ARN where it lies in another account or region.",
  ),
  access: direction(
    "read: sqs:ReceiveMessage, DeleteMessage and ChangeMessageVisibility. write: SendMessage. All: GetQueueUrl and GetQueueAttributes.",
  ),
  kmsKey: kmsKey(),
});

/** https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export const topic = strictObject({
  name: reference("sns", "", "[\\w-]{1,256}(?:\\.fifo)?", "a topic").describe(
    "Topic by name, or by ARN where it lies in another account or region; the application may publish.",
  ),
  kmsKey: kmsKey(),
});

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html */
export const stream = strictObject({
  name: reference("kinesis", "stream/", "[\\w.-]{1,128}", "a data stream").describe(
    "Kinesis data stream by name, or by ARN where it lies in another account or region.",
  ),
  access: direction(
    "read: kinesis:GetRecords, GetShardIterator and SubscribeToShard. write: PutRecord and PutRecords. All: DescribeStreamSummary and ListShards.",
  ),
  kmsKey: kmsKey(),
});

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html */
export const deliveryStream = strictObject({
  name: reference("firehose", "deliverystream/", "[\\w.-]{1,64}", "a delivery stream").describe(
    "Firehose delivery stream by name, or by ARN; the application may put records.",
  ),
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */
export const eventBus = strictObject({
  name: reference("events", "event-bus/", "[/\\w.-]{1,256}", "an event bus").describe(
    "EventBridge bus by name, e.g. default, or by ARN; the application may put events.",
  ),
});

export type Queue = z.output<typeof queue>;
export type Topic = z.output<typeof topic>;
export type Stream = z.output<typeof stream>;
export type EventBus = z.output<typeof eventBus>;
