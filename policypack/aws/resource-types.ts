/**
 * The types of resources that the pack knows, of both providers: what each of them is, and what its properties are
 * called. A type that a rule is to know gets its row in one of the tables, and nowhere else is one named.
 *
 * https://www.pulumi.com/registry/packages/aws/ and https://www.pulumi.com/registry/packages/aws-native/
 */
import type { ResourceKind, ResourceType } from "./resource-type";
import { COMPUTE } from "./resource-types/compute";
import { CONTAINERS } from "./resource-types/containers";
import { DATA } from "./resource-types/data";
import { IAM } from "./resource-types/iam";
import { LOGS } from "./resource-types/logs";
import { MESSAGES } from "./resource-types/messages";
import { NETWORK } from "./resource-types/network";
import { ORGANIZATIONS } from "./resource-types/organizations";
import { SECRETS } from "./resource-types/secrets";
import { STARTERS } from "./resource-types/starters";

const TABLES = [IAM, CONTAINERS, LOGS, SECRETS, DATA, MESSAGES, STARTERS, COMPUTE, NETWORK, ORGANIZATIONS];

const TYPES = new Map(TABLES.flat().map((row) => [row.type, row]));
const KINDS = new Map<ResourceKind, ResourceType[]>();
for (const row of TYPES.values()) KINDS.set(row.is, [...(KINDS.get(row.is) ?? []), row]);
const WITH_POLICIES = [...TYPES.values()].filter(({ resourcePolicy }) => resourcePolicy !== undefined);

/** What is known of a type; undefined for one that is not in the table. */
export function resourceType(type: string): ResourceType | undefined {
  return TYPES.get(type);
}

/** Whether a type is one of those kinds. */
export function isA(type: string, ...kinds: ResourceKind[]): boolean {
  const known = TYPES.get(type);
  return known !== undefined && kinds.includes(known.is);
}

/** The types of those kinds, kind by kind in the table's order. */
export function typesOf(...kinds: ResourceKind[]): ResourceType[] {
  return kinds.flatMap((kind) => KINDS.get(kind) ?? []);
}

/** The types that carry policies of resources, in the table's order. */
export function typesWithResourcePolicies(): ResourceType[] {
  return WITH_POLICIES;
}

/** The service of a type of either provider, e.g. `iam`; undefined for those of other providers. */
export function serviceOf(type: string): string | undefined {
  return /^aws(?:-native)?:([^:/]+)[:/]/.exec(type)?.[1];
}

/** Whether the type is of `aws-native`, which takes AWS's own API at its word. */
export function isNative(type: string): boolean {
  return type.startsWith("aws-native:");
}
