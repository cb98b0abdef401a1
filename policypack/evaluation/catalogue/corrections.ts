/** Where AWS authorises an action on more than its service reference says. */
import { ARN_FIELDS, arnFields } from "../../aws/arn";

/**
 * Formats of resources that requests name beside those of the service reference.
 *
 * - `ecs:RegisterTaskDefinition`: the reference lists task definitions, while the ECS guide says that task definitions
 *   take no resource-level permissions, and denials are reported "on resource: *"
 *   (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_service-with-iam.html).
 * - `logs:CreateLogGroup`: authorised on `log-group:NAME:log-stream:` in practice
 *   (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html).
 * - `logs:CreateLogStream`: denials name the stream, the reference names the group.
 */
const MORE = new Map<string, string[]>([
  ["ecs:RegisterTaskDefinition", ["*"]],
  ["logs:CreateLogGroup", [logs("log-group:${LogGroupName}:log-stream:")]],
  ["logs:CreateLogStream", [logs("log-group:${LogGroupName}:log-stream:${LogStreamName}")]],
]);

/**
 * Accounts may still use the ARNs without the cluster's name
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html).
 */
const OLD_ECS_ARNS: Record<string, string> = {
  service: "arn:${Partition}:ecs:${Region}:${Account}:service/${ServiceName}",
  task: "arn:${Partition}:ecs:${Region}:${Account}:task/${TaskId}",
  "container-instance": "arn:${Partition}:ecs:${Region}:${Account}:container-instance/${ContainerInstanceId}",
};

/**
 * Services whose actions on the whole account are authorised, as their denials show, on an ARN that ends in `*`
 * (`dynamodb:ListTables` "on resource: arn:aws:dynamodb:…:table/*"), though the reference lists no resource type.
 */
const ASK_ON_THEIR_OWN_ARNS = new Set([
  "dynamodb",
  "events",
  "firehose",
  "iam",
  "kinesis",
  "s3",
  "sns",
  "sqs",
  "ssm",
  "states",
]);

/**
 * What an action is authorised on beside the formats of the service reference.
 *
 * @param action in AWS's letter case
 * @param types the resource types that the reference lists for it
 * @param formats the ARN format of each resource type of its service
 */
export function alsoAuthorisedOn(action: string, types: string[], formats: Record<string, string>): string[] {
  const service = action.slice(0, action.indexOf(":"));
  const more = MORE.get(action) ?? [];
  if (service === "ecs") return [...more, ...types.flatMap((type) => OLD_ECS_ARNS[type] ?? [])];
  if (types.length > 0) return more;
  if (service === "logs") return [logs("${Resource}")];
  if (service === "ssmmessages") return ["arn:${Partition}:ssm:${Region}:${Account}:session/${SessionId}"];
  return ASK_ON_THEIR_OWN_ARNS.has(service) ? accountWide(service, Object.values(formats)) : [];
}

/** `…:*` and, for each resource type, `…:table/*`; the last `*` is one that the request itself carries. */
function accountWide(service: string, formats: string[]): string[] {
  const all = formats.map((format) => `${upToName(format)}*`);
  return [...new Set([`arn:\${Partition}:${service}:\${Region}:\${Account}:*`, ...all])];
}

/** An ARN's format without the resource's own name and what follows it. */
function upToName(format: string): string {
  const fields = arnFields(format);
  return fields
    .map((field, index) => (index < ARN_FIELDS - 1 ? field : field.replace(/\$.*$/s, "")))
    .join(":");
}

function logs(resource: string): string {
  return `arn:\${Partition}:logs:\${Region}:\${Account}:${resource}`;
}
