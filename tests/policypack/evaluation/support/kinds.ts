/** Every kind of resource whose policy decides requests of principals, with what its requests and policies are made of. */
import type { PolicyCarrier } from "../../../../policypack/aws/resource-type";
import { ARN, type KeySpec, LIKE, TEXT } from "./conditions";
import type { Vocabulary } from "./policies";

export interface Kind {
  on: PolicyCarrier;
  /** What carries the policy. */
  carrier: (account: string) => string;
  /** What requests name of it, after the carrier's ARN; by default itself alone. */
  parts?: string[];
  actions: string[];
  /** Context keys of the service's own. */
  keys?: KeySpec[];
  /** The policy must grant, by itself or by handing over to the account. */
  isKey?: boolean;
  /** Policies of it are written without `Resource`. */
  isMeantItself?: boolean;
}

const at = (service: string, resource: string) => (account: string) =>
  `arn:aws:${service}:eu-west-1:${account}:${resource}`;

export const KINDS: Kind[] = [
  {
    on: "bucket",
    carrier: () => "arn:aws:s3:::data",
    parts: ["", "/reports/2026.csv", "/home/alice/notes"],
    actions: ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:DeleteObjectVersion"],
    keys: [
      { key: "s3:prefix", values: ["home/alice", "reports"], operators: [...TEXT, ...LIKE] },
      { key: "s3:x-amz-server-side-encryption", values: ["aws:kms", "AES256"], operators: TEXT },
      { key: "s3:x-amz-acl", values: ["bucket-owner-full-control", "private"], operators: TEXT },
    ],
  },
  {
    on: "access point",
    carrier: at("s3", "accesspoint/reports"),
    parts: ["/object/2026.csv", "/object/home/alice/notes", ""],
    actions: ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
    keys: [
      { key: "s3:DataAccessPointAccount", values: ["111122223333", "444455556666"], operators: TEXT },
      { key: "s3:AccessPointNetworkOrigin", values: ["VPC", "Internet"], operators: TEXT },
    ],
  },
  {
    on: "key",
    carrier: at("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
    actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"],
    keys: [
      {
        key: "kms:ViaService",
        values: ["secretsmanager.eu-west-1.amazonaws.com", "sqs.eu-west-1.amazonaws.com"],
        written: ["secretsmanager.eu-west-1.amazonaws.com", "secretsmanager.*.amazonaws.com", "*"],
        operators: [...TEXT, ...LIKE],
      },
      {
        key: "kms:EncryptionContext:SecretARN",
        values: [at("secretsmanager", "secret:db-a1B2c3")("111122223333")],
        written: [at("secretsmanager", "secret:db-a1B2c3")("111122223333"), "arn:aws:secretsmanager:*"],
        operators: [...TEXT, ...LIKE],
      },
      { key: "kms:GrantIsForAWSResource", values: ["true", "false"], operators: ["Bool"] },
    ],
    isKey: true,
  },
  {
    on: "secret",
    carrier: at("secretsmanager", "secret:prod/db-a1B2c3"),
    actions: [
      "secretsmanager:GetSecretValue",
      "secretsmanager:DescribeSecret",
      "secretsmanager:PutSecretValue",
    ],
    keys: [
      {
        key: "secretsmanager:VersionStage",
        values: ["AWSCURRENT", "AWSPENDING"],
        operators: [...TEXT, ...LIKE],
        many: true,
      },
      { key: "secretsmanager:ResourceTag/team", values: ["data", "web"], operators: TEXT },
    ],
  },
  {
    on: "repository",
    carrier: at("ecr", "repository/team/app"),
    actions: [
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
      "ecr:BatchCheckLayerAvailability",
      "ecr:PutImage",
    ],
    isMeantItself: true,
  },
  {
    on: "queue",
    carrier: at("sqs", "orders.fifo"),
    actions: ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
  },
  {
    on: "topic",
    carrier: at("sns", "alarms"),
    parts: ["", ":6b0e71bd-7e97-4d97-80ce-4a0994e55286"],
    actions: ["sns:Publish", "sns:Subscribe", "sns:GetTopicAttributes"],
    keys: [
      { key: "sns:Protocol", values: ["sqs", "https"], operators: TEXT },
      { key: "sns:Endpoint", values: ["a@example.com", "https://example.com/x"], operators: LIKE },
    ],
  },
  {
    on: "table",
    carrier: at("dynamodb", "table/orders"),
    parts: ["", "/index/by-date", "/stream/2026-01-01T00:00:00.000"],
    actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:BatchWriteItem"],
    keys: [
      { key: "dynamodb:LeadingKeys", values: ["alice", "bob"], operators: [...TEXT, ...LIKE], many: true },
      { key: "dynamodb:Select", values: ["COUNT", "ALL_ATTRIBUTES"], operators: TEXT },
    ],
  },
  {
    on: "stream",
    carrier: at("kinesis", "stream/clicks"),
    actions: [
      "kinesis:PutRecord",
      "kinesis:PutRecords",
      "kinesis:GetRecords",
      "kinesis:DescribeStreamSummary",
    ],
  },
  {
    on: "file system",
    carrier: at("elasticfilesystem", "file-system/fs-0123456789abcdef0"),
    actions: [
      "elasticfilesystem:ClientMount",
      "elasticfilesystem:ClientWrite",
      "elasticfilesystem:ClientRootAccess",
    ],
    keys: [
      { key: "elasticfilesystem:AccessedViaMountTarget", values: ["true", "false"], operators: ["Bool"] },
      {
        key: "elasticfilesystem:AccessPointArn",
        values: [at("elasticfilesystem", "access-point/fsap-0123456789abcdef0")("111122223333")],
        operators: ARN,
      },
    ],
    isMeantItself: true,
  },
  {
    on: "log groups",
    carrier: at("logs", "log-group:/ecs/app"),
    parts: ["", ":log-stream:web/1"],
    actions: ["logs:PutLogEvents", "logs:CreateLogStream", "logs:PutSubscriptionFilter", "logs:StartQuery"],
  },
  {
    on: "domain",
    carrier: at("es", "domain/search"),
    parts: ["", "/logs-2026/_search", "/_bulk"],
    actions: ["es:ESHttpGet", "es:ESHttpPost", "es:ESHttpPut", "es:DescribeDomain"],
  },
  {
    on: "function",
    carrier: at("lambda", "function:resize"),
    parts: ["", ":live"],
    actions: ["lambda:InvokeFunction", "lambda:InvokeFunctionUrl", "lambda:GetFunction"],
    keys: [
      { key: "lambda:FunctionUrlAuthType", values: ["NONE", "AWS_IAM"], operators: TEXT },
      { key: "lambda:EventSourceToken", values: ["t1", "t2"], operators: TEXT },
    ],
  },
];

/** What a request says of who asks, where it comes from and goes to, whatever the service. */
const OF_EVERY_REQUEST: KeySpec[] = [
  { key: "aws:PrincipalOrgID", values: ["o-1a2b3c4d5e", "o-9z8y7x6w5v"], operators: TEXT },
  {
    key: "aws:PrincipalOrgPaths",
    values: ["o-1a2b3c4d5e/r-ab12/ou-ab12-11111111/", "o-1a2b3c4d5e/r-ab12/"],
    written: ["o-1a2b3c4d5e/*", "o-1a2b3c4d5e/r-ab12/ou-ab12-11111111/*", "o-1a2b3c4d5e/r-ab12/"],
    operators: [...TEXT, ...LIKE],
    many: true,
  },
  { key: "aws:SourceVpce", values: ["vpce-0a1b2c3d", "vpce-9f8e7d6c"], operators: [...TEXT, ...LIKE] },
  { key: "aws:SourceVpc", values: ["vpc-0a1b2c3d", "vpc-9f8e7d6c"], operators: TEXT },
  { key: "aws:SourceAccount", values: ["111122223333", "444455556666"], operators: TEXT },
  { key: "aws:ResourceTag/team", values: ["data", "web"], operators: [...TEXT, ...LIKE] },
  {
    key: "aws:PrincipalArn",
    values: ["arn:aws:iam::111122223333:role/ecs/app", "arn:aws:iam::111122223333:user/alice"],
    written: [
      "arn:aws:iam::111122223333:role/ecs/app",
      "arn:aws:iam::111122223333:role/*",
      "arn:aws:iam::*:user/alice",
    ],
    operators: ARN,
  },
  { key: "aws:PrincipalAccount", values: ["111122223333", "444455556666"], operators: TEXT },
  { key: "aws:ResourceAccount", values: ["111122223333", "444455556666"], operators: TEXT },
  { key: "aws:PrincipalIsAWSService", values: ["true", "false"], operators: ["Bool"] },
];

const OF_EVERYTHING = ["*", "arn:aws:sqs:eu-west-1:111122223333:other", "arn:aws:s3:::other/*"];

/** What requests to a resource of this kind in an account, and the policies about them, are made of. */
export function vocabularyOf(kind: Kind, account: string): Vocabulary {
  const own = kind.carrier(account);
  const resources = (kind.parts ?? [""]).map((part) => own + part);
  const { actions, keys = [] } = kind;
  return {
    actions,
    actionPatterns: [...actions, ...actions, ...actions.flatMap(looser)],
    resources,
    resourcePatterns: [...resources, ...resources.flatMap(wider), `${own}*`, `${own}/*`, ...OF_EVERYTHING],
    keys: [...keys, ...OF_EVERY_REQUEST],
  };
}

function looser(action: string): string[] {
  const [service = "", name = ""] = action.split(":");
  return [
    `${service}:*`,
    `${service}:${name.slice(0, 3)}*`,
    action.toUpperCase(),
    `${service}:*${name.slice(-5)}`,
  ];
}

/** Patterns that match the ARN, or nearly so. */
function wider(arn: string): string[] {
  const [prefix, partition, service, region, account, ...rest] = arn.split(":");
  const resource = rest.join(":");
  const made = (where: (string | undefined)[], what: string) =>
    [prefix, partition, service, ...where, what].join(":");
  const isGlobal = region === "";
  const somewhere = isGlobal ? [region, account] : ["*", "*"];
  const half = Math.ceil(resource.length / 2);
  return [
    made(somewhere, resource),
    made([region, account], `${resource.slice(0, half)}*`),
    made([region, account], `${resource.slice(0, -1)}?`),
    made(isGlobal ? somewhere : ["us-east-1", account], resource),
    made(isGlobal ? somewhere : [region, "999999999999"], resource),
  ];
}
