/** DynamoDB's document clients, of both versions, have shorter names for the table's operations. */
const OPERATIONS: Record<string, string> = {
  Get: "GetItem",
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  Query: "Query",
  Scan: "Scan",
  BatchGet: "BatchGetItem",
  BatchWrite: "BatchWriteItem",
  TransactGet: "TransactGetItems",
  TransactWrite: "TransactWriteItems",
  ExecuteStatement: "ExecuteStatement",
  BatchExecuteStatement: "BatchExecuteStatement",
  ExecuteTransaction: "ExecuteTransaction",
};

/** The API's name of an operation; undefined for what is none. */
export function documentOperation(name: string): string | undefined {
  return Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
}
