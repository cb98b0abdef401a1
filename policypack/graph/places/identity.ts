/** Which account, region and partition the stack is in. */
import { serviceOf } from "../../aws/resource-types";
import { arnsIn, arnStart } from "../../aws/arn";
import { partitionOf } from "../../aws/partitions";
import { isRecord, text } from "../resources/plain";
import type { StackSettings } from "../settings";
import type { PlainResource } from "../types";

export interface Identity {
  partition?: string;
  account?: string;
  region?: string;
}

/** Services whose resources' ARNs, in documents and references, speak of the stack's own account. */
const TELLING = new Set(["iam", "ecs"]);

/** What is often another account's: images, secrets and their keys are shared. */
const SHARED = new Set(["ecr", "kms", "secretsmanager"]);

/**
 * From config; else from what the resources and their providers say of themselves, if they agree; else from the ARNs
 * that IAM and ECS resources are made with, if more than half agree. Undefined where none of it tells.
 */
export function identityOf(resources: PlainResource[], settings: StackSettings): Identity {
  const { partition, account, region } = settings;
  if (partition && account && region) return { partition, account, region };
  const certain = certainIdentity(resources);
  const isEnough = (account ?? certain.account) && (region ?? certain.region);
  const likely = isEnough ? {} : likelyIdentity(resources);
  const foundRegion = region ?? certain.region ?? likely.region;
  return {
    account: account ?? certain.account ?? likely.account,
    region: foundRegion,
    // A region lies in one partition, whatever ARNs of other partitions are named.
    partition: partition ?? certain.partition ?? (foundRegion ? partitionOf(foundRegion) : likely.partition),
  };
}

/** What resources and their providers say of themselves, if they agree. */
export function certainIdentity(resources: PlainResource[]): Identity {
  const own = new Evidence();
  for (const resource of resources) own.add(ofResource(resource));
  return {
    account: own.unanimous("account"),
    region: own.unanimous("region"),
    partition: own.unanimous("partition"),
  };
}

/**
 * What most of the ARNs say that IAM and ECS resources are made with; first of those that name what tasks have in their
 * own account as a rule.
 */
export function likelyIdentity(resources: PlainResource[]): Identity {
  const { usual, all } = namedIn(resources);
  const found = (key: keyof Identity) => usual.majority(key) ?? all.majority(key);
  return { account: found("account"), region: found("region"), partition: found("partition") };
}

/** All accounts and regions that IAM and ECS resources are made with, those that are named most often first. */
export function namedIdentities(resources: PlainResource[]): { accounts: string[]; regions: string[] } {
  const { all } = namedIn(resources);
  return { accounts: all.ranked("account"), regions: all.ranked("region") };
}

function namedIn(resources: PlainResource[]): { usual: Evidence; all: Evidence } {
  const named = { usual: new Evidence(), all: new Evidence() };
  for (const { type, props } of resources) if (TELLING.has(serviceOf(type) ?? "")) scan(props, named);
  return named;
}

/** What a resource says of where it lies: its ARN, its region, its provider's settings. */
export function ofResource({ props, provider }: PlainResource): Identity {
  const arn = typeof props.arn === "string" ? arnStart(props.arn) : undefined;
  return {
    partition: arn?.partition,
    account: arn?.account ?? accountOfProvider(provider?.props),
    region: arn?.region || text(props.region) || text(provider?.props.region),
  };
}

/** An AWS provider that admits one account only, or assumes a role in one, works in that account. */
function accountOfProvider(props: Record<string, unknown> | undefined): string | undefined {
  if (!props) return undefined;
  const allowed = list(props.allowedAccountIds);
  if (allowed.length === 1 && typeof allowed[0] === "string") return allowed[0];
  const assumed = [...list(props.assumeRoles), ...list(props.assumeRole)].at(-1);
  const arn = isRecord(assumed) ? assumed.roleArn : undefined;
  return typeof arn === "string" ? arnStart(arn)?.account : undefined;
}

/** Provider settings are JSON text on the wire, lists or single objects. */
function list(value: unknown): unknown[] {
  let plain = value;
  if (typeof value === "string") {
    try {
      plain = JSON.parse(value);
    } catch {
      return [];
    }
  }
  if (Array.isArray(plain)) return plain;
  return isRecord(plain) ? [plain] : [];
}

/** Counts what is said for each of account, region and partition. */
class Evidence {
  private readonly votes: Record<keyof Identity, Map<string, number>> = {
    partition: new Map(),
    account: new Map(),
    region: new Map(),
  };

  add(said: Identity): void {
    for (const key of ["partition", "account", "region"] as const) {
      const value = said[key];
      if (value) this.votes[key].set(value, (this.votes[key].get(value) ?? 0) + 1);
    }
  }

  unanimous(key: keyof Identity): string | undefined {
    const votes = this.votes[key];
    return votes.size === 1 ? [...votes.keys()][0] : undefined;
  }

  majority(key: keyof Identity): string | undefined {
    const votes = [...this.votes[key]];
    const all = votes.reduce((sum, [, count]) => sum + count, 0);
    return votes.find(([, count]) => count * 2 > all)?.[0];
  }

  ranked(key: keyof Identity): string[] {
    return [...this.votes[key]]
      .sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
      .map(([value]) => value);
  }
}

/** An account may stand alone, too, as in a condition on `aws:SourceAccount`. */
function scan(value: unknown, evidence: { usual: Evidence; all: Evidence }): void {
  if (typeof value === "string") {
    for (const [, account] of value.matchAll(/"(\d{12})"/g)) evidence.all.add({ account });
    if (/^\d{12}$/.test(value)) evidence.all.add({ account: value });
    for (const { partition, service, region, account } of arnsIn(value)) {
      const said = { partition, region: region.includes("*") ? undefined : region || undefined, account };
      evidence.all.add(said);
      if (!SHARED.has(service)) evidence.usual.add(said);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const each of Object.values(value)) scan(each, evidence);
  }
}
