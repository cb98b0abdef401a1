/**
 * The AWS SDK for Java 1.x's document API of DynamoDB: tables and indexes as objects.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/JavaDocumentAPIWorking.html
 */
import type { Arguments } from "../../evaluation/arguments";
import { type SdkObject, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { gives, operationOf, requests, sdkValue, withParameters } from "../../sdk/objects";
import type { CallResult } from "../../sdk/sdk";

const CLASS = /^com\.amazonaws\.services\.dynamodbv2\.document\.(DynamoDB|Table|Index)$/;
const TYPES: Record<string, string> = {
  DynamoDB: "v1-documents",
  Table: "v1-table",
  Index: "v1-table",
};
const OPERATIONS: Record<string, string> = {
  delete: "DeleteTable",
  deleteItem: "DeleteItem",
  describe: "DescribeTable",
  getItem: "GetItem",
  getItemOutcome: "GetItem",
  putItem: "PutItem",
  query: "Query",
  scan: "Scan",
  updateItem: "UpdateItem",
  waitForActive: "DescribeTable",
};
const BATCHES = /^batch(Get|Write)Item(Unprocessed)?$/;

/** What a value of one of its types is. */
export function v1DocumentsType(path: string[]): Value[] | undefined {
  const [, name] = CLASS.exec(path.join(".")) ?? [];
  return name === undefined ? undefined : [sdkValue(TYPES[name]!, "dynamodb")];
}

export function v1DocumentsCall(callee: Value, given: Arguments): CallResult | undefined {
  if (callee.kind === "external") {
    const made = v1DocumentsType(callee.path);
    return made && gives(...made);
  }
  if (callee.kind !== "sdk-method") return undefined;
  const { object, name } = callee;
  if (object.type === "v1-documents") return ofClient(object, name, given);
  return object.type === "v1-table" ? ofTable(object, name, given) : undefined;
}

function ofClient(object: SdkObject, name: string, given: Arguments): CallResult {
  if (name === "getTable")
    return gives(
      sdkValue("v1-table", "dynamodb", { parameters: withParameters(object, { TableName: given.get(0) }) }),
    );
  const [, kind] = BATCHES.exec(name) ?? [];
  if (kind !== undefined) return requests([operationOf(object, `Batch${kind}Item`)]);
  return name === "listTables" ? requests([operationOf(object, "ListTables")]) : gives(UNKNOWN_VALUE);
}

function ofTable(object: SdkObject, name: string, given: Arguments): CallResult {
  if (name === "getIndex")
    return gives({
      kind: "sdk",
      object: { ...object, parameters: withParameters(object, { IndexName: given.get(0) }) },
    });
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  return operation === undefined
    ? gives(UNKNOWN_VALUE)
    : requests([operationOf(object, operation)], UNKNOWN_VALUE);
}
