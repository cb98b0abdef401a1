/** Random requests that other documents decide beside the principal's own: of resources, organizations and endpoints. */
import { contextOf } from "../../../../policypack/evaluation/conditions/request-context";
import { decide } from "../../../../policypack/evaluation/decisions/decide";
import type { Requester } from "../../../../policypack/evaluation/decisions/principal-match";
import type { Surroundings } from "../../../../policypack/evaluation/decisions/surroundings";
import type { Grammar } from "../../../../policypack/evaluation/reading/grammars";
import { readDocument } from "../../../../policypack/evaluation/reading/read-document";
import type { NamedDocument, Outcome } from "../../../../policypack/evaluation/types";
import type { Random } from "../../../support/random";
import { access } from "./access";
import type { RandomContext } from "./conditions";
import { type Kind, vocabularyOf } from "./kinds";
import {
  randomDocument,
  type RandomRequest,
  randomRequest,
  type RawDocument,
  type RawStatement,
  type Vocabulary,
} from "./policies";

export const ACCOUNT = "111122223333";
export const OTHER = "444455556666";

type Written = RawStatement & { Principal?: unknown; NotPrincipal?: unknown };

export interface Surrounded {
  /** The session, user or service that asks. */
  principal: string;
  resourceAccount: string;
  /** Whether the resource is a key, whose policy must grant. */
  isKey?: boolean;
  documents: RawDocument[];
  boundary?: RawDocument;
  resourcePolicy?: RawDocument;
  serviceControl: RawDocument[][];
  resourceControl: RawDocument[];
  endpoint?: RawDocument;
  request: RandomRequest;
}

const ROLE = `arn:aws:iam::${ACCOUNT}:role/ecs/app`;
export const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/app/task`;
const USER = `arn:aws:iam::${ACCOUNT}:user/alice`;
const SERVICE = "events.amazonaws.com";
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

const REQUESTERS: Record<string, Requester> = {
  [SESSION]: { principalArn: ROLE, account: ACCOUNT },
  [USER]: { principalArn: USER, account: ACCOUNT },
  [SERVICE]: { service: SERVICE },
};

const PRINCIPALS = [
  "*",
  { AWS: "*" },
  { AWS: ROLE },
  { AWS: USER },
  { AWS: [ROLE, USER] },
  { AWS: ACCOUNT },
  { AWS: ROOT },
  { AWS: `arn:aws:iam::${OTHER}:root` },
  { AWS: `arn:aws:iam::${ACCOUNT}:role/other` },
  { Service: SERVICE },
  { AWS: ROLE, Service: "sns.amazonaws.com" },
];

/** Of which it is sure whom they leave out: nobody of the account, or one whose account stands beside it. */
const EXCEPTED = [
  { AWS: `arn:aws:iam::${OTHER}:root` },
  { AWS: [ROLE, USER, ROOT, SESSION] },
  { Service: SERVICE, AWS: `arn:aws:iam::${OTHER}:root` },
];

/** Statements of which each is about somebody; those about everything grant often enough to be worth asking about. */
function withPrincipals(document: RawDocument, kind: Kind, random: Random): RawDocument {
  const Statement = document.Statement.map((each): Written => {
    const statement = kind.isMeantItself && random.chance(0.6) ? withoutResource(each) : each;
    if (random.chance(0.15)) return { ...statement, NotPrincipal: random.pick(EXCEPTED) };
    const named = { ...statement, Principal: random.pick(PRINCIPALS) };
    return random.chance(0.4) ? widened(named) : named;
  });
  return { ...document, Statement };
}

function withoutResource({ Resource: _r, NotResource: _n, ...statement }: Written): Written {
  return statement;
}

function widened({ NotAction: _a, NotResource: _r, ...statement }: Written): Written {
  return { ...statement, Action: "*", Resource: "*" };
}

function limiting(random: Random, words: Vocabulary): RawDocument {
  const full: RawStatement = { Effect: "Allow", Action: "*", Resource: "*" };
  const document = randomDocument(random, words);
  return random.chance(0.7) ? { ...document, Statement: [full, ...document.Statement] } : document;
}

function onlyDenying(document: RawDocument): RawDocument {
  const Statement = document.Statement.map((each): Written => ({ ...each, Effect: "Deny", Principal: "*" }));
  return { ...document, Version: "2012-10-17", Statement };
}

/** A request about a resource of this kind, in the account of who asks or in another. */
export function randomSurrounded(random: Random, kind: Kind): Surrounded {
  const resourceAccount = random.chance(0.7) ? ACCOUNT : OTHER;
  const words = vocabularyOf(kind, resourceAccount);
  const mayBeWide = (document: RawDocument) =>
    random.chance(0.3) ? { ...document, Statement: document.Statement.map(widened) } : document;
  const own = () => mayBeWide(randomDocument(random, words));
  const principal = random.chance(0.6) ? SESSION : random.chance(0.6) ? USER : SERVICE;
  const isService = principal === SERVICE;
  const hasBoundary = !isService && random.chance(0.3);
  const ofResource = () => withPrincipals(randomDocument(random, words), kind, random);
  return {
    principal,
    resourceAccount,
    ...(kind.isKey && { isKey: true }),
    documents: isService ? [] : random.several(1, 2, own),
    ...(hasBoundary && { boundary: own() }),
    ...(random.chance(0.8) && { resourcePolicy: ofResource() }),
    serviceControl:
      !isService && random.chance(0.3) ? random.several(1, 2, () => [limiting(random, words)]) : [],
    resourceControl: random.chance(0.2) ? [onlyDenying(randomDocument(random, words))] : [],
    ...(random.chance(0.2) && { endpoint: withEveryone(limiting(random, words)) }),
    request: randomRequest(random, words),
  };
}

function withEveryone(document: RawDocument): RawDocument {
  return { ...document, Statement: document.Statement.map((each): Written => ({ ...each, Principal: "*" })) };
}

function read(name: string, document: RawDocument, grammar: Grammar): NamedDocument {
  return { name, kind: "inline", reading: readDocument(document, grammar) };
}

export function decidedSurrounded(example: Surrounded): Outcome {
  const { principal, request, boundary, resourcePolicy, endpoint } = example;
  const own = access(
    example.documents.map((document, index) => read(`policy-${index}`, document, "identity")),
    boundary && { boundary: { ...read("boundary", boundary, "identity"), kind: "boundary" } },
  );
  const around: Surroundings = {
    requester: REQUESTERS[principal] ?? {},
    resource: {
      documents: resourcePolicy ? [read("resource", resourcePolicy, "one resource")] : [],
      unknowns: [],
      rule: example.isKey ? "key" : "either",
      isSameAccount: principal === SERVICE || example.resourceAccount === ACCOUNT,
      name: "the resource",
    },
    serviceControl: example.serviceControl.map((level) =>
      level.map((document) => read("scp", document, "service control")),
    ),
    denying: example.resourceControl.map((document) => read("rcp", document, "resource control")),
    ...(endpoint && { endpoints: [read("endpoint", endpoint, "resource")] }),
  };
  const context = contextOf(contextOfSurrounded(example), () => ({ state: "absent" }));
  return decide(own, { ...request, context }, around).outcome;
}

/** With what the simulator fills in by itself. */
export function contextOfSurrounded({ principal, request, resourceAccount }: Surrounded): RandomContext {
  const { principalArn } = REQUESTERS[principal] ?? {};
  return {
    ...request.context,
    ...(principalArn !== undefined && { "aws:PrincipalArn": principalArn, "aws:PrincipalAccount": ACCOUNT }),
    "aws:ResourceAccount": resourceAccount,
  };
}
