/** What a task's application may reach: one list a service. */
import { z } from "zod";
import { deliveryStream, eventBus, queue, stream, topic } from "./messaging";
import * as names from "./names";
import { choice, flag } from "./scalars";
import { listOf, mapOf, strictObject } from "./shapes";

const direction = () => choice(["read", "write", "read-write"]).default("read-write");

const bucket = strictObject({
  name: names.bucketReference().describe("Bucket by name or ARN, of any account and region."),
  prefixes: listOf(
    names.text(/^[^*?/][^*?]*$/, "a key prefix without wildcards and leading slash, e.g. training/"),
  )
    .min(1, "must name at least one prefix; leave it out for the whole bucket")
    .optional()
    .describe("Keys that may be used begin with one of these. Default: all."),
  access: direction().describe("read: s3:GetObject and s3:ListBucket. write: s3:PutObject."),
  delete: flag().default(false).describe("Whether objects may be deleted too (s3:DeleteObject)."),
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
  delete: flag().default(false).describe("Whether items may be deleted too (dynamodb:DeleteItem)."),
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
  access: choice(["decrypt", "encrypt", "encrypt-decrypt"])
    .default("decrypt")
    .describe("decrypt: kms:Decrypt. encrypt: kms:Encrypt and kms:GenerateDataKey."),
});

const logGroup = strictObject({
  name: names.logGroupName().describe("Log group that the application writes."),
  create: flag().default(false).describe("Whether the application may create the group too."),
});

const list = <Entry extends z.ZodType>(entry: Entry) => listOf(entry).default([]);

/** Names of services that people write as keys, by the list that has their resources here. */
const SERVICES_BY_LIST: Record<string, string[]> = {
  buckets: ["s3"],
  tables: ["dynamodb", "dynamoDb", "dynamo"],
  queues: ["sqs"],
  topics: ["sns"],
  secrets: ["secretsmanager", "secretsManager"],
  parameters: ["ssm"],
  kmsKeys: ["kms", "keys"],
  logGroups: ["logs", "cloudwatch", "cloudWatchLogs"],
  streams: ["kinesis"],
  deliveryStreams: ["firehose"],
  eventBuses: ["events", "eventBridge", "eventbridge"],
};

/** What people write as keys that has no list: it is granted by statements. */
const WITHOUT_LIST = [
  "lambda",
  "functions",
  "stateMachines",
  "bedrock",
  "models",
  "ses",
  "databases",
  "clusters",
];

/** What to answer to keys that are none here. */
const advice: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(SERVICES_BY_LIST).flatMap(([list, services]) =>
      services.map((service) => [service, `it is called ${list} here`]),
    ),
  ),
  statements: "it stands beside access, not in it: begin it in the column of access",
  ...Object.fromEntries(
    WITHOUT_LIST.map((service) => [
      service,
      "grant it with statements, beside access: sid, actions, resources",
    ]),
  ),
};

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
  advice,
);

const oneOrMore = z.union([names.anyText("text"), listOf(names.anyText("text"))], {
  error: "must be a text or a list of texts",
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export const statementSchema = strictObject({
  sid: names
    .text(/^[A-Za-z0-9]{1,100}$/, "letters and digits only")
    .describe("Name of the statement, unique in the role."),
  effect: choice(["Allow", "Deny"]).default("Allow").describe("Grants or refuses."),
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
