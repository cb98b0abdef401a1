/** Which of AWS's parameters names the resource of a request, and what its ARN is made of. */

/** One way in which a request names its resource. */
export interface ResourceForm {
  /** AWS's parameter; `A[].B` for entries of a list. */
  parameter: string;
  /** The part of the ARN behind the account, with `{}` for the name. */
  resource: string;
  /** A further parameter, and what it adds to the ARN. */
  below?: { parameter: string; resource: string };
  /** Partition, service and the rest, where the ARN has neither region nor account. */
  isGlobal?: boolean;
  /** Has no account: models that AWS provides. */
  hasNoAccount?: boolean;
  /** What the name is turned into first. */
  name?: (written: string) => string | undefined;
}

const index = { parameter: "IndexName", resource: "/index/{}" };

/** `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`; the policy pack reads such URLs too, and shares nothing with this. */
function queueOfUrl(written: string): string | undefined {
  const url =
    /^https?:\/\/(?:sqs\.([\w-]+)\.[\w.]+|([\w-]+)\.queue\.[\w.]+|[^/]+)\/(\d{12}|\*)\/([\w.*-]+)\/?$/.exec(
      written,
    );
  if (!url) return undefined;
  return `arn:*:sqs:${url[1] ?? url[2] ?? "*"}:${url[3]}:${url[4]}`;
}

/** IAM knows a key by its id alone. https://docs.aws.amazon.com/kms/latest/developerguide/security_iam_service-with-iam.html */
function keyOf(written: string): string | undefined {
  return /^(arn:.*:)?alias\//.test(written) || written.includes(":alias/") ? undefined : written;
}

/** Inference profiles reach models in several Regions: which, the id does not say. */
function modelOf(written: string): string | undefined {
  return /^(us|eu|apac|jp|au|ca|sa|global|us-gov)\./.test(written) || /\*/.test(written.slice(0, 4))
    ? undefined
    : written;
}

/** `name`, `name:qualifier`, `account:function:name`. */
function functionOf(written: string): string {
  return written.startsWith("arn:") ? written : written.replace(/^.*:function:/, "");
}

const arnIn = (parameter: string): ResourceForm => ({ parameter, resource: "{}", name: onlyArn });

function onlyArn(written: string): string | undefined {
  return written.startsWith("arn:") ? written : undefined;
}

/** By action prefix. */
export const RESOURCE_FORMS: Record<string, ResourceForm[]> = {
  dynamodb: [
    { parameter: "TableName", resource: "table/{}", below: index },
    arnIn("StreamArn"),
    arnIn("ResourceArn"),
  ],
  s3: [{ parameter: "Bucket", resource: "{}", below: { parameter: "Key", resource: "/{}" }, isGlobal: true }],
  sqs: [
    {
      parameter: "QueueUrl",
      resource: "{}",
      // Some packages take a queue's name in the place of its URL.
      name: (written) => (/^(arn:.*|[\w-]+(\.fifo)?)$/.test(written) ? written : queueOfUrl(written)),
    },
    { parameter: "QueueName", resource: "{}" },
  ],
  sns: [arnIn("TopicArn"), arnIn("TargetArn"), { parameter: "Name", resource: "{}" }],
  secretsmanager: [
    { parameter: "SecretId", resource: "secret:{}-??????" },
    { parameter: "SecretIdList[]", resource: "secret:{}-??????" },
    { parameter: "Name", resource: "secret:{}-??????" },
  ],
  ssm: [
    { parameter: "Name", resource: "parameter/{}", name: withoutSlash },
    {
      parameter: "Path",
      resource: "parameter/{}",
      name: (written) => withoutSlash(written.replace(/\/$/, "")),
    },
  ],
  kms: [{ parameter: "KeyId", resource: "key/{}", name: keyOf }],
  kinesis: [arnIn("StreamARN"), { parameter: "StreamName", resource: "stream/{}" }],
  firehose: [{ parameter: "DeliveryStreamName", resource: "deliverystream/{}" }],
  lambda: [
    {
      parameter: "FunctionName",
      resource: "function:{}",
      name: functionOf,
      below: { parameter: "Qualifier", resource: ":{}" },
    },
  ],
  states: [arnIn("stateMachineArn"), arnIn("executionArn")],
  events: [
    { parameter: "Entries[].EventBusName", resource: "event-bus/{}" },
    { parameter: "EventBusName", resource: "event-bus/{}" },
  ],
  logs: [
    {
      parameter: "logGroupName",
      resource: "log-group:{}",
      below: { parameter: "logStreamName", resource: ":log-stream:{}" },
    },
  ],
  sts: [{ ...arnIn("RoleArn"), isGlobal: true }],
  bedrock: [{ parameter: "modelId", resource: "foundation-model/{}", hasNoAccount: true, name: modelOf }],
  sagemaker: [
    { parameter: "EndpointName", resource: "endpoint/{}", name: (written) => written.toLowerCase() },
  ],
  glue: [
    { parameter: "JobName", resource: "job/{}" },
    { parameter: "Name", resource: "crawler/{}" },
  ],
  codebuild: [{ parameter: "projectName", resource: "project/{}" }],
  "cognito-idp": [{ parameter: "UserPoolId", resource: "userpool/{}" }],
  ecr: [{ parameter: "repositoryName", resource: "repository/{}" }],
  glacier: [{ parameter: "vaultName", resource: "vaults/{}" }],
  athena: [{ parameter: "WorkGroup", resource: "workgroup/{}" }],
};

function withoutSlash(written: string): string {
  return written.startsWith("arn:") ? written : written.replace(/^\//, "");
}
