/**
 * The DynamoDB mapper of the AWS SDK for Java 1.x: classes say by an annotation which table has their objects.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBMapper.Methods.html
 */
import type { Arguments } from "../../evaluation/arguments";
import { isUnknown, type SdkObject, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { foreignOf, gives, operationOf, requests, sdkValue } from "../../sdk/objects";
import type { CallResult, Evaluator } from "../../sdk/sdk";

/** The pseudo-field of a class that has its table's name. */
export const TABLE = "(table)";

const MAPPER = /^com\.amazonaws\.services\.dynamodbv2\.datamodeling\.(I?DynamoDBMapper)$/;

/** `save` updates, unless it is told otherwise. */
const OPERATIONS: Record<string, string> = {
  load: "GetItem",
  save: "UpdateItem",
  delete: "DeleteItem",
  query: "Query",
  queryPage: "Query",
  scan: "Scan",
  scanPage: "Scan",
  parallelScan: "Scan",
};

/** What asks for several items, which may be of several tables. */
const BATCHES: Record<string, string> = {
  batchLoad: "BatchGetItem",
  batchSave: "BatchWriteItem",
  batchDelete: "BatchWriteItem",
  batchWrite: "BatchWriteItem",
};

export function mapperType(path: string[]): Value[] | undefined {
  return MAPPER.test(path.join(".")) ? [sdkValue("v1-mapper", "dynamodb")] : undefined;
}

export function mapperCall(callee: Value, given: Arguments, evaluator: Evaluator): CallResult | undefined {
  if (callee.kind === "external") {
    if (!MAPPER.test(callee.path.join("."))) return undefined;
    const [client] = given.get(0) ?? [];
    const foreign = foreignOf(client?.kind === "sdk" && client.object.foreign);
    // What it is configured with may call tables otherwise.
    const type = given.count > 1 ? "v1-configured-mapper" : "v1-mapper";
    return gives(sdkValue(type, "dynamodb", foreign));
  }
  if (callee.kind !== "sdk-method" || !/^v1-(configured-)?mapper$/.test(callee.object.type)) return undefined;
  return requestedBy(callee.object, callee.name, given, evaluator);
}

function requestedBy(object: SdkObject, name: string, given: Arguments, evaluator: Evaluator): CallResult {
  const first = given.get(0) ?? [];
  const tables = object.type === "v1-mapper" && !isConfigured(given) ? tablesOf(first, evaluator) : [];
  if (Object.hasOwn(BATCHES, name)) {
    const texts = tables.flatMap((each) => (each.kind === "text" ? [each.text] : []));
    const items: Value = { kind: "record", entries: new Map(), computed: texts, isOpen: false };
    const named = texts.length > 0 ? new Map([["RequestItems", [items]]]) : undefined;
    return requests([operationOf(object, BATCHES[name]!, named)]);
  }
  if (!Object.hasOwn(OPERATIONS, name)) return gives(UNKNOWN_VALUE);
  const isKnown = tables.length > 0 && !tables.some(isUnknown);
  return requests(
    [operationOf(object, OPERATIONS[name]!, isKnown ? new Map([["TableName", tables]]) : undefined)],
    name === "load" ? instanceOf(first) : UNKNOWN_VALUE,
  );
}

/** `DynamoDBMapperConfig.TableNameOverride`: for one call. */
function isConfigured(given: Arguments): boolean {
  const places = Array.from({ length: given.count }, (_, index) => given.get(index) ?? []);
  return places
    .flat()
    .some((each) => each.kind === "external" && /\.DynamoDBMapperConfig\b/.test(each.path.join(".")));
}

function tablesOf(values: Value[], evaluator: Evaluator): Value[] {
  return values.flatMap((each): Value[] => {
    if (each.kind === "list") return tablesOf(each.items, evaluator);
    return each.kind === "class" || each.kind === "instance"
      ? evaluator.member(each, TABLE)
      : [UNKNOWN_VALUE];
  });
}

function instanceOf([value]: Value[]): Value {
  if (value?.kind === "class") return { kind: "instance", definition: value.definition };
  return value?.kind === "instance" ? value : UNKNOWN_VALUE;
}
