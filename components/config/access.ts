/** What a task's application may reach: one list a service. */
import { z } from "zod";
import { deliveryStream, eventBus, queue, stream, topic } from "./messaging";
import * as names from "./names";
import { listOf, mapOf, strictObject } from "./shapes";

const direction = () =>
  z
    .enum(["read", "write", "read-write"], { error: "must be one of read, write, read-write" })
    .default("read-write");

const bucket = strictObject({
  name: names.bucketReference().describe("Bucket by name or ARN, of any account and region."),
  prefixes: listOf(
    names.text(/^[^*?/][^*?]*$/, "a key prefix without wildcards and leading slash, e.g. training/"),
  )
    .min(1, "must name at least one prefix; leave it out for the whole bucket")
    .optional()
    .describe("Keys that may be used begin with one of these. Default: all."),
  access: direction().describe("read: s3:GetObject and s3:ListBucket. write: s3:PutObject."),
  delete: z
    .boolean({ error: "must be true or false" })
    .default(false)
    .describe("Whether objects may be deleted too (s3:DeleteObject)."),
  account: names
    .text(/^\d{12}$/, "an account's id, 12 digits in quotes")
    .optional()
    .describe(
      "The account that owns the bucket, which its name does not tell. Default: the stack's. For another one, export asks its owner for the bucket's policy.",
    ),
  kmsKey: names
    .keyReference()
    .optional()
    .describe(
      "Customer managed KMS key that encrypts its objects. Default: AWS's own key, which needs no permission.",
    ),
});

const table = strictObject({
  name: names
    .tableReference()
    .describe("Table by name, or by ARN where it lies in another account or region."),
  indexes: listOf(names.indexName())
    .default(["*"])
    .describe("Secondary indexes that may be queried; * for all, [] for none."),
  access: direction().describe(
    "read: dynamodb:GetItem, Query, Scan and DescribeTable. write: PutItem, UpdateItem and DescribeTable. read-write: all six.",
  ),
  delete: z
    .boolean({ error: "must be true or false" })
    .default(false)
    .describe("Whether items may be deleted too (dynamodb:DeleteItem)."),
});

const secret = strictObject(
  {
    secret: names.secretReference().describe("Secret by name, or by complete ARN with the random suffix."),
    kmsKey: names.keyReference().optional().describe("Customer managed KMS key that encrypts it."),
  },
  { name: "it is called secret here" },
);

const parameter = strictObject({
  parameter: names.parameterReference().describe("SSM parameter by name or ARN."),
  kmsKey: names.keyReference().optional().describe("Customer managed KMS key that encrypts it."),
});

const kmsKey = strictObject({
  key: names.keyReference().describe("Key by id or ARN."),
  access: z
    .enum(["decrypt", "encrypt", "encrypt-decrypt"], {
      error: "must be one of decrypt, encrypt, encrypt-decrypt",
    })
    .default("decrypt")
    .describe("decrypt: kms:Decrypt. encrypt: kms:Encrypt and kms:GenerateDataKey."),
});

const logGroup = strictObject({
  name: names.logGroupName().describe("Log group that the application writes."),
  create: z
    .boolean({ error: "must be true or false" })
    .default(false)
    .describe("Whether the application may create the group too."),
});

const list = <Entry extends z.ZodType>(entry: Entry) => listOf(entry).default([]);

/** Names of services, where lists are named after what is in them. */
function called(lists: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(lists).map(([service, list]) => [service, `it is called ${list} here`]),
  );
}

export const accessSchema = strictObject(
  {
    buckets: list(bucket).describe("S3 buckets."),
    tables: list(table).describe("DynamoDB tables."),
    secrets: list(secret).describe(
      "Secrets that the application reads by itself (GetSecretValue, DescribeSecret).",
    ),
    parameters: list(parameter).describe("SSM parameters that the application reads by itself."),
    kmsKeys: list(kmsKey).describe("KMS keys that the application uses by itself."),
    logGroups: list(logGroup).describe("Log groups that the application writes by itself."),
    queues: list(queue).describe("SQS queues."),
    topics: list(topic).describe("SNS topics that the application publishes to."),
    streams: list(stream).describe("Kinesis data streams."),
    deliveryStreams: list(deliveryStream).describe("Firehose delivery streams that the application writes."),
    eventBuses: list(eventBus).describe("EventBridge buses that the application puts events on."),
  },
  {
    ...called({
      ...{
        s3: "buckets",
        dynamodb: "tables",
        dynamoDb: "tables",
        dynamo: "tables",
        sqs: "queues",
        sns: "topics",
      },
      ...{
        secretsmanager: "secrets",
        secretsManager: "secrets",
        ssm: "parameters",
        kms: "kmsKeys",
        keys: "kmsKeys",
      },
      ...{ logs: "logGroups", cloudwatch: "logGroups", cloudWatchLogs: "logGroups", kinesis: "streams" },
      ...{
        firehose: "deliveryStreams",
        events: "eventBuses",
        eventBridge: "eventBuses",
        eventbridge: "eventBuses",
      },
    }),
    statements: "it stands beside access, not in it: begin it in the column of access",
    ...Object.fromEntries(
      ["lambda", "functions", "stateMachines", "bedrock", "models", "ses", "databases", "clusters"].map(
        (service) => [service, "grant it with statements, beside access: sid, actions, resources"],
      ),
    ),
  },
);

const oneOrMore = z.union([names.anyText("text"), listOf(names.anyText("text"))], {
  error: "must be a text or a list of texts",
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export const statementSchema = strictObject({
  sid: names
    .text(/^[A-Za-z0-9]{1,100}$/, "letters and digits only")
    .describe("Name of the statement, unique in the role."),
  effect: z
    .enum(["Allow", "Deny"], { error: "must be Allow or Deny" })
    .default("Allow")
    .describe("Grants or refuses."),
  actions: listOf(names.text(/^(?:\*|[\w-]+:[\w*?]+)$/, "an action, e.g. sqs:SendMessage"))
    .min(1, "must name at least one action")
    .describe("Actions, e.g. sqs:SendMessage."),
  resources: listOf(names.text(/^(?:\*|arn:.+)$/, "an ARN, or *"))
    .min(1, "must name at least one resource")
    .describe("ARNs, or * for actions that take no resource."),
  conditions: mapOf(names.anyText("an operator"), mapOf(names.anyText("a key"), oneOrMore))
    .optional()
    .describe("IAM condition block: operator, key, values."),
});

export type Access = z.output<typeof accessSchema>;
export type StatementSettings = z.output<typeof statementSchema>;
