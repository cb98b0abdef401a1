/** Operations whose actions depend on what they are asked. */
import { partedAtSlash, type Text } from "../program/text";
import type { PlainValue } from "../reading/plain-value";
import type { AskedAction, Parameters } from "./asked-action";

type Special = (parameters: Parameters) => AskedAction[];

/** The parts of a transaction to their actions. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
const TRANSACTION_PARTS: Record<string, string> = {
  Put: "dynamodb:PutItem",
  Update: "dynamodb:UpdateItem",
  Delete: "dynamodb:DeleteItem",
  ConditionCheck: "dynamodb:ConditionCheckItem",
  Get: "dynamodb:GetItem",
};

/** A statement's verb to its action. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html */
const PARTIQL_VERBS: Record<string, string> = {
  select: "dynamodb:PartiQLSelect",
  exists: "dynamodb:PartiQLSelect",
  insert: "dynamodb:PartiQLInsert",
  update: "dynamodb:PartiQLUpdate",
  delete: "dynamodb:PartiQLDelete",
};

/** What asks for more than `s3:PutObject`. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
const PUT_EXTRAS: Record<string, string> = {
  ACL: "s3:PutObjectAcl",
  GrantRead: "s3:PutObjectAcl",
  GrantFullControl: "s3:PutObjectAcl",
  Tagging: "s3:PutObjectTagging",
  ObjectLockMode: "s3:PutObjectRetention",
  ObjectLockRetainUntilDate: "s3:PutObjectRetention",
  ObjectLockLegalHoldStatus: "s3:PutObjectLegalHold",
};

/** By service and operation, in small letters. */
export const SPECIAL: Record<string, Special> = {
  "dynamodb:transactwriteitems": (parameters) => partsOfTransaction(parameters),
  "dynamodb:transactgetitems": (parameters) => partsOfTransaction(parameters),
  "dynamodb:batchgetitem": (parameters) => ofEachTable("dynamodb:BatchGetItem", parameters),
  "dynamodb:batchwriteitem": (parameters) => ofEachTable("dynamodb:BatchWriteItem", parameters),
  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
  "ssm:getparameters": (parameters) => ofEachName("ssm:GetParameters", parameters),
  "dynamodb:executestatement": (parameters) => statementActions(parameters.Statement),
  "dynamodb:batchexecutestatement": (parameters) => statementsIn(parameters.Statements),
  "dynamodb:executetransaction": (parameters) => statementsIn(parameters.TransactStatements),
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
  "s3:getobject": (parameters) => [versioned("s3:GetObject", "s3:GetObjectVersion", parameters)],
  "s3:headobject": (parameters) => [versioned("s3:GetObject", "s3:GetObjectVersion", parameters)],
  "s3:deleteobject": (parameters) => [versioned("s3:DeleteObject", "s3:DeleteObjectVersion", parameters)],
  "s3:deleteobjects": ({ Bucket, Delete }) => [
    { action: "s3:DeleteObject", parameters: { ...named("Bucket", Bucket), ...keysIn(Delete) } },
  ],
  "s3:putobject": (parameters) => putActions(parameters),
  "s3:createmultipartupload": (parameters) => putActions(parameters),
  "s3:copyobject": (parameters) => [...sourceActions(parameters), ...putActions(parameters)],
  "s3:uploadpartcopy": (parameters) => [...sourceActions(parameters), { action: "s3:PutObject", parameters }],
};

function partsOfTransaction({ TransactItems }: Parameters): AskedAction[] {
  const items = listed(TransactItems);
  return items.flatMap((item) =>
    item.kind !== "record"
      ? []
      : Object.entries(item.entries).flatMap(([part, [first]]): AskedAction[] => {
          const action = TRANSACTION_PARTS[part];
          return action === undefined
            ? []
            : [{ action, parameters: first?.kind === "record" ? first.entries : {} }];
        }),
  );
}

/** A batch is authorised table by table. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
function ofEachTable(action: string, parameters: Parameters): AskedAction[] {
  // What is asked again as it was not processed is of the same tables.
  const records = (parameters.RequestItems ?? []).filter((each) => each.kind === "record");
  if (records.length === 0) return [{ action, parameters }];
  const names = records.flatMap(({ entries, computed = [] }): Text[] => [
    ...Object.keys(entries).map((key) => [key]),
    ...computed,
  ]);
  if (names.length === 0) return [{ action, parameters: {} }];
  return names.map((text) => ({ action, parameters: { TableName: [{ kind: "text", text }] } }));
}

function ofEachName(action: string, parameters: Parameters): AskedAction[] {
  const names = listed(parameters.Names);
  if (names.length === 0) return [{ action, parameters }];
  return names.map((name) => ({ action, parameters: { Name: [name] } }));
}

function statementsIn(statements: PlainValue[] | undefined): AskedAction[] {
  return listed(statements).flatMap((each) =>
    each.kind === "record" ? statementActions(each.entries.Statement) : [],
  );
}

function statementActions(statements: PlainValue[] | undefined): AskedAction[] {
  return (statements ?? []).flatMap((each): AskedAction[] => {
    if (each.kind !== "text") return [];
    const start = each.text.map((part) => (typeof part === "string" ? part : "\uFFFC")).join("");
    const verb = /^\s*([a-z]+)/i.exec(start)?.[1]?.toLowerCase() ?? "";
    const action = Object.hasOwn(PARTIQL_VERBS, verb) ? PARTIQL_VERBS[verb] : undefined;
    if (action === undefined) return [];
    const table = /\b(?:from|into|update)\s+"?([\w.-]+)"?(?:\."?([\w.-]+)"?)?/i.exec(start);
    const known = (name: string | undefined): PlainValue[] =>
      name === undefined ? [] : [{ kind: "text", text: [name] }];
    return [
      {
        action,
        parameters: { ...named("TableName", known(table?.[1])), ...named("IndexName", known(table?.[2])) },
      },
    ];
  });
}

function versioned(plain: string, ofVersion: string, parameters: Parameters): AskedAction {
  const isVersioned = (parameters.VersionId ?? []).some(({ kind }) => kind !== "unknown");
  return { action: isVersioned ? ofVersion : plain, parameters };
}

function putActions(parameters: Parameters): AskedAction[] {
  const extras = Object.keys(PUT_EXTRAS).filter((name) => (parameters[name] ?? []).length > 0);
  const actions = new Set(["s3:PutObject", ...extras.map((name) => PUT_EXTRAS[name]!)]);
  return [...actions].map((action) => ({ action, parameters }));
}

/** `bucket/key`, or boto3's record. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
function sourceActions({ CopySource }: Parameters): AskedAction[] {
  return (CopySource ?? []).map((source): AskedAction => {
    if (source.kind === "record") return versioned("s3:GetObject", "s3:GetObjectVersion", source.entries);
    if (source.kind !== "text") return { action: "s3:GetObject", parameters: {} };
    const [bucket, key] = partedAtSlash(source.text);
    return {
      action: "s3:GetObject",
      parameters: { ...named("Bucket", textOf(bucket)), ...named("Key", textOf(key)) },
    };
  });
}

function textOf(text: Text): PlainValue[] {
  return text.length === 0 ? [] : [{ kind: "text", text }];
}

/** The keys of a request that deletes several objects. */
function keysIn(values: PlainValue[] | undefined): Parameters {
  const [value] = values ?? [];
  const objects = value?.kind === "record" ? listed(value.entries.Objects) : [];
  return named(
    "Key",
    objects.flatMap((each) => (each.kind === "record" ? (each.entries.Key ?? []) : [])),
  );
}

function listed(values: PlainValue[] | undefined): PlainValue[] {
  return (values ?? []).flatMap((each) => (each.kind === "list" ? each.items : []));
}

function named(name: string, values: PlainValue[] | undefined): Parameters {
  return values && values.length > 0 ? { [name]: values } : {};
}
