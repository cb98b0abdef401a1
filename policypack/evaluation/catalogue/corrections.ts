/** Where AWS authorises an action on more than its service reference says. */

/**
 * Formats of resources that requests name beside those of the service reference.
 *
 * - `ecs:RegisterTaskDefinition`: the reference lists task definitions, while the ECS guide says that task definitions
 *   take no resource-level permissions, and denials are reported "on resource: *"
 *   (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_service-with-iam.html).
 * - `logs:CreateLogGroup`: authorised on `log-group:NAME:log-stream:` in practice
 *   (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html).
 * - `logs:CreateLogStream`: denials name the stream, the reference names the group.
 * - `ecs:*` on services, tasks and container instances: accounts may still use the ARNs without the cluster's name
 *   (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html).
 */
const MORE = new Map<string, string[]>([
  ["ecs:RegisterTaskDefinition", ["*"]],
  [
    "logs:CreateLogGroup",
    ["arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}:log-stream:"],
  ],
  [
    "logs:CreateLogStream",
    ["arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}:log-stream:${LogStreamName}"],
  ],
]);

const OLD_ECS_ARNS: Record<string, string> = {
  service: "arn:${Partition}:ecs:${Region}:${Account}:service/${ServiceName}",
  task: "arn:${Partition}:ecs:${Region}:${Account}:task/${TaskId}",
  "container-instance": "arn:${Partition}:ecs:${Region}:${Account}:container-instance/${ContainerInstanceId}",
};

/**
 * What an action is authorised on beside the formats of the service reference.
 *
 * @param action in AWS's letter case
 * @param types the resource types that the reference lists for it
 */
export function alsoAuthorisedOn(action: string, types: string[]): string[] {
  const old = action.startsWith("ecs:") ? types.flatMap((type) => OLD_ECS_ARNS[type] ?? []) : [];
  return [...(MORE.get(action) ?? []), ...old];
}
