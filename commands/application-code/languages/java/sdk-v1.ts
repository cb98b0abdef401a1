/**
 * The AWS SDK for Java 1.x, which many applications still use: clients with an operation a function, and requests that are
 * made with `new`.
 * https://docs.aws.amazon.com/sdk-for-java/v1/developer-guide/welcome.html
 */
import type { Arguments } from "../../evaluation/arguments";
import { UNKNOWN_VALUE, type SdkObject, type Value } from "../../evaluation/values";
import { foreignOf, gives, operationOf, requests, sdkValue } from "../../sdk/objects";
import type { CallResult } from "../../sdk/sdk";
import { actionPrefixOf } from "../../sdk/services";
import { type Input, responseOf } from "./requests";

const CLASS = /^com\.amazonaws\.services\.(\w+)\.(A(?:mazon|WS)\w+?)(Builder)?(?:\.(\w+))?$/;
const REQUEST = /^com\.amazonaws\.services\.(\w+)\.(?:\w+\.)*model\.(\w+)$/;

/** Packages that are called otherwise than their clients. */
const PACKAGES: Record<string, string> = {
  cloudwatchevents: "events",
  dynamodbv2: "dynamodb",
  identitymanagement: "iam",
  kinesisfirehose: "firehose",
  logs: "logs",
  securitytoken: "sts",
  simpleemail: "ses",
  simplesystemsmanagement: "ssm",
  simpleworkflow: "swf",
};

/** Functions that take AWS's parameters one after the other, instead of a request. */
const POSITIONAL: Record<string, Record<string, string[]>> = {
  s3: { "": ["Bucket", "Key"], copyObject: ["(source bucket)", "(source key)", "Bucket", "Key"] },
  dynamodb: { "": ["TableName"], query: [], batchGetItem: [], batchWriteItem: [] },
  sqs: { "": ["QueueUrl"], getQueueUrl: ["QueueName"], createQueue: ["QueueName"], listQueues: [] },
  sns: { "": ["TopicArn"], createTopic: ["Name"] },
};

/** Functions of S3's that are called otherwise than their operations. */
const S3_OPERATIONS: Record<string, string> = {
  doesObjectExist: "HeadObject",
  getObjectMetadata: "HeadObject",
  getObjectAsString: "GetObject",
  doesBucketExist: "HeadBucket",
  doesBucketExistV2: "HeadBucket",
  listNextBatchOfObjects: "ListObjects",
  initiateMultipartUpload: "CreateMultipartUpload",
  setObjectAcl: "PutObjectAcl",
};

/** These ask AWS for nothing, or their request is not the one of their name. */
const LOCAL =
  /^(shutdown|getCachedResponseMetadata|getUrl|getRegion\w*|setRegion|setEndpoint|waiters|equals|hashCode|toString|getClass)$/;

function serviceOf(folder: string): string | undefined {
  return Object.hasOwn(PACKAGES, folder) ? PACKAGES[folder] : actionPrefixOf(folder);
}

/** Whether a class is its package's client, and not one that others have put there, or an error. */
function isClient(folder: string, name: string): boolean {
  const core = name
    .replace(/^(Amazon|AWS)/, "")
    .replace(/(Async)?(Client)?$/, "")
    .toLowerCase();
  return core.replace(/service$/, "") === folder.replace(/v\d+$/, "");
}

/** What a declared type is. */
export function v1Type(path: string[]): Value[] | undefined {
  const [, folder, name, builder, called] = CLASS.exec(path.join(".")) ?? [];
  const service = folder === undefined || called !== undefined ? undefined : serviceOf(folder);
  if (service === undefined || !isClient(folder!, name!)) return undefined;
  return [sdkValue(builder ? "v1-builder" : "v1-client", service)];
}

export function v1Call(callee: Value, given: Arguments): CallResult | undefined {
  if (callee.kind === "external") return construction(callee.path.join("."), given);
  if (callee.kind !== "sdk-method") return undefined;
  const { object, name } = callee;
  if (object.type === "v1-builder") return builderCall(object, name, given);
  if (object.type === "v1-request") return gives({ kind: "sdk", object: withSetting(object, name, given) });
  return object.type === "v1-client" ? clientCall(object, name, given) : undefined;
}

function construction(written: string, given: Arguments): CallResult | undefined {
  const [, folder, name, builder, called] = CLASS.exec(written) ?? [];
  const service = folder === undefined ? undefined : serviceOf(folder);
  if (service !== undefined && isClient(folder!, name!)) {
    if (builder && called === "standard") return gives(sdkValue("v1-builder", service));
    if (builder && called === "defaultClient") return gives(sdkValue("v1-client", service));
    // Keys that are handed over are somebody's own.
    const foreign = foreignOf(given.count > 0 && "other-credentials");
    if (!builder && called === undefined) return gives(sdkValue("v1-client", service, foreign));
  }
  const [, models, request] = REQUEST.exec(written) ?? [];
  const ofRequest = models === undefined ? undefined : serviceOf(models);
  if (ofRequest === undefined || !request!.endsWith("Request")) return undefined;
  const operation = request!.charAt(0).toLowerCase() + request!.slice(1, -"Request".length);
  return gives(sdkValue("v1-request", ofRequest, { parameters: positional(ofRequest, operation, given) }));
}

function builderCall(object: SdkObject, name: string, given: Arguments): CallResult {
  if (name === "build") return gives({ kind: "sdk", object: { ...object, type: "v1-client" } });
  const values = given.get(0) ?? [];
  const isForeign = name === "withCredentials" && !isOwn(values);
  const foreign = foreignOf(
    object.foreign,
    isForeign && "other-credentials",
    name === "withEndpointConfiguration" && "other-endpoint",
  );
  return gives({ kind: "sdk", object: { ...object, ...foreign } });
}

/** Providers that give a task its own role's credentials. */
function isOwn(values: Value[]): boolean {
  return values.every(
    (each) =>
      each.kind === "external" &&
      /\.(DefaultAWSCredentialsProviderChain|EC2ContainerCredentialsProviderWrapper|ContainerCredentialsProvider)\b/.test(
        each.path.join("."),
      ),
  );
}

/** AWS's names of parameters that are called otherwise. */
const NAMES: Record<string, string> = { BucketName: "Bucket", CannedAcl: "ACL", AccessControlList: "ACL" };

/** `withTableName(…)` and `setTableName(…)` */
function withSetting(object: SdkObject, name: string, given: Arguments): SdkObject {
  const [, written] = /^(?:with|set)([A-Z]\w*)$/.exec(name) ?? [];
  if (written === undefined) return object;
  const parameter = NAMES[written] ?? written;
  const values = given.get(0) ?? [UNKNOWN_VALUE];
  const lower = parameter.charAt(0).toLowerCase() + parameter.slice(1);
  return { ...object, parameters: new Map([...object.parameters, [parameter, values], [lower, values]]) };
}

function clientCall(object: SdkObject, name: string, given: Arguments): CallResult {
  if (LOCAL.test(name)) return gives(UNKNOWN_VALUE);
  const { service } = object;
  const operation = (service === "s3" && Object.hasOwn(S3_OPERATIONS, name) && S3_OPERATIONS[name]) || name;
  const inputs = inputsIn(service, name, given);
  return requests(
    inputs.map((input) => operationOf(object, operation.replace(/Async$/, ""), input)),
    ...inputs.map((input) => responseOf(service, input)),
  );
}

/** The parameters of a function of a client: those of a request that it is given, or of its arguments one after the other. */
export function inputsIn(service: string, name: string, given: Arguments): Input[] {
  const written = (given.get(0) ?? []).flatMap((each) =>
    each.kind === "sdk" && each.object.type === "v1-request" ? [each.object.parameters] : [],
  );
  return written.length > 0 ? written : [positional(service, name, given)];
}

function positional(service: string, operation: string, given: Arguments): Input {
  const known = Object.hasOwn(POSITIONAL, service) ? POSITIONAL[service]! : {};
  const names = known[operation] ?? known[""] ?? [];
  const parameters = new Map<string, Value[]>();
  names.forEach((name, index) => {
    const values = given.get(index);
    if (values?.every(({ kind }) => kind === "text" || kind === "unknown")) parameters.set(name, values);
  });
  const [bucket, key] = [parameters.get("(source bucket)"), parameters.get("(source key)")];
  if (!bucket) return parameters;
  const entries = new Map([["Bucket", bucket], ...(key ? [["Key", key] as const] : [])]);
  return parameters.set("CopySource", [{ kind: "record", entries, isOpen: false }]);
}
