/** What the task role needs where a cluster says how ECS Exec sessions are encrypted and logged. */
import { encryptionKeyOf } from "../../ecs/encryption-keys";
import type { ResourceKind } from "../../aws/resource-type";
import { UNKNOWN } from "../../evaluation/types";
import { nameOf } from "../../graph/resources/names";
import { onlySource } from "../../graph/resources/sources";
import { scopeOf } from "../../graph/places/scope";
import { text } from "../../graph/resources/plain";
import type { PlainResource, StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { arnIn, s3Arn } from "../../aws/arn";
import { propertyUnknown } from "../../unknowns/property-unknown";
import { unknownNeed } from "./containers";
import { type ExecSettings, execSettingsOf } from "./exec-settings";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-logging */
export function sessionLogNeeds(
  service: PlainResource,
  task: TaskDefinition,
  model: StackModel,
): RequiredPermission[] {
  const settings = execSettingsOf(service, model);
  if (!settings) return [];
  const why = `ECS Exec sessions of ${task.family}`;
  if (settings.isUnknown) return [openNeed(settings, why, "configuration")];
  const { cloudWatchLogGroupName: group, s3BucketName: bucket } = settings.log;
  return [
    ...keyNeeds(settings, model, why),
    ...named(model, settings, group, "log group", why, (name) => groupNeeds(name, model, why)),
    ...named(model, settings, bucket, "bucket", why, (name) => bucketNeeds(name, model, why)),
  ];
}

function openNeed({ cluster }: ExecSettings, why: string, part: string): RequiredPermission {
  return unknownNeed("exec", `log ${why}`, propertyUnknown(part, `the cluster ${cluster.name}`));
}

/** The needs of what the cluster names, or of the one resource of the stack that it takes the name from. */
function named(
  model: StackModel,
  settings: ExecSettings,
  value: unknown,
  kind: ResourceKind,
  why: string,
  needsOf: (name: string) => RequiredPermission[],
): RequiredPermission[] {
  if (value !== UNKNOWN) {
    const name = text(value);
    return name === undefined ? [] : needsOf(name);
  }
  const source = onlySource(model, settings.cluster, "configuration", kind);
  const name = source && nameOf(source);
  return name === undefined
    ? [openNeed(settings, why, `${kind} of executeCommandConfiguration`)]
    : needsOf(name);
}

/** A key by an alias that the stack does not define is left to whoever looks the alias up. */
function keyNeeds({ cluster, kmsKeyId }: ExecSettings, model: StackModel, why: string): RequiredPermission[] {
  const key = kmsKeyId === undefined ? undefined : encryptionKeyOf(model, cluster, "configuration", kmsKeyId);
  if (!key || key.unknown?.kind === "encryption-key-behind-alias") return [];
  const { arn, resource: declared, unknown, alias } = key;
  const context = alias === undefined ? undefined : { "kms:ResourceAliases": alias };
  const purpose = `decrypt ${why}`;
  return [{ kind: "exec", purpose, actions: ["kms:Decrypt"], resources: [arn], declared, context, unknown }];
}

function groupNeeds(group: string, model: StackModel, why: string): RequiredPermission[] {
  const purpose = `log ${why} to the log group ${group}`;
  const arn = arnIn(scopeOf(model), "logs", `log-group:${group}`);
  return [
    { kind: "exec", purpose, actions: ["logs:DescribeLogGroups"], resources: ["*"] },
    {
      kind: "exec",
      purpose,
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [`${arn}:log-stream:*`],
      grantOn: [`${arn}:*`],
    },
  ];
}

function bucketNeeds(bucket: string, model: StackModel, why: string): RequiredPermission[] {
  const purpose = `log ${why} to the bucket ${bucket}`;
  const arn = s3Arn(scopeOf(model).partition, bucket);
  return [
    { kind: "exec", purpose, actions: ["s3:PutObject"], resources: [`${arn}/*`] },
    { kind: "exec", purpose, actions: ["s3:GetEncryptionConfiguration"], resources: [arn] },
  ];
}
