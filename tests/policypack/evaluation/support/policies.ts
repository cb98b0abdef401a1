/** Random documents, contexts and requests that touch each other often enough to be worth asking about. */
import type { Random } from "../../../support/random";
import { type KeySpec, oneOrMore, type RandomContext, randomConditions, randomContext } from "./conditions";

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
  context: RandomContext;
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
function isSure(pattern: string): boolean {
  return !/\$\{aws:[^,]*\}/.test(pattern);
}

/** What documents and requests are made of. */
export interface Vocabulary {
  actions: string[];
  actionPatterns: string[];
  resources: string[];
  resourcePatterns: string[];
  /** Keys that only these requests carry. */
  keys: KeySpec[];
}

const GENERAL: Vocabulary = {
  actions: ACTIONS,
  actionPatterns: ACTION_PATTERNS,
  resources: RESOURCES,
  resourcePatterns: RESOURCE_PATTERNS,
  keys: [],
};

/**
 * A document with one to four statements. What the simulator gets wrong is left out (`simulator-mistakes.ts`): a 2008
 * document has no text in it that would be a variable, for one.
 */
export function randomDocument(random: Random, words: Vocabulary = GENERAL): RawDocument {
  const Statement = random.several(1, 4, () => randomStatement(random, words));
  const old = random.chance(0.1) && !JSON.stringify(Statement).includes("${");
  return { Version: old ? "2008-10-17" : "2012-10-17", Statement };
}

function randomStatement(random: Random, words: Vocabulary): RawStatement {
  const actions = oneOrMore(
    random.several(1, 3, () => random.pick(words.actionPatterns)),
    random,
  );
  const spares = random.chance(0.15);
  const patterns = spares ? words.resourcePatterns.filter(isSure) : words.resourcePatterns;
  const resources = oneOrMore(
    random.several(1, 3, () => random.pick(patterns)),
    random,
  );
  return {
    Effect: random.chance(0.7) ? "Allow" : "Deny",
    ...(random.chance(0.85) ? { Action: actions } : { NotAction: actions }),
    ...(spares ? { NotResource: resources } : { Resource: resources }),
    ...(random.chance(0.5) && { Condition: randomConditions(random, words.keys) }),
  };
}

/** A request with a concrete resource and a context of which each key is there or not. */
export function randomRequest(random: Random, words: Vocabulary = GENERAL): RandomRequest {
  return {
    action: random.pick(words.actions),
    resource: random.pick(words.resources),
    context: randomContext(random, words.keys),
  };
}
