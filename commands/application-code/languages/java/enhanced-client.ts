/**
 * The DynamoDB enhanced client: its tables and indexes, and its batches and transactions over several of them.
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/dynamodb-enhanced-client.html
 */
import type { Arguments } from "../../evaluation/arguments";
import { type SdkObject, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { gives, operationOf, requests, sdkValue, withParameters } from "../../sdk/objects";
import type { CallResult, Evaluator } from "../../sdk/sdk";
import { type Input, inputsOf } from "./requests";
import { withRights } from "./sdk-v2";

const CLASS =
  /^software\.amazon\.awssdk\.enhanced\.dynamodb\.DynamoDb(Enhanced)?(?:Async)?(Client|Table|Index)(?:\.(\w+))?$/;
const TYPES: Record<string, string> = {
  Client: "enhanced",
  Table: "enhanced-table",
  Index: "enhanced-index",
};

/** What a table and an index can be asked for, by the function's name without its ending. */
const OPERATIONS: Record<string, string> = {
  createTable: "CreateTable",
  deleteTable: "DeleteTable",
  describeTable: "DescribeTable",
  getItem: "GetItem",
  putItem: "PutItem",
  updateItem: "UpdateItem",
  deleteItem: "DeleteItem",
  query: "Query",
  scan: "Scan",
};

/** What is added to a transaction to the name of its part. */
const PARTS: Record<string, string> = {
  PutItem: "Put",
  UpdateItem: "Update",
  DeleteItem: "Delete",
  ConditionCheck: "ConditionCheck",
  GetItem: "Get",
};

/** What a declared type is. */
export function enhancedType(path: string[]): Value[] | undefined {
  const [, , kind, called] = CLASS.exec(path.join(".")) ?? [];
  return kind === undefined || called !== undefined ? undefined : [sdkValue(TYPES[kind]!, "dynamodb")];
}

export function enhancedCall(callee: Value, given: Arguments, evaluator: Evaluator): CallResult | undefined {
  if (callee.kind === "external") {
    const [, , kind, called] = CLASS.exec(callee.path.join(".")) ?? [];
    const isMade = kind === "Client" && (called === "create" || called === "builder");
    return isMade ? gives(sdkValue("enhanced", "dynamodb")) : undefined;
  }
  if (callee.kind !== "sdk-method") return undefined;
  const { object, name } = callee;
  if (object.type === "enhanced") return ofClient(object, name, given, evaluator);
  if (object.type === "enhanced-table" || object.type === "enhanced-index")
    return ofTable(object, name, given);
  return undefined;
}

function ofTable(object: SdkObject, name: string, given: Arguments): CallResult {
  if (name === "index") {
    const parameters = withParameters(object, { IndexName: given.get(0) });
    return gives({ kind: "sdk", object: { ...object, type: "enhanced-index", parameters } });
  }
  if (name === "tableName") return gives(...(object.parameters.get("TableName") ?? [UNKNOWN_VALUE]));
  const plain = name.replace(/WithResponse$/, "");
  const operation = Object.hasOwn(OPERATIONS, plain) ? OPERATIONS[plain] : undefined;
  return operation === undefined ? gives(UNKNOWN_VALUE) : requests([operationOf(object, operation)]);
}

function ofClient(
  object: SdkObject,
  name: string,
  given: Arguments,
  evaluator: Evaluator,
): CallResult | undefined {
  if (/^(dynamoDbClient|build|extensions)$/.test(name)) return gives(withRights(object, given));
  if (name === "table") {
    const parameters = withParameters(object, { TableName: given.get(0) });
    return gives({ kind: "sdk", object: { ...object, type: "enhanced-table", parameters } });
  }
  const [, kind] = /^(batch|transact)(?:Get|Write)Items?$/.exec(name.replace(/WithResponse$/, "")) ?? [];
  if (kind === undefined) return gives(UNKNOWN_VALUE);
  const operation = kind === "batch" ? name : name.replace(/WithResponse$/, "");
  const made = inputsOf(given, evaluator).map((input) =>
    operationOf(object, operation, kind === "batch" ? batchInput(input) : transactionInput(input)),
  );
  return requests(made);
}

/** AWS's parameters of a batch: the tables that its parts are mapped to. */
function batchInput(input: Input): Input {
  const batches = [...listed(input.get("readBatches")), ...listed(input.get("writeBatches"))];
  const tables = batches.flatMap((each) =>
    each.kind === "record" ? tableNames(each.entries.get("mappedTableResource")) : [[UNKNOWN_VALUE]],
  );
  const texts = tables.flat().flatMap((each) => (each.kind === "text" ? [each.text] : []));
  if (texts.length === 0) return new Map();
  const literal = texts.flatMap((text) =>
    text.length === 1 && typeof text[0] === "string" ? [text[0]] : [],
  );
  const computed = texts.filter((text) => text.length !== 1 || typeof text[0] !== "string");
  const entries = new Map(literal.map((name): [string, Value[]] => [name, [UNKNOWN_VALUE]]));
  return new Map([["RequestItems", [{ kind: "record", entries, computed, isOpen: false }]]]);
}

function transactionInput(input: Input): Input {
  const items = listed(input.get("(added)")).flatMap((each): Value[] => {
    if (each.kind !== "record") return [];
    const [operation] = each.entries.get("(operation)") ?? [];
    const written = operation?.kind === "text" ? operation.text[0] : undefined;
    const part = typeof written === "string" ? PARTS[written] : undefined;
    if (part === undefined) return [];
    const [names = []] = tableNames(each.entries.get("(table)"));
    const target: Value = { kind: "record", entries: new Map([["TableName", names]]), isOpen: false };
    return [{ kind: "record", entries: new Map([[part, [target]]]), isOpen: false }];
  });
  return new Map([["TransactItems", [{ kind: "list", items }]]]);
}

function tableNames(tables: Value[] = []): Value[][] {
  return tables.map((each) =>
    each.kind === "sdk" ? (each.object.parameters.get("TableName") ?? [UNKNOWN_VALUE]) : [UNKNOWN_VALUE],
  );
}

function listed(values: Value[] = []): Value[] {
  return values.flatMap((each) => (each.kind === "list" ? each.items : [each]));
}
