/** What the task role needs where a cluster says how ECS Exec sessions are encrypted and logged. */
import { nameOf } from "../../graph/resources/names";
import { scopeOf } from "../../graph/places/scope";
import { isRecord, text } from "../../graph/resources/plain";
import type { PlainResource, StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { arnIn, s3Arn } from "../../aws/arn";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-logging */
export function sessionLogNeeds(
  service: PlainResource,
  task: TaskDefinition,
  model: StackModel,
): RequiredPermission[] {
  const settings = execSettings(service, model);
  if (!settings) return [];
  const why = `ECS Exec sessions of ${task.family}`;
  const log =
    settings.logging === "OVERRIDE" && isRecord(settings.logConfiguration) ? settings.logConfiguration : {};
  return [
    ...keyNeeds(text(settings.kmsKeyId), model, why),
    ...groupNeeds(text(log.cloudWatchLogGroupName), model, why),
    ...bucketNeeds(text(log.s3BucketName), model, why),
  ];
}

function execSettings(service: PlainResource, model: StackModel): Record<string, unknown> | undefined {
  const { configuration } = clusterOf(service, model)?.props ?? {};
  const settings = isRecord(configuration) ? configuration.executeCommandConfiguration : undefined;
  return isRecord(settings) ? settings : undefined;
}

function clusterOf(service: PlainResource, model: StackModel): PlainResource | undefined {
  const clusters = model.ofKind("cluster");
  const depended = new Set(service.propertyDependencies.cluster);
  const name = text(service.props.cluster)?.replace(/^.*cluster\//, "");
  return clusters.find(
    (cluster) => depended.has(cluster.urn) || (name !== undefined && nameOf(cluster) === name),
  );
}

function keyNeeds(key: string | undefined, model: StackModel, why: string): RequiredPermission[] {
  if (key === undefined || key.includes("alias/")) return [];
  const arn = key.startsWith("arn:") ? key : arnIn(scopeOf(model), "kms", `key/${key}`);
  return [{ kind: "exec", purpose: `decrypt ${why}`, actions: ["kms:Decrypt"], resources: [arn] }];
}

function groupNeeds(group: string | undefined, model: StackModel, why: string): RequiredPermission[] {
  if (group === undefined) return [];
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

function bucketNeeds(bucket: string | undefined, model: StackModel, why: string): RequiredPermission[] {
  if (bucket === undefined) return [];
  const purpose = `log ${why} to the bucket ${bucket}`;
  const arn = s3Arn(scopeOf(model).partition, bucket);
  return [
    { kind: "exec", purpose, actions: ["s3:PutObject"], resources: [`${arn}/*`] },
    { kind: "exec", purpose, actions: ["s3:GetEncryptionConfiguration"], resources: [arn] },
  ];
}
