/** The access lists of a task role, as `docs/config.md` has them, by what they grant. */

/** One list: how its entries are named, and what they grant. */
export interface AccessList {
  /** Under `access`, e.g. `tables`. */
  key: string;
  /** The key that names an entry. */
  identity: string;
  /** The name in an ARN of this account and region; undefined where it is none of this kind. */
  nameIn(arn: string): string | undefined;
  /** Actions by the `access` that grants them; `all` where an entry has no such key. */
  grants: Record<string, string[]>;
  /** What describes the resource, and comes with every access. */
  comesAlong: string[];
  /** A key that grants an action more where it is true. */
  more?: { key: string; action: string };
  /** What an entry grants that does not say. */
  byDefault: string;
}

const READ_WRITE = "read-write";

/** All lists, for resources of one account and region. */
export function accessLists({ account, region }: { account: string; region: string }): AccessList[] {
  const regional = (service: string, rest: string) =>
    new RegExp(`^arn:[^:]+:${service}:${region}:${account}:${rest}$`);
  const nameBy = (pattern: RegExp, arn: string) => pattern.exec(arn)?.[1];
  const list = (
    key: string,
    pattern: RegExp,
    grants: AccessList["grants"],
    comesAlong: string[] = [],
  ): AccessList => ({
    key,
    identity: "name",
    nameIn: (arn) => nameBy(pattern, arn),
    grants,
    comesAlong,
    byDefault: "all" in grants ? "all" : READ_WRITE,
  });
  const bucketActions = { read: ["s3:ListBucket", "s3:GetObject"], write: ["s3:PutObject"] };
  return [
    {
      ...list(
        "tables",
        regional("dynamodb", "table/([\\w.-]+)(?:/index/.*)?"),
        {
          read: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"],
          write: ["dynamodb:PutItem", "dynamodb:UpdateItem"],
        },
        ["dynamodb:DescribeTable"],
      ),
      more: { key: "delete", action: "dynamodb:DeleteItem" },
    },
    {
      ...list("buckets", /^arn:[^:]+:s3:::([a-z0-9.-]+)(?:\/\*)?$/, bucketActions),
      more: { key: "delete", action: "s3:DeleteObject" },
    },
    {
      ...list(
        "secrets",
        regional("secretsmanager", "secret:([^*?]+)-\\?{6}"),
        { all: ["secretsmanager:GetSecretValue"] },
        ["secretsmanager:DescribeSecret"],
      ),
      identity: "secret",
    },
    {
      ...list("parameters", regional("ssm", "parameter/([^*?]+)"), { all: ["ssm:GetParameter"] }, [
        "ssm:GetParameters",
      ]),
      identity: "parameter",
      nameIn: (arn) => parameterName(nameBy(regional("ssm", "parameter/([^*?]+)"), arn)),
    },
    {
      ...list("kmsKeys", regional("kms", "key/([\\w-]+)"), {
        decrypt: ["kms:Decrypt"],
        encrypt: ["kms:Encrypt", "kms:GenerateDataKey"],
      }),
      identity: "key",
      byDefault: "decrypt",
    },
    {
      ...list("logGroups", regional("logs", "log-group:([^:*?]+)(?::log-stream)?(?::.*)?"), {
        all: ["logs:CreateLogStream", "logs:PutLogEvents"],
      }),
      more: { key: "create", action: "logs:CreateLogGroup" },
    },
    list(
      "queues",
      regional("sqs", "([\\w.-]+)"),
      {
        read: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"],
        write: ["sqs:SendMessage"],
      },
      ["sqs:GetQueueUrl", "sqs:GetQueueAttributes"],
    ),
    list("topics", regional("sns", "([\\w.-]+)"), { all: ["sns:Publish"] }),
    list(
      "streams",
      regional("kinesis", "stream/([\\w.-]+)"),
      {
        read: ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:SubscribeToShard"],
        write: ["kinesis:PutRecord", "kinesis:PutRecords"],
      },
      ["kinesis:DescribeStreamSummary", "kinesis:ListShards"],
    ),
    list("deliveryStreams", regional("firehose", "deliverystream/([\\w.-]+)"), {
      all: ["firehose:PutRecord", "firehose:PutRecordBatch"],
    }),
    list("eventBuses", regional("events", "event-bus/([\\w./-]+)"), { all: ["events:PutEvents"] }),
  ];
}

/** Below a path a parameter's name begins with a slash, which its ARN has only once. */
function parameterName(inArn: string | undefined): string | undefined {
  return inArn?.includes("/") ? `/${inArn}` : inArn;
}
