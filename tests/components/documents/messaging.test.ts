import assert from "node:assert/strict";
import { taskRoleStatements } from "../../../components/documents/task-access";
import { allow } from "../../../components/documents/statement";
import { access, china, key, scope } from "./samples";

const statementsOf = (lists: Parameters<typeof access>[0], where = scope) =>
  taskRoleStatements(where, access(lists), [], false);

const here = "ap-northeast-2:111122223333";
const looked = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"];
const consumed = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"];

describe("A task role's policy on queues, topics, streams and buses", () => {
  it("consumes a queue without sending to it, and the other way round", () => {
    const arn = `arn:aws:sqs:${here}:jobs`;
    assert.deepEqual(statementsOf({ queues: [{ name: "jobs", access: "read" }] }), [
      allow("ReadQueues", [...consumed, ...looked].sort(), [arn]),
    ]);
    assert.deepEqual(statementsOf({ queues: [{ name: "jobs", access: "write" }] }), [
      allow("WriteQueues", [...looked, "sqs:SendMessage"], [arn]),
    ]);
  });

  it("uses a queue's key through SQS of the queue's own region", () => {
    const name = "arn:aws:sqs:us-east-1:444455556666:jobs";
    const [, keys] = statementsOf({ queues: [{ name, access: "read", kmsKey: key }] });
    assert.deepEqual(keys, {
      ...allow("UseQueueKeys", ["kms:Decrypt"], [`arn:aws:kms:${here}:key/${key}`]),
      conditions: { StringEquals: { "kms:ViaService": "sqs.us-east-1.amazonaws.com" } },
    });
  });

  it("makes data keys where it sends", () => {
    const [keys] = statementsOf({ topics: [{ name: "alerts", kmsKey: key }] }).filter(
      ({ sid }) => sid === "UseTopicKeys",
    );
    assert.deepEqual(keys?.actions, ["kms:Decrypt", "kms:GenerateDataKey"]);
    const [stream] = statementsOf({ streams: [{ name: "clicks", access: "write", kmsKey: key }] }).filter(
      ({ sid }) => sid === "UseStreamKeys",
    );
    assert.deepEqual(stream?.actions, ["kms:GenerateDataKey"]);
  });

  it("publishes to a topic, puts records and events, of other accounts too", () => {
    const lists = {
      topics: [{ name: `arn:aws:sns:us-east-1:444455556666:alerts` }],
      deliveryStreams: [{ name: "archive" }],
      eventBuses: [{ name: "default" }],
    };
    assert.deepEqual(statementsOf(lists), [
      allow("PublishToTopics", ["sns:Publish"], ["arn:aws:sns:us-east-1:444455556666:alerts"]),
      allow("PutEvents", ["events:PutEvents"], [`arn:aws:events:${here}:event-bus/default`]),
      allow(
        "WriteDeliveryStreams",
        ["firehose:PutRecord", "firehose:PutRecordBatch"],
        [`arn:aws:firehose:${here}:deliverystream/archive`],
      ),
    ]);
  });

  it("reads a stream with its consumers, and writes one without reading it", () => {
    const arn = `arn:aws:kinesis:${here}:stream/clicks`;
    assert.deepEqual(statementsOf({ streams: [{ name: "clicks", access: "read" }] }), [
      allow(
        "ReadStreams",
        [
          "kinesis:DescribeStreamSummary",
          "kinesis:GetRecords",
          "kinesis:GetShardIterator",
          "kinesis:ListShards",
        ],
        [arn],
      ),
      allow("SubscribeToStreams", ["kinesis:SubscribeToShard"], [arn, `${arn}/consumer/*`]),
    ]);
    const [write] = statementsOf({ streams: [{ name: "clicks", access: "write" }] });
    assert.deepEqual(write?.actions, [
      "kinesis:DescribeStreamSummary",
      "kinesis:ListShards",
      "kinesis:PutRecord",
      "kinesis:PutRecords",
    ]);
  });

  it("knows China's partition", () => {
    const [queue] = statementsOf({ queues: [{ name: "jobs" }] }, china);
    assert.deepEqual(queue?.resources, ["arn:aws-cn:sqs:cn-north-1:111122223333:jobs"]);
  });
});

describe("A task role's policy on data of other accounts, and on deleting", () => {
  it("takes a bucket by ARN, deletes only where told to, and uses its key through S3", () => {
    const name = "arn:aws:s3:::data";
    const [objects, list, keys] = statementsOf({
      buckets: [{ name, access: "read", delete: true, kmsKey: key }],
    });
    assert.deepEqual(objects, allow("DeleteObjects", ["s3:DeleteObject", "s3:GetObject"], [`${name}/*`]));
    assert.deepEqual(list?.resources, [name]);
    assert.deepEqual([keys?.sid, keys?.actions], ["UseBucketKeys", ["kms:Decrypt"]]);
    const [deletion] = statementsOf({
      buckets: [{ name, prefixes: ["tmp/"], access: "write", delete: true }],
    });
    assert.deepEqual(deletion?.resources, ["arn:aws:s3:::data/tmp/*"]);
  });

  it("takes a table by ARN, with its indexes", () => {
    const name = "arn:aws:dynamodb:us-east-1:444455556666:table/orders";
    const [deletion, table] = statementsOf({ tables: [{ name, access: "read", delete: true }] });
    assert.deepEqual(deletion, allow("DeleteItems", ["dynamodb:DeleteItem"], [name]));
    assert.deepEqual(table?.resources, [name, `${name}/index/*`]);
  });
});
