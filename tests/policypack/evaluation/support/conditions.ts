/** Random conditions, and the contexts that they are about. */
import type { Random } from "../../../support/random";

export type RandomContext = Record<string, string | string[]>;

/** A context key: the values of requests, and the operators that fit it. */
export interface KeySpec {
  key: string;
  values: string[];
  operators: string[];
  /** Values as a document may have them; by default those of requests. */
  written?: string[];
  many?: boolean;
}

export const TEXT = [
  "StringEquals",
  "StringNotEquals",
  "StringEqualsIgnoreCase",
  "StringNotEqualsIgnoreCase",
];
export const LIKE = ["StringLike", "StringNotLike"];
export const ARN = ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"];
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

/** One or two operators with keys of these and of those that all requests have. */
export function randomConditions(
  random: Random,
  own: readonly KeySpec[] = [],
): Record<string, Record<string, string | string[]>> {
  const block: Record<string, Record<string, string | string[]>> = {};
  for (const spec of random.several(1, 2, () =>
    random.pick(own.length > 0 && random.chance(0.5) ? own : KEYS),
  )) {
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

/** A list of one is mostly written without the list. */
export function oneOrMore(items: string[], random: Random): string | string[] {
  return items.length === 1 && random.chance(0.5) ? items[0]! : items;
}

function randomCase(key: string, random: Random): string {
  return random.chance(0.1) ? key.toUpperCase() : key;
}

/** A context of which each key is there or not. */
export function randomContext(random: Random, own: readonly KeySpec[] = []): RandomContext {
  const context: RandomContext = {};
  for (const spec of [...KEYS, ...own]) {
    if (random.chance(0.35)) continue;
    context[spec.key] = spec.many
      ? random.several(1, 3, () => random.pick(spec.values))
      : random.pick(spec.values);
  }
  return context;
}

/** Every key that a random document or request may name, whatever it is about. */
export const ALL_KEYS: readonly Pick<KeySpec, "key" | "values" | "many">[] = KEYS;
