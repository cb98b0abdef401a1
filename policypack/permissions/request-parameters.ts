/**
 * Condition keys that stand for parameters of a request: S3's requests carry them where their sender asks for an ACL, an
 * encryption, a part of a list; and actions that have no such parameter never do.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
import type { ContextValue } from "../evaluation/types";
import type { ContextEntries } from "../graph/principal-context";
import type { StackModel } from "../graph/types";

const OPTIONAL: ContextValue = { state: "unknown", isOptional: true };

const LISTING = ["ListBucket", "ListBucketVersions"];
const ACLS = [
  "BypassGovernanceRetention",
  "CreateAccessPoint",
  "CreateBucket",
  "PutBucketAcl",
  "PutObject",
  "PutObjectAcl",
  "PutObjectVersionAcl",
];
const WRITING = [
  "BypassGovernanceRetention",
  "PutObject",
  "PutObjectAcl",
  "PutObjectLegalHold",
  "PutObjectRetention",
  "PutObjectTagging",
  "PutObjectVersionAcl",
  "PutObjectVersionTagging",
  "ReplicateObject",
  "UpdateObjectEncryption",
];

/** By key, the actions whose requests may carry it. */
const ACTIONS: Record<string, string[]> = {
  ...of(LISTING, ["prefix", "delimiter", "max-keys"]),
  ...of(ACLS, [
    "x-amz-acl",
    "x-amz-grant-full-control",
    "x-amz-grant-read",
    "x-amz-grant-read-acp",
    "x-amz-grant-write",
    "x-amz-grant-write-acp",
  ]),
  ...of(WRITING, [
    "x-amz-copy-source",
    "x-amz-metadata-directive",
    "x-amz-server-side-encryption",
    "x-amz-server-side-encryption-aws-kms-key-id",
    "x-amz-server-side-encryption-customer-algorithm",
    "x-amz-storage-class",
    "x-amz-website-redirect-location",
    "object-lock-legal-hold",
    "object-lock-mode",
    "object-lock-remaining-retention-days",
    "object-lock-retain-until-date",
    "RequestObjectTag/*",
    "RequestObjectTagKeys",
  ]),
  ...of(["PutObject", "DeleteObject"], ["if-match", "if-none-match"]),
};

function of(actions: string[], keys: string[]): Record<string, string[]> {
  return Object.fromEntries(keys.map((key) => [`s3:${key}`, actions]));
}

/** What requests for an action carry of such parameters; what config says that they carry stands. */
export function parameterEntries({ declared }: StackModel, action: string): ContextEntries {
  const [service, name = ""] = action.split(":");
  if (service?.toLowerCase() !== "s3") return {};
  const said = Object.keys(declared.requests).map((key) => key.toLowerCase());
  const keys = Object.keys(ACTIONS).filter((key) => !said.includes(key.toLowerCase()));
  return Object.fromEntries(keys.map((key) => [key, mayCarry(key, name) ? OPTIONAL : null]));
}

function mayCarry(key: string, action: string): boolean {
  return ACTIONS[key]?.some((each) => each.toLowerCase() === action.toLowerCase()) ?? true;
}
