/**
 * Spring Cloud AWS: templates over the SDK's clients, and functions that are called with what comes out of a queue.
 * https://docs.awspring.io/spring-cloud-aws/docs/3.4.0/reference/html/index.html
 */
import type { Arguments } from "../../evaluation/arguments";
import { literalOf, type SdkObject, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { operationOf, requests, sdkValue } from "../../sdk/objects";
import type { CallResult, Evaluator } from "../../sdk/sdk";
import type { Properties } from "./properties";
import { inputsOf } from "./requests";
import { filledSetting } from "./settings";

const TEMPLATE =
  /^io\.awspring\.cloud\.(?:\w+\.)+(Sqs|S3|Sns|DynamoDb)(?:Template|Operations|CrtTemplate|AsyncOperations)$/;

/** A template's functions: the operation, and AWS's parameters that they take one after the other. */
const FUNCTIONS: Record<string, Record<string, [operation: string, ...parameters: string[]]>> = {
  s3: {
    bucketExists: ["HeadBucket", "Bucket"],
    createBucket: ["CreateBucket", "Bucket"],
    createSignedGetURL: ["GetObject", "Bucket", "Key"],
    createSignedPutURL: ["PutObject", "Bucket", "Key"],
    deleteBucket: ["DeleteBucket", "Bucket"],
    deleteObject: ["DeleteObject", "Bucket", "Key"],
    download: ["GetObject", "Bucket", "Key"],
    listObjects: ["ListObjectsV2", "Bucket"],
    objectExists: ["HeadObject", "Bucket", "Key"],
    read: ["GetObject", "Bucket", "Key"],
    store: ["PutObject", "Bucket", "Key"],
    upload: ["PutObject", "Bucket", "Key"],
  },
  sns: {
    convertAndSend: ["Publish", "TopicArn"],
    send: ["Publish", "TopicArn"],
    sendNotification: ["Publish", "TopicArn"],
  },
  sqs: {
    receive: ["ReceiveMessage", "QueueUrl"],
    receiveAsync: ["ReceiveMessage", "QueueUrl"],
    receiveMany: ["ReceiveMessage", "QueueUrl"],
    send: ["SendMessage", "QueueUrl"],
    sendAsync: ["SendMessage", "QueueUrl"],
    sendMany: ["SendMessageBatch", "QueueUrl"],
    sendManyAsync: ["SendMessageBatch", "QueueUrl"],
  },
  dynamodb: {
    delete: ["DeleteItem"],
    load: ["GetItem"],
    query: ["Query"],
    save: ["PutItem"],
    scan: ["Scan"],
    scanAll: ["Scan"],
    update: ["UpdateItem"],
  },
};

/** What a value of a template's type is. */
export function springCloudType(path: string[]): Value[] | undefined {
  const [, name] = TEMPLATE.exec(path.join(".")) ?? [];
  return name === undefined ? undefined : [sdkValue("spring-template", name.toLowerCase())];
}

export function springCloudCall(
  callee: Value,
  given: Arguments,
  evaluator: Evaluator,
  properties: Properties,
): CallResult | undefined {
  if (callee.kind === "external" && callee.path[0] === "@SqsListener") return listening(given, properties);
  if (callee.kind !== "sdk-method" || callee.object.type !== "spring-template") return undefined;
  return templateCall(callee.object, callee.name, given, evaluator);
}

function templateCall(object: SdkObject, name: string, given: Arguments, evaluator: Evaluator): CallResult {
  const known = FUNCTIONS[object.service] ?? {};
  if (!Object.hasOwn(known, name)) return requests([]);
  const [operation, ...parameters] = known[name]!;
  const isOptions = given.get(0)?.some(({ kind }) => kind === "function") ?? false;
  // `send(to -> to.queue("work").payload(…))`
  const values = isOptions
    ? inputsOf(given, evaluator).map((input) => [input.get("queue")])
    : [parameters.map((_, index) => given.get(index))];
  return requests(
    values.map((each) => {
      const entries = parameters.flatMap((parameter, index) => {
        const own = each[index];
        return own ? [[parameter, own] as const] : [];
      });
      return operationOf(object, operation, new Map(entries));
    }),
  );
}

/** `@SqsListener("${jobs.queue}")`: messages are received, and deleted once the function has ended. */
function listening(given: Arguments, properties: Properties): CallResult {
  const written = given.get(0, "value", "queueNames") ?? [];
  const names = written.flatMap((each) => (each.kind === "list" ? each.items : [each]));
  const client = sdkValue("client", "sqs").object;
  return requests(
    names.flatMap((each) => {
      const text = literalOf([each]);
      const queues = text === undefined ? [UNKNOWN_VALUE] : filledSetting(text, properties);
      const parameters = new Map([["QueueUrl", queues]]);
      return ["ReceiveMessage", "DeleteMessage"].map((name) => operationOf(client, name, parameters));
    }),
  );
}
