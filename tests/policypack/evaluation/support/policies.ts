/** Random documents, contexts and requests that touch each other often enough to be worth asking about. */
import type { Random } from "../../../support/random";

export interface RawStatement {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

export interface RawDocument {
  Version: "2012-10-17" | "2008-10-17";
  Statement: RawStatement[];
}

export interface RandomRequest {
  action: string;
  resource: string;
  context: Record<string, string | string[]>;
}

const ACTIONS = [
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
  "dynamodb:DescribeTable",
  "s3:GetObject",
  "s3:PutObject",
  "secretsmanager:GetSecretValue",
  "logs:PutLogEvents",
];

const ACTION_PATTERNS = [
  ...ACTIONS,
  "*",
  "dynamodb:*",
  "dynamodb:Get*",
  "DynamoDB:getitem",
  "dynamodb:*Item",
  "dynamodb:???Item",
  "s3:*Object",
  "S3:Get*",
  "secretsmanager:Get*Value",
  "logs:*",
  "ecs:*",
];

export const RESOURCES = [
  "arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
  "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/index/by-date",
  "arn:aws:dynamodb:us-east-1:444455556666:table/Alice",
  "arn:aws:s3:::data/reports/2026.csv",
  "arn:aws:s3:::data/home/alice/notes",
  "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-a1B2c3",
  "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/app:log-stream:web/1",
];

const RESOURCE_PATTERNS = [
  ...RESOURCES,
  "*",
  "arn:aws:dynamodb:*:*:table/*",
  "arn:aws:dynamodb:eu-west-1:111122223333:table/*",
  "arn:aws:dynamodb:eu-west-?:*:table/ord*",
  "arn:aws:dynamodb:*:111122223333:table/orders*",
  "arn:aws:dynamodb:*:*:table/*/index/*",
  "arn:aws:dynamodb:*:*:table/alice",
  "arn:*:dynamodb:*:*:table/??????",
  "arn:aws:s3:::data/*",
  "arn:aws:s3:::data/*/alice/*",
  "arn:aws:s3:::*",
  "arn:aws:s3:::data/home/${aws:username}/*",
  "arn:aws:s3:::data/home/${aws:PrincipalTag/team, 'alice'}/*",
  "arn:aws:dynamodb:us-east-1:444455556666:table/${aws:PrincipalTag/table}",
  "arn:aws:s3:::data/${*}/*",
  "arn:aws:secretsmanager:*:*:secret:prod/db-??????",
  "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/*",
  "arn:aws:logs:*:*:log-group:/ecs/*",
  "arn:aws:logs:*:*:log-group:/ecs/app:log-stream:*",
  "arn:aws:logs:*:*:*",
];

/** For NotResource: a variable that may lack a value makes the statement one of which AWS does not say what it does. */
const SPARED_PATTERNS = RESOURCE_PATTERNS.filter((pattern) => !/\$\{aws:[^,]*\}/.test(pattern));

interface KeySpec {
  key: string;
  values: string[];
  operators: string[];
  /** Values as a document may have them; by default those of requests. */
  written?: string[];
  many?: boolean;
}

const TEXT = ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"];
const LIKE = ["StringLike", "StringNotLike"];
const ARN = ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"];
const ORDER = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];

const KEYS: KeySpec[] = [
  {
    key: "aws:RequestedRegion",
    values: ["eu-west-1", "us-east-1", "EU-WEST-1"],
    written: ["eu-west-1", "us-east-1", "eu-*", "*", "??-west-1", "${aws:PrincipalTag/region, 'eu-west-1'}"],
    operators: [...TEXT, ...LIKE],
  },
  {
    key: "aws:username",
    values: ["alice", "Bob", "a*e"],
    written: ["alice", "bob", "a*", "a${*}e", "${aws:PrincipalTag/team}"],
    operators: [...TEXT, ...LIKE],
  },
  { key: "aws:PrincipalTag/team", values: ["alice", "data"], operators: [...TEXT, ...LIKE] },
  { key: "aws:PrincipalTag/table", values: ["Alice", "orders"], operators: TEXT },
  { key: "aws:PrincipalTag/region", values: ["eu-west-1", "us-east-1"], operators: TEXT },
  {
    key: "aws:SourceArn",
    values: ["arn:aws:ecs:eu-west-1:111122223333:task/a/b", "arn:aws:ecs:us-east-1:444455556666:cluster/c"],
    written: [
      "arn:aws:ecs:*:111122223333:*",
      "arn:aws:ecs:eu-west-1:111122223333:task/a/b",
      "arn:aws:ecs:*:cluster/c",
      "arn:*:ecs:us-????-1:*:cluster/${aws:PrincipalTag/cluster, 'c'}",
    ],
    operators: ARN,
  },
  {
    key: "s3:max-keys",
    values: ["1", "10", "10.5", "-3"],
    operators: ORDER.map((order) => `Numeric${order}`),
  },
  {
    key: "aws:CurrentTime",
    values: ["2026-01-01T00:00:00Z", "2025-06-30T12:00:00Z", "2026-01-01T01:00:00+01:00"],
    operators: ORDER.map((order) => `Date${order}`),
  },
  { key: "aws:SecureTransport", values: ["true", "false", "TRUE"], operators: ["Bool"] },
  { key: "kms:Digest", values: ["QUJD", "REVG"], operators: ["BinaryEquals"] },
  {
    key: "aws:SourceIp",
    values: ["203.0.113.7", "198.51.100.1", "2001:db8::1", "2001:db8:1::1"],
    written: ["203.0.113.0/24", "198.51.100.0/31", "2001:db8::/48", "::/0", "203.0.113.7/32"],
    operators: ["IpAddress", "NotIpAddress"],
  },
  {
    key: "aws:TagKeys",
    values: ["team", "cost", "Team"],
    written: ["team", "cost", "t*", "*"],
    operators: [...TEXT, ...LIKE],
    many: true,
  },
];

/**
 * A document with one to four statements. What the simulator gets wrong is left out (`simulator-mistakes.ts`): a 2008
 * document has no text in it that would be a variable, for one.
 */
export function randomDocument(random: Random): RawDocument {
  const Statement = random.several(1, 4, () => randomStatement(random));
  const old = random.chance(0.1) && !JSON.stringify(Statement).includes("${");
  return { Version: old ? "2008-10-17" : "2012-10-17", Statement };
}

function randomStatement(random: Random): RawStatement {
  const actions = oneOrMore(
    random.several(1, 3, () => random.pick(ACTION_PATTERNS)),
    random,
  );
  const spares = random.chance(0.15);
  const resources = oneOrMore(
    random.several(1, 3, () => random.pick(spares ? SPARED_PATTERNS : RESOURCE_PATTERNS)),
    random,
  );
  return {
    Effect: random.chance(0.7) ? "Allow" : "Deny",
    ...(random.chance(0.85) ? { Action: actions } : { NotAction: actions }),
    ...(spares ? { NotResource: resources } : { Resource: resources }),
    ...(random.chance(0.5) && { Condition: randomConditions(random) }),
  };
}

function randomConditions(random: Random): Record<string, Record<string, string | string[]>> {
  const block: Record<string, Record<string, string | string[]>> = {};
  for (const spec of random.several(1, 2, () => random.pick(KEYS))) {
    const operator = randomOperator(spec, random);
    const values =
      operator === "Null" ? random.pick(["true", "false"]) : writtenValues(spec, operator, random);
    (block[operator] ??= {})[randomCase(spec.key, random)] = values;
  }
  return block;
}

function randomOperator(spec: KeySpec, random: Random): string {
  if (random.chance(0.1)) return "Null";
  const ifExists = random.chance(0.2) ? "IfExists" : "";
  const operator = random.pick(spec.operators);
  const quantified = spec.many === true || random.chance(0.1);
  if (!quantified) return operator + ifExists;
  return `${random.pick(["ForAllValues", "ForAnyValue"])}:${operator}${ifExists}`;
}

function writtenValues(spec: KeySpec, operator: string, random: Random): string | string[] {
  const written = (spec.written ?? spec.values).filter(
    (text) => operator.endsWith("Like") || !text.includes("${*}"),
  );
  return oneOrMore(
    random.several(1, 3, () => random.pick(written)),
    random,
  );
}

function oneOrMore(items: string[], random: Random): string | string[] {
  return items.length === 1 && random.chance(0.5) ? items[0]! : items;
}

function randomCase(key: string, random: Random): string {
  return random.chance(0.1) ? key.toUpperCase() : key;
}

/** A request with a concrete resource and a context of which each key is there or not. */
export function randomRequest(random: Random): RandomRequest {
  const context: Record<string, string | string[]> = {};
  for (const spec of KEYS) {
    if (random.chance(0.35)) continue;
    context[spec.key] = spec.many
      ? random.several(1, 3, () => random.pick(spec.values))
      : random.pick(spec.values);
  }
  return { action: random.pick(ACTIONS), resource: random.pick(RESOURCES), context };
}

/** Every key that a random document or request may name. */
export const ALL_KEYS: readonly Pick<KeySpec, "key" | "values" | "many">[] = KEYS;
