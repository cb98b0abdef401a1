import { ARN_FIELDS, arnFields } from "../../aws/arn";
import { resourceType } from "../../aws/resource-types";
import type { PolicyCarrier } from "../../aws/resource-type";
import type { ResourcePolicyPlace } from "../../documents/unknown-documents";
import { intersects } from "../../evaluation/patterns/pattern";
import type { Statement } from "../../evaluation/types";
import { carrierArn } from "../../graph/resource-policies/carrier-arns";
import { nameOf } from "../../graph/resources/names";

/** Whose policies name it by ARN, so that another ARN is a mistake; endpoints and organizations are about anything. */
const NAMED = new Set<PolicyCarrier>([
  "bucket",
  "access point",
  "key",
  "secret",
  "repository",
  "registry",
  "queue",
  "topic",
  "table",
  "stream",
  "file system",
  "log groups",
  "domain",
  "function",
]);

/** What stands behind the ARN of the carrier in requests for its parts: objects, indexes, versions. */
const PARTS: Partial<Record<PolicyCarrier, string>> = {
  bucket: "/*",
  "access point": "/*",
  table: "/*",
  stream: "/*",
  domain: "/*",
  function: ":*",
  "log groups": ":*",
};

/** Nothing is known of where the resource lies. */
const ANYWHERE = { partition: "*", region: "*", account: "*" };

/** Whether a statement of the policy of a resource names only resources that are neither that one nor a part of it. */
export function isAboutOthers(place: ResourcePolicyPlace, { resources }: Statement): boolean {
  const { on } = place.carried;
  if (!resources || resources.negated || !NAMED.has(on)) return false;
  const own = ownArns(place);
  return resources.patterns.every(
    (pattern) => !pattern.includes("${") && own.every((arn) => !mayBe(arn, pattern)),
  );
}

/** Field by field: a `*` for an account that is not known would else run over all that follows. */
function mayBe(arn: string, pattern: string): boolean {
  const fields = arnFields(pattern);
  if (fields.length < ARN_FIELDS) return true;
  return arnFields(arn).every((field, index) => intersects(field, fields[index] ?? ""));
}

/** The resource that carries the policy with its parts, as far as the policy's resource tells which one it is. */
function ownArns({ carried: { on }, resource }: ResourcePolicyPlace): string[] {
  const { names, isOwn } = resourceType(resource.type)?.resourcePolicy ?? {};
  const value = isOwn ? (names === undefined ? undefined : resource.props[names]) : nameOf(resource);
  const named = typeof value === "string" && value !== "" ? value : undefined;
  const arn = carrierArn(on, named, ANYWHERE);
  const parts = PARTS[on];
  return [
    arn,
    ...(parts === undefined ? [] : [arn + parts]),
    // Directory buckets are of a service of their own, with the same policies.
    ...(on === "bucket" ? [`arn:*:s3express:*:*:bucket/${named ?? "*"}`] : []),
  ];
}
