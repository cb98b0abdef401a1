/** What reading and writing data takes that the stack encrypts with a key of its own. */
import { arnOf } from "../graph/resources/names";
import { scopeOf } from "../graph/places/scope";
import { isRecord, text } from "../graph/resources/plain";
import type { PlainResource, StackModel } from "../graph/types";
import type { RequiredPermission } from "../permissions/required-permission";
import { arnIn, known, knownArn, parseArn, s3Arn, type Scope } from "../aws/arn";
import type { ContextEntries } from "../graph/principal-context";
import { viaService } from "./decrypt-needs";
import { UNKNOWN } from "../evaluation/types";
import { encryptionKeyOf } from "./encryption-keys";

export type DataKind = "buckets" | "tables" | "queues";

/** A resource of the stack that says with which key data is encrypted. */
interface Encryption {
  resource: PlainResource;
  /** The property that the key stands in, at whatever depth. */
  property: string;
  key: unknown;
}

/**
 * The key's actions for each direction.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
const ACTIONS: Record<DataKind, { service: string; read: string[]; write: string[] }> = {
  buckets: { service: "s3", read: ["kms:Decrypt"], write: ["kms:GenerateDataKey"] },
  tables: { service: "dynamodb", read: ["kms:Decrypt"], write: ["kms:Decrypt"] },
  queues: { service: "sqs", read: ["kms:Decrypt"], write: ["kms:GenerateDataKey", "kms:Decrypt"] },
};

/**
 * The needs of the key that the stack gives a bucket, table or queue; none for AWS's own keys, and for what the stack
 * does not declare.
 *
 * @param directions `read`, `write` or both
 */
export function dataKeyNeeds(
  model: StackModel,
  kind: DataKind,
  name: string,
  directions: ("read" | "write")[],
): RequiredPermission[] {
  const { service, ...byDirection } = ACTIONS[kind];
  const actions = [...new Set(directions.flatMap((direction) => byDirection[direction]))];
  return encryptionsOf(model, kind, bareName(name)).flatMap(
    ({ resource, property, key: value }): RequiredPermission[] => {
      const key = encryptionKeyOf(model, resource, property, value);
      if (!key) return [];
      const context = {
        ...viaService(key, { ...scopeOf(model), service, resource: "" }),
        ...encryptionContext(scopeOf(model), kind, bareName(name), resource.props[property]),
      };
      const purpose = `use the key of ${name}`;
      const { arn, resource: declared, unknown } = key;
      return [{ kind: "key", purpose, actions, resources: [arn], declared, context, unknown }];
    },
  );
}

/**
 * What the services encrypt with. S3 names the bucket where that has a key of its own, and else each object.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 *
 * @param setting what says how a bucket encrypts
 */
function encryptionContext(scope: Scope, kind: DataKind, name: string, setting: unknown): ContextEntries {
  switch (kind) {
    case "buckets":
      return hasBucketKey(setting) ? ofPairs({ "aws:s3:arn": s3Arn(scope.partition, name) }) : {};
    case "queues":
      return ofPairs({ "aws:sqs:arn": knownArn(arnIn(scope, "sqs", name)) });
    case "tables":
      return ofPairs({
        "aws:dynamodb:tableName": name,
        "aws:dynamodb:subscriberId": known(scope.account),
      });
  }
}

function ofPairs(pairs: Record<string, string | undefined>): ContextEntries {
  const entries = Object.entries(pairs).map(([key, value]) => [`kms:EncryptionContext:${key}`, value]);
  return { ...Object.fromEntries(entries), "kms:EncryptionContextKeys": Object.keys(pairs) };
}

function hasBucketKey(setting: unknown): boolean {
  if (Array.isArray(setting)) return setting.some(hasBucketKey);
  if (!isRecord(setting)) return false;
  return setting.bucketKeyEnabled === true || Object.values(setting).some(hasBucketKey);
}

function bareName(nameOrArn: string): string {
  const arn = parseArn(nameOrArn);
  return arn ? arn.resource.replace(/^table\//, "") : nameOrArn;
}

function encryptionsOf(model: StackModel, kind: DataKind, name: string): Encryption[] {
  const found = ENCRYPTIONS[kind](model, name);
  return found.filter(({ key }) => key !== undefined && key !== null && key !== "");
}

const ENCRYPTIONS: Record<DataKind, (model: StackModel, name: string) => Encryption[]> = {
  buckets: bucketEncryptions,
  tables: (model, name) =>
    model
      .named("table", name)
      .flatMap((resource) => [
        inProperty(resource, "serverSideEncryption", "kmsKeyArn"),
        inProperty(resource, "sseSpecification", "kmsMasterKeyId"),
      ]),
  queues: (model, name) =>
    model
      .named("queue", name)
      .map((resource) => ({ resource, property: "kmsMasterKeyId", key: resource.props.kmsMasterKeyId })),
};

/**
 * Of a table that exists already the provider fills in the key of AWS's own, which looks like any other: only one that
 * the table depends on is then certain to be the program's.
 */
function inProperty(resource: PlainResource, property: string, inner: string): Encryption {
  const value = resource.props[property];
  const exists = arnOf(resource) !== undefined;
  const isOwn = !exists || (resource.propertyDependencies[property] ?? []).length > 0;
  return { resource, property, key: isOwn && isRecord(value) ? value[inner] : undefined };
}

function bucketEncryptions(model: StackModel, name: string): Encryption[] {
  const buckets = model.named("bucket", name);
  const urns = new Set(buckets.map(({ urn }) => urn));
  const apart = model.ofKind("bucket encryption").filter(({ props, propertyDependencies }) => {
    const named = text(props.bucket);
    return named === undefined ? propertyDependencies.bucket?.some((urn) => urns.has(urn)) : named === name;
  });
  return [
    ...apart.flatMap((resource) => keysOf(resource, "rules")),
    ...buckets.flatMap((bucket) => OWN_SETTINGS.flatMap((property) => keysOf(bucket, property))),
  ];
}

/** What a bucket itself says of its encryption, in the spellings of the providers. */
const OWN_SETTINGS = [
  "serverSideEncryptionConfiguration",
  "serverSideEncryptionConfigurations",
  "bucketEncryption",
];

/** The keys that a setting names at whatever depth. One that is not known yet is the program's if it comes from somewhere. */
function keysOf(resource: PlainResource, property: string): Encryption[] {
  const value = resource.props[property];
  const isOpen = value === UNKNOWN && (resource.propertyDependencies[property] ?? []).length > 0;
  const keys = isOpen ? [UNKNOWN] : keysIn(value);
  return keys.map((key) => ({ resource, property, key }));
}

function keysIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    name.toLowerCase() === "kmsmasterkeyid" ? [each] : keysIn(each),
  );
}
