/** What an application needs that reads and writes data by itself, as config lists it. */
import { bucketArnBehind } from "../../permissions/access-points";
import { carrierOf } from "../../graph/resource-policies/carrier-arns";
import { scopeOf } from "../../graph/places/scope";
import type { StackModel } from "../../graph/types";
import type { RequiredPermission, PermissionKind } from "../../permissions/required-permission";
import { arnIn, s3Arn, type Scope } from "../../aws/arn";
import { queueArn } from "../../aws/queue-url";
import { type DataKind, dataKeyNeeds } from "../../ecs/data-key-needs";
import { parameterNeeds, secretByName, secretNeeds } from "../../ecs/secret-and-parameter-needs";
import { parseValueFrom } from "../../ecs/value-from";

export type Direction = "read" | "write" | "read-write";

/** A bucket, table or queue by name or ARN, a queue also by its URL; a name alone is read and written. */
export type Reached = string | { name: string; access?: Direction };

/** What one role reaches. Secrets, parameters and keys are only read. */
export interface RequiredAccess {
  /** A name, `role/NAME` or an ARN. */
  role: string;
  /** Names or ARNs. */
  secrets?: string[];
  /** Names or ARNs. */
  parameters?: string[];
  /** Ids or ARNs of keys to decrypt with. */
  kmsKeys?: string[];
  buckets?: Reached[];
  tables?: Reached[];
  queues?: Reached[];
  /** Names of log groups that the application itself writes. */
  logGroups?: string[];
}

/** How one kind of resource is reached. */
interface Service {
  kind: PermissionKind;
  noun: string;
  /** The ARN of the resource itself, by its name. */
  arn(scope: Scope, name: string): string;
  /** Actions to what they need behind that ARN. */
  read: Record<string, string>;
  write: Record<string, string>;
}

/** An object's ARN lies under that of its bucket or access point; everything else is asked of the resource itself. */
const SERVICES: Record<DataKind, Service> = {
  buckets: {
    kind: "bucket",
    noun: "bucket",
    arn: ({ partition }, name) => s3Arn(partition, name),
    read: { "s3:ListBucket": "", "s3:GetObject": "/*" },
    write: { "s3:PutObject": "/*" },
  },
  tables: {
    kind: "table",
    noun: "table",
    arn: (scope, name) => arnIn(scope, "dynamodb", `table/${name}`),
    read: {
      "dynamodb:DescribeTable": "",
      "dynamodb:GetItem": "",
      "dynamodb:Query": "",
      "dynamodb:Scan": "",
    },
    write: { "dynamodb:DescribeTable": "", "dynamodb:PutItem": "", "dynamodb:UpdateItem": "" },
  },
  queues: {
    kind: "queue",
    noun: "queue",
    arn: (scope, name) => arnIn(scope, "sqs", name),
    read: { "sqs:ReceiveMessage": "", "sqs:DeleteMessage": "", "sqs:GetQueueAttributes": "" },
    write: { "sqs:SendMessage": "" },
  },
};

/**
 * The needs of one role.
 *
 * @param parameterAction with which of the Parameter Store's actions the application reads the parameter of an ARN
 */
export function accessNeeds(
  model: StackModel,
  required: RequiredAccess,
  parameterAction: (arn: string) => string,
): RequiredPermission[] {
  const scope = scopeOf(model);
  const { secrets = [], parameters = [], kmsKeys = [], logGroups = [] } = required;
  return [
    ...secrets.flatMap((secret) => secretReadNeeds(model, secret)),
    ...parameters.flatMap((parameter) => parameterReadNeeds(model, parameter, parameterAction)),
    ...kmsKeys.map((key) => keyNeed(scope, key)),
    ...(required.buckets ?? []).flatMap((bucket) => dataNeeds(model, "buckets", bucket)),
    ...(required.tables ?? []).flatMap((table) => dataNeeds(model, "tables", table)),
    ...(required.queues ?? []).flatMap((queue) => dataNeeds(model, "queues", queue)),
    ...logGroups.map((group) => logGroupNeed(scope, group)),
  ];
}

const BY_APPLICATION = "by the application";

function secretReadNeeds(model: StackModel, nameOrArn: string): RequiredPermission[] {
  const reference = nameOrArn.startsWith("arn:") ? parseValueFrom(nameOrArn, scopeOf(model)) : undefined;
  const secret =
    reference?.kind === "secret"
      ? { arn: reference.arn, name: reference.name }
      : secretByName(model, nameOrArn);
  return secretNeeds(model, secret, BY_APPLICATION);
}

function parameterReadNeeds(
  model: StackModel,
  nameOrArn: string,
  actionOn: (arn: string) => string,
): RequiredPermission[] {
  const scope = scopeOf(model);
  const reference = parseValueFrom(nameOrArn, scope);
  if (reference.kind !== "parameter") return [];
  const action = actionOn(arnIn(reference.arn, "ssm", `parameter/${reference.name}`));
  return parameterNeeds(model, reference, BY_APPLICATION, action);
}

function keyNeed(scope: Scope, key: string): RequiredPermission {
  const arn = key.startsWith("arn:") ? key : arnIn(scope, "kms", `key/${key}`);
  return { kind: "key", purpose: `decrypt with the key ${key}`, actions: ["kms:Decrypt"], resources: [arn] };
}

function logGroupNeed(scope: Scope, group: string): RequiredPermission {
  const arn = arnIn(scope, "logs", `log-group:${group}`);
  return {
    kind: "logs",
    purpose: `write to the log group ${group}`,
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [`${arn}:log-stream:*`],
    grantOn: [`${arn}:*`],
  };
}

function dataNeeds(model: StackModel, kind: DataKind, reached: Reached): RequiredPermission[] {
  const { name: written, access = "read-write" } = typeof reached === "string" ? { name: reached } : reached;
  const name = queueArn(written) ?? written;
  const directions = (["read", "write"] as const).filter((direction) => access.includes(direction));
  return [
    ...reachNeeds(scopeOf(model), SERVICES[kind], name, access),
    ...dataKeyNeeds(model, kind, bucketArnBehind(model, name) ?? name, directions),
  ];
}

function reachNeeds(
  scope: Scope,
  { kind, noun, arn, read, write }: Service,
  name: string,
  access: Direction,
): RequiredPermission[] {
  const resource = name.startsWith("arn:") ? name : arn(scope, name);
  const actions = { ...(access === "write" ? {} : read), ...(access === "read" ? {} : write) };
  const isPoint = carrierOf(resource)?.on === "access point";
  const purpose = `${access.replace("-", " and ")} the ${noun} ${name}`;
  return Object.entries(actions).map(([action, below]) => ({
    kind,
    purpose,
    actions: [action],
    resources: [`${resource}${below === "/*" && isPoint ? "/object/*" : below}`],
  }));
}
