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
 * - Tags of load balancers: two services share the prefix, and of these actions the reference has the classic one's resources
 *   alone (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html).
 * - `elasticloadbalancing:SetWebACL` and `wafv2:DisassociateWebACL`: on the load balancer and on the web ACL
 *   (https://docs.aws.amazon.com/waf/latest/developerguide/security_iam_service-with-iam.html).
 * - `ListStreams` of DynamoDB and Kinesis: AWS's own policies for who reads a stream grant it with the rest, on the stream
 *   (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/iam-policy-example-lamda-process-dynamodb-streams.html).
 * - What takes a template in CloudFormation: on each transform in it as well
 *   (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html).
 */
const MORE = new Map<string, string[]>([
  ["ecs:RegisterTaskDefinition", ["*"]],
  ["logs:CreateLogGroup", [logs("log-group:${LogGroupName}:log-stream:")]],
  ["logs:CreateLogStream", [logs("log-group:${LogGroupName}:log-stream:${LogStreamName}")]],
  ...["AddTags", "RemoveTags"].map((name): [string, string[]] => [
    `elasticloadbalancing:${name}`,
    ["loadbalancer", "listener", "listener-rule", "targetgroup", "truststore"].map(
      (type) => `arn:\${Partition}:elasticloadbalancing:\${Region}:\${Account}:${type}/\${Name}/\${Id}`,
    ),
  ]),
  [
    "elasticloadbalancing:SetWebAcl",
    ["arn:${Partition}:elasticloadbalancing:${Region}:${Account}:loadbalancer/app/${Name}/${Id}"],
  ],
  ["wafv2:DisassociateWebACL", ["arn:${Partition}:wafv2:${Region}:${Account}:${Scope}/webacl/${Name}/${Id}"]],
  [
    "dynamodb:ListStreams",
    ["arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}/stream/${StreamLabel}"],
  ],
  ["kinesis:ListStreams", ["arn:${Partition}:kinesis:${Region}:${Account}:stream/${StreamName}"]],
  ...["CreateChangeSet", "CreateStack", "UpdateStack", "CreateStackSet", "UpdateStackSet"].map(
    (name): [string, string[]] => [
      `cloudformation:${name}`,
      ["arn:${Partition}:cloudformation:${Region}:${Account}:transform/${TransformName}"],
    ],
  ),
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
 * Services whose denials of actions on the whole account name `*`, so that a statement with an ARN grants none of them.
 * Others are authorised, as their denials show and AWS's own managed policies grant them, on an ARN that ends in `*`
 * (`dynamodb:ListTables` "on resource: arn:aws:dynamodb:…:table/*", `cloudformation:ListStacks` on every stack), though
 * the reference lists no resource type.
 */
const ASK_ON_NO_ARN = new Set([
  "autoscaling",
  "cloudwatch",
  "ec2",
  "ec2messages",
  "ecr",
  "ecr-public",
  "elasticloadbalancing",
  "kms",
  "lambda",
  "secretsmanager",
  "sts",
  "xray",
]);

/**
 * Formats of requests that are narrower than the service reference has them.
 *
 * - `es:ESHttpGet` and its like: on what lies within a domain, never on the domain itself
 *   (https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html#ac-types-resource).
 * - `rds-db:connect`: by ids that AWS gives instances, clusters and proxies, never by names that users give them
 *   (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html).
 */
const NARROWER: [actions: RegExp, formats: string[]][] = [
  [/^es:ESHttp/, ["arn:${Partition}:es:${Region}:${Account}:domain/${DomainName}/${Path}"]],
  [
    /^rds-db:connect$/,
    ["db", "cluster", "prx"].map(
      (kind) =>
        `arn:\${Partition}:rds-db:\${Region}:\${Account}:dbuser:${kind}-\${ResourceId}/\${DbUserName}`,
    ),
  ],
];

/** The formats on which the service reference says that an action is authorised, or narrower ones. */
export function authorisedOn(action: string, types: string[], formats: Record<string, string>): string[] {
  const narrower = NARROWER.find(([actions]) => actions.test(action));
  if (narrower) return narrower[1];
  return types.length === 0 ? ["*"] : types.map((type) => formats[type] ?? "*");
}

/** IAM lists on a path, which ends in a slash. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
const IAM_PATHS = ["role", "user", "group", "policy", "instance-profile", "server-certificate"].flatMap(
  (type) => [
    `arn:\${Partition}:iam::\${Account}:${type}/`,
    `arn:\${Partition}:iam::\${Account}:${type}/\${Path}/`,
  ],
);

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
  if (ASK_ON_NO_ARN.has(service)) return more;
  const wide = accountWide(service, Object.values(formats));
  // What makes or changes something is often authorised on its ARN before the reference says so.
  if (!/:(List|Describe|Get|Search|BatchGet)/.test(action)) wide.push(...Object.values(formats));
  return [...more, ...wide, ...(service === "iam" ? IAM_PATHS : [])];
}

/** `…:*` and, for each resource type, `…:table/*` or `…:stack/*` with a `*` for each part: those that the request itself carries. */
function accountWide(service: string, formats: string[]): string[] {
  const all = formats.flatMap((format) => [
    `${upToName(format)}*`,
    format.replace(/\$\{(?!(Partition|Region|Account)\})[^}]*\}/g, "*"),
  ]);
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
