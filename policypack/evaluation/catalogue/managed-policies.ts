/**
 * The AWS managed policies: that they exist, under which path, and what they let through. The documents of those that
 * ECS teams attach ship too. Written by `npm run catalogue`; see `policypack/scripts/shipped-documents.ts`.
 */
import { awsManagedName } from "../../aws/iam-arn";
import { once, readCatalogueFile } from "./data-file";
import { nearest } from "./nearest";

/** A line of `managed-policies.jsonl`. */
export interface ManagedPolicyEntry {
  /** Path and name, e.g. `service-role/AmazonECSTaskExecutionRolePolicy`. */
  policy: string;
  passesRoles?: "scoped" | "wide";
  passedTo?: string[];
  denies?: true;
  administrator?: true;
  raises?: string[];
}

/** A line of `managed-policy-documents.jsonl`. */
export interface DocumentEntry {
  policy: string;
  document: object;
}

export interface AwsManagedPolicy {
  /** As asked for, so of the caller's partition. */
  arn: string;
  name: string;
  /** Begins and ends with a slash. */
  path: string;
  /** The document of its present version, for those policies whose documents ship. */
  document?: object;
  /**
   * `wide` if it lets roles be passed by a pattern that leaves their names open altogether, `scoped` if only roles
   * whose names begin or end in a given way.
   */
  passesRoles: "none" | "scoped" | "wide";
  /** The services that `iam:PassedToService` limits wide passing to; undefined where it is not so limited. */
  passedTo?: string[];
  /** Whether its document contains a Deny. */
  denies: boolean;
  /** Whether it allows every action on every resource. */
  administrator: boolean;
  /** The ways by which who has it alone can raise its rights, each by its actions: `iam:PassRole, lambda:CreateFunction`. */
  raises: string[];
}

const policies = once(() => readCatalogueFile<ManagedPolicyEntry>("managed-policies.jsonl"));
const documents = once(() => readCatalogueFile<DocumentEntry>("managed-policy-documents.jsonl"));

/** Whether this is the form of an AWS managed policy's ARN, of any partition, existing or not. */
export function isAwsManagedPolicyArn(arn: string): boolean {
  return awsManagedName(arn) !== undefined;
}

/** The AWS managed policy of that ARN, in any partition; undefined if AWS's list has none of that path and name. */
export function awsManagedPolicy(arn: string): AwsManagedPolicy | undefined {
  const pathAndName = awsManagedName(arn);
  const entry = pathAndName === undefined ? undefined : policies().entry(pathAndName);
  if (!entry) return undefined;
  const slash = entry.policy.lastIndexOf("/");
  const document = documents().entry(entry.policy)?.document;
  return {
    arn,
    name: entry.policy.slice(slash + 1),
    path: `/${entry.policy.slice(0, slash + 1)}`,
    ...(document ? { document } : {}),
    passesRoles: entry.passesRoles ?? "none",
    ...(entry.passedTo ? { passedTo: entry.passedTo } : {}),
    denies: entry.denies ?? false,
    administrator: entry.administrator ?? false,
    raises: entry.raises ?? [],
  };
}

/**
 * The existing policies whose names come nearest to a name, nearest first, as path and name
 * (`service-role/AmazonECSTaskExecutionRolePolicy`). Service-linked roles' policies are left out: they cannot be attached.
 */
export function nearestManagedPolicies(name: string, n = 3): string[] {
  const attachable = policies().keys.filter((key) => !key.startsWith("aws-service-role/"));
  return nearest(name.slice(name.lastIndexOf("/") + 1), attachable, n, (key) =>
    key.slice(key.lastIndexOf("/") + 1),
  );
}

const raising = once(() => policies().keys.filter((key) => isRaising(policies().entry(key))));

/** Path and name of those policies of AWS that make an administrator of whoever has them, at once or by changing IAM. */
export function raisingManagedPolicies(): string[] {
  return raising();
}

function isRaising(entry: ManagedPolicyEntry | undefined): boolean {
  const isOfIam = (way: string) => /^iam:(?!PassRole)/.test(way);
  return entry !== undefined && (entry.administrator === true || (entry.raises ?? []).some(isOfIam));
}

/** Day of AWS's latest change that the catalogue knows, `YYYY-MM-DD`. */
export function catalogueDate(): string {
  return policies().header.date;
}
