/** Random requests that other documents decide beside the principal's own: of resources, organizations and endpoints. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { EvaluationResult } from "@cloud-copilot/iam-simulate";
import { contextOf } from "../../../../policypack/evaluation/conditions/request-context";
import { decide } from "../../../../policypack/evaluation/decisions/decide";
import type { Surroundings } from "../../../../policypack/evaluation/decisions/surroundings";
import { readDocument } from "../../../../policypack/evaluation/reading/read-document";
import type { NamedDocument, Outcome } from "../../../../policypack/evaluation/types";
import type { Grammar } from "../../../../policypack/evaluation/reading/grammars";
import type { Random } from "../../../support/random";
import { access } from "./access";
import {
  randomDocument,
  type RandomRequest,
  randomRequest,
  type RawDocument,
  type RawStatement,
} from "./policies";

const ACCOUNT = "111122223333";
const OTHER = "444455556666";

type Written = RawStatement & { Principal?: unknown; NotPrincipal?: unknown };

export interface Surrounded {
  /** The session that asks. */
  principal: string;
  resourceAccount: string;
  documents: RawDocument[];
  boundary?: RawDocument;
  resourcePolicy?: RawDocument;
  serviceControl: RawDocument[][];
  resourceControl: RawDocument[];
  endpoint?: RawDocument;
  request: RandomRequest;
}

const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/app/task`;
const USER = `arn:aws:iam::${ACCOUNT}:user/alice`;
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const KMS = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"];

const PRINCIPALS = [
  "*",
  { AWS: "*" },
  { AWS: ROLE },
  { AWS: USER },
  { AWS: [ROLE, USER] },
  { AWS: ACCOUNT },
  { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  { AWS: `arn:aws:iam::${OTHER}:root` },
  { AWS: `arn:aws:iam::${ACCOUNT}:role/other` },
  { Service: "events.amazonaws.com" },
  { AWS: ROLE, Service: "sns.amazonaws.com" },
];

/** Statements of which each is about somebody; those about everything grant often enough to be worth asking about. */
function withPrincipals(document: RawDocument, random: Random): RawDocument {
  const Statement = document.Statement.map((statement): Written => {
    const named = { ...statement, Principal: random.pick(PRINCIPALS) };
    return random.chance(0.4) ? widened(named) : named;
  });
  return { ...document, Statement };
}

function widened({ NotAction: _a, NotResource: _r, ...statement }: Written): Written {
  return { ...statement, Action: "*", Resource: "*" };
}

function limiting(random: Random): RawDocument {
  const full: RawStatement = { Effect: "Allow", Action: "*", Resource: "*" };
  const document = randomDocument(random);
  return random.chance(0.7) ? { ...document, Statement: [full, ...document.Statement] } : document;
}

function onlyDenying(document: RawDocument): RawDocument {
  const Statement = document.Statement.map((each): Written => ({ ...each, Effect: "Deny", Principal: "*" }));
  return { ...document, Version: "2012-10-17", Statement };
}

export function randomSurrounded(random: Random): Surrounded {
  const asked = randomRequest(random);
  const isKey = random.chance(0.25);
  const request = isKey ? { ...asked, action: random.pick(KMS), resource: KEY } : asked;
  const mayBeWide = (document: RawDocument) =>
    random.chance(0.3) ? { ...document, Statement: document.Statement.map(widened) } : document;
  return {
    principal: random.chance(0.6) ? SESSION : USER,
    resourceAccount: random.chance(0.7) ? ACCOUNT : OTHER,
    documents: random.several(1, 2, () => mayBeWide(randomDocument(random))),
    ...(random.chance(0.3) && { boundary: mayBeWide(randomDocument(random)) }),
    ...(random.chance(0.8) && { resourcePolicy: withPrincipals(randomDocument(random), random) }),
    serviceControl: random.chance(0.3) ? random.several(1, 2, () => [limiting(random)]) : [],
    resourceControl: random.chance(0.2) ? [onlyDenying(randomDocument(random))] : [],
    ...(random.chance(0.2) && { endpoint: withEveryone(limiting(random)) }),
    request,
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
  const isSession = principal === SESSION;
  const own = access(
    example.documents.map((each, index) => read(`policy-${index}`, each, "identity")),
    boundary && { boundary: { ...read("boundary", boundary, "identity"), kind: "boundary" } },
  );
  const around: Surroundings = {
    requester: { principalArn: isSession ? ROLE : USER, account: ACCOUNT },
    resource: {
      documents: resourcePolicy ? [read("resource", resourcePolicy, "resource")] : [],
      unknowns: [],
      rule: request.resource === KEY ? "key" : "either",
      isSameAccount: example.resourceAccount === ACCOUNT,
      name: "the resource",
    },
    serviceControl: example.serviceControl.map((level) =>
      level.map((each) => read("scp", each, "service control")),
    ),
    denying: example.resourceControl.map((each) => read("rcp", each, "resource control")),
    ...(endpoint && { endpoints: [read("endpoint", endpoint, "resource")] }),
  };
  const context = contextOf(withPrincipal(example), () => ({ state: "absent" }));
  return decide(own, { ...request, context }, around).outcome;
}

/** What the simulator fills in by itself. */
function withPrincipal({ principal, request, resourceAccount }: Surrounded): RandomRequest["context"] {
  return {
    ...request.context,
    "aws:PrincipalArn": principal === SESSION ? ROLE : USER,
    "aws:PrincipalAccount": ACCOUNT,
    "aws:ResourceAccount": resourceAccount,
  };
}

/** The simulator's own engine: its entry point without checks leaves endpoints out, and stumbles over policies of resources. */
interface Engine {
  authorize(request: object): { result: EvaluationResult };
}
type Constructor = new (...args: unknown[]) => object;

const load = createRequire(__filename);
const inside = (file: string): unknown =>
  load(join(dirname(load.resolve("@cloud-copilot/iam-simulate")), file));
const { authorize } = inside("core_engine/CoreSimulatorEngine.js") as Engine;
const { AwsRequestImpl } = inside("request/request.js") as { AwsRequestImpl: Constructor };
const { RequestContextImpl } = inside("requestContext.js") as { RequestContextImpl: Constructor };
const { DiscoveryContextKeyConstraints } = inside("context_keys/discoveryContextKeyConstraints.js") as {
  DiscoveryContextKeyConstraints: Constructor;
};
const { loadPolicy } = load("@cloud-copilot/iam-policy") as {
  loadPolicy(document: unknown, metadata: { name: string }): object;
};

const EVERYTHING = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
};

export function simulatedSurrounded(example: Surrounded): EvaluationResult {
  const { principal, request, boundary, resourcePolicy, endpoint, resourceAccount } = example;
  const named = (policy: unknown, index = 0) => loadPolicy(policy, { name: `policy-${index}` });
  const level = (policies: unknown[], index: number) => ({
    orgIdentifier: `level-${index}`,
    policies: policies.map(named),
  });
  return authorize({
    request: new AwsRequestImpl(
      principal,
      { resource: request.resource, accountId: resourceAccount },
      request.action,
      new RequestContextImpl(withPrincipal(example)),
    ),
    identityPolicies: example.documents.map(named),
    serviceControlPolicies: example.serviceControl.map(level),
    resourceControlPolicies: example.resourceControl.map((each, index) => level([EVERYTHING, each], index)),
    resourcePolicy: resourcePolicy && named(resourcePolicy),
    permissionBoundaries: boundary && [named(boundary)],
    vpcEndpointPolicies: endpoint && [named(endpoint)],
    simulationParameters: {
      simulationMode: "Strict",
      discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([]),
    },
  }).result;
}
