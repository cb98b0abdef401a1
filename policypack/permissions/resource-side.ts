/** What decides a request from the side of the resource that it names: its policies, wherever they come from. */
import { parseArn } from "../aws/arn";
import { isPublicRegistry } from "../aws/public-registries";
import type { PolicyCarrier } from "../aws/resource-type";
import type { ResourceSide } from "../evaluation/decisions/surroundings";
import type { NamedDocument, UnknownAccess } from "../evaluation/types";
import { carrierOf, namesOne } from "../graph/resource-policies/carrier-arns";
import { nameOf } from "../graph/resources/names";
import type { PlainResource, PoliciesOnResource, StackModel } from "../graph/types";

/** What is known of a resource beside its ARN. */
export interface Declared {
  /** The one of the stack that is meant, where its ARN is not known. */
  resource?: PlainResource;
  /** The account that it lies in, where its ARN does not tell. */
  account?: string;
}

/** The side of the resource; undefined where the request is about no one resource whose policy would count. */
export function resourceSideOf(
  model: StackModel,
  asking: AskingAccount,
  arn: string,
  { resource: declared, account }: Declared = {},
): ResourceSide | undefined {
  const carrier = carrierOf(arn);
  if (!carrier || !(declared || namesOne(carrier.arn)) || !COUNTING.has(carrier.on)) return undefined;
  if (carrier.on === "repository" && isPublicRegistry(parseArn(carrier.arn)?.account ?? "")) return undefined;
  const found = model.resourcePolicies.on({ arn: carrier.arn, resource: declared });
  const ofConfig = found.origin === "elsewhere" ? model.declared.policiesOn(carrier.arn) : [];
  const isSameAccount = isOfAccount(
    model,
    asking,
    account ?? parseArn(carrier.arn)?.account ?? "",
    found,
    ofConfig,
  );
  const documents = [...found.policies, ...found.possible.map(possibly), ...ofConfig];
  const isSilent = documents.length === 0 && found.origin !== "created";
  return {
    documents,
    unknowns: isSilent && isSameAccount === false ? [elsewhere(carrier.arn)] : [],
    rule: carrier.on === "key" ? "key" : "either",
    isSameAccount,
    handsOver: carrier.on === "key" && isSameAccount !== false && hasDefault(found) && ofConfig.length === 0,
    name: nameIn(carrier.on, carrier.arn, found.resource),
  };
}

/**
 * What carries policies that speak of principals. Those of log groups AWS enforces for its services alone.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
 */
const COUNTING = new Set<PolicyCarrier>([
  "bucket",
  "access point",
  "key",
  "secret",
  "repository",
  "queue",
  "topic",
  "table",
  "stream",
  "file system",
  "domain",
  "function",
]);

/** A key that nobody gives a policy has AWS's, by which it hands over to its account; grants are no such policy. */
function hasDefault({ policies, possible }: PoliciesOnResource): boolean {
  return [...policies, ...possible].every(({ isAddition }) => isAddition);
}

/** The account of who asks. */
export interface AskingAccount {
  /** Undefined where nothing tells. */
  account?: string;
  /** Only documents tell: it may be another one. */
  isGuessed: boolean;
}

/**
 * What does not tell its account, as a bucket's ARN, is taken to be of the one that asks; and so is what nobody tells the policy of, where
 * only documents tell which account asks.
 */
function isOfAccount(
  model: StackModel,
  { account, isGuessed }: AskingAccount,
  named: string,
  found: PoliciesOnResource,
  ofConfig: NamedDocument[],
): boolean | undefined {
  if (account === undefined) return true;
  const places = found.resource ? model.accountsAndRegionsOf(found.resource) : [];
  const own = /^\d{12}$/.test(named) ? [named] : places.flatMap((place) => place.account ?? account);
  if (own.length === 0 || own.includes(account)) return true;
  if (!isGuessed) return false;
  return found.policies.length + found.possible.length + ofConfig.length > 0 ? undefined : true;
}

function elsewhere(arn: string): UnknownAccess {
  return { fact: { kind: "resource-policy-elsewhere", resource: arn } };
}

const possible = new WeakMap<NamedDocument, NamedDocument>();

/** A policy of which it is open whether it is about what is asked for: each of its statements may apply, or not. */
export function possibly(policy: NamedDocument): NamedDocument {
  const known = possible.get(policy);
  if (known) return known;
  const { reading } = policy;
  const made: NamedDocument =
    reading.state === "known"
      ? {
          ...policy,
          reading: {
            state: "known",
            document: {
              ...reading.document,
              statements: reading.document.statements.map((each) => ({ ...each, unknown: true })),
            },
          },
        }
      : policy;
  possible.set(policy, made);
  return made;
}

function nameIn(on: PolicyCarrier, arn: string, resource: PlainResource | undefined): string {
  const hasName = on !== "key" && on !== "file system";
  const ofStack = resource && ((hasName ? nameOf(resource) : undefined) ?? resource.name);
  return `the ${on} ${ofStack ?? parseArn(arn)?.resource.replace(/^[a-z-]+[/:]/, "") ?? arn}`;
}
