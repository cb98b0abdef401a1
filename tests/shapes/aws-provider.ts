/** What the AWS provider makes of a resource's inputs, and what it reads back. */
import { partitionOf } from "../../policypack/aws/partitions";
import { UNKNOWN } from "../../policypack/evaluation/types";
import type { Program, ProviderSettings, Resource } from "./program";

type Props = Record<string, unknown>;

interface ResourceType {
  /** The input that names it, generated where the program gives none. */
  named?: string;
  defaults?: Props;
  /** What AWS makes up. */
  computed?: string[];
  /** The ARN behind `arn:PARTITION:`, with {region}, {account} and {name}. */
  arn?: string;
  id?: "name" | "arn";
}

const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";

const TYPES: Record<string, ResourceType> = {
  "aws:iam/role:Role": {
    named: "name",
    defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
    computed: ["arn", "createDate", "uniqueId", "inlinePolicies", "managedPolicyArns", "namePrefix"],
    arn: "iam::{account}:role{path}{name}",
    id: "name",
  },
  "aws:iam/policy:Policy": {
    named: "name",
    defaults: { path: "/" },
    computed: ["arn", "attachmentCount", "policyId", "namePrefix"],
    arn: "iam::{account}:policy{path}{name}",
    id: "arn",
  },
  "aws:iam/user:User": {
    named: "name",
    defaults: { forceDestroy: false, path: "/" },
    computed: ["arn", "uniqueId"],
    arn: "iam::{account}:user{path}{name}",
    id: "name",
  },
  "aws:iam/group:Group": {
    named: "name",
    defaults: { path: "/" },
    computed: ["arn", "uniqueId"],
    arn: "iam::{account}:group{path}{name}",
    id: "name",
  },
  "aws:iam/userPolicy:UserPolicy": { named: "name", computed: ["namePrefix"], id: "name" },
  "aws:iam/rolePolicy:RolePolicy": { named: "name", computed: ["namePrefix"], id: "name" },
  "aws:iam/instanceProfile:InstanceProfile": {
    named: "name",
    defaults: { path: "/" },
    computed: ["arn"],
    arn: "iam::{account}:instance-profile{path}{name}",
    id: "name",
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    computed: ["arn"],
    arn: "iam::{account}:oidc-provider/token.actions.githubusercontent.com",
    id: "arn",
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    named: "name",
    defaults: { retentionInDays: 0, skipDestroy: false },
    computed: ["arn", "logGroupClass", "namePrefix"],
    arn: "logs:{region}:{account}:log-group:{name}",
    id: "name",
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    defaults: { skipDestroy: false, trackLatest: false },
    computed: ["arn", "arnWithoutRevision", "revision", "enableFaultInjection"],
    arn: "ecs:{region}:{account}:task-definition/{family}:3",
  },
  "aws:ecs/cluster:Cluster": {
    named: "name",
    computed: ["arn", "settings"],
    arn: "ecs:{region}:{account}:cluster/{name}",
    id: "arn",
  },
  "aws:ecs/service:Service": {
    named: "name",
    defaults: { waitForSteadyState: true, enableEcsManagedTags: false },
    computed: ["iamRole", "triggers"],
    id: "arn",
    arn: "ecs:{region}:{account}:service/main/{name}",
  },
  "aws:ecr/repository:Repository": {
    named: "name",
    defaults: { imageTagMutability: "MUTABLE" },
    computed: ["arn", "repositoryUrl", "registryId"],
    arn: "ecr:{region}:{account}:repository/{name}",
    id: "name",
  },
  "aws:secretsmanager/secret:Secret": {
    named: "name",
    defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
    computed: ["arn", "policy", "replicas"],
    arn: "secretsmanager:{region}:{account}:secret:{name}-Ab12Cd",
    id: "arn",
  },
  "aws:ssm/parameter:Parameter": {
    named: "name",
    computed: ["arn", "version", "tier"],
    arn: "ssm:{region}:{account}:parameter{slash}{name}",
    id: "name",
  },
  "aws:kms/key:Key": { computed: ["arn", "keyId", "policy"], arn: `kms:{region}:{account}:key/${KEY_ID}` },
  "aws:kms/alias:Alias": {
    named: "name",
    computed: ["arn", "targetKeyArn"],
    arn: "kms:{region}:{account}:{name}",
    id: "name",
  },
  "aws:dynamodb/table:Table": {
    named: "name",
    computed: ["arn", "streamArn"],
    arn: "dynamodb:{region}:{account}:table/{name}",
    id: "name",
  },
  "aws:s3/bucket:Bucket": {
    named: "bucket",
    computed: ["arn", "bucketDomainName"],
    arn: "s3:::{bucket}",
    id: "name",
  },
  "aws:s3/bucketV2:BucketV2": {
    named: "bucket",
    computed: ["arn", "bucketDomainName"],
    arn: "s3:::{bucket}",
    id: "name",
  },
  "aws:sqs/queue:Queue": {
    named: "name",
    computed: ["arn", "url"],
    arn: "sqs:{region}:{account}:{name}",
    id: "name",
  },
  "aws:sns/topic:Topic": {
    named: "name",
    computed: ["arn", "owner"],
    arn: "sns:{region}:{account}:{name}",
    id: "arn",
  },
  "aws:efs/fileSystem:FileSystem": {
    computed: ["arn", "dnsName"],
    arn: "elasticfilesystem:{region}:{account}:file-system/fs-0123456789abcdef0",
  },
  "aws:efs/accessPoint:AccessPoint": {
    computed: ["arn"],
    arn: "elasticfilesystem:{region}:{account}:access-point/fsap-0123456789abcdef0",
  },
  "aws:rds/instance:Instance": {
    computed: ["arn", "address", "endpoint"],
    arn: "rds:{region}:{account}:db:main",
  },
  "aws:lb/targetGroup:TargetGroup": {
    named: "name",
    computed: ["arn"],
    arn: "elasticloadbalancing:{region}:{account}:targetgroup/{name}/0123456789abcdef",
    id: "arn",
  },
};

/** The inputs as the provider's Check returns them, with its notes on what it filled in. */
export function checkedInputs(
  { type, name }: Resource,
  inputs: Props,
  provider: ProviderSettings | undefined,
  suffix: string,
): Props {
  const { named, defaults = {} } = TYPES[type] ?? {};
  const generated = named && inputs[named] === undefined && provider ? { [named]: `${name}-${suffix}` } : {};
  const filled = { ...defaults, ...generated };
  const missing = Object.keys(filled).filter((key) => inputs[key] === undefined);
  if (!type.startsWith("aws:")) return inputs;
  const added = Object.fromEntries(missing.map((key) => [key, filled[key]]));
  return { ...(noted(inputs) as Props), ...added, __defaults: missing.sort() };
}

/** Every object within the inputs carries such a note too. */
function noted(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((each) => noted(each, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, noted(each, depth + 1)]);
  return depth === 0 ? Object.fromEntries(entries) : { __defaults: [], ...Object.fromEntries(entries) };
}

export function unknownBeforeCreation({ type }: Resource): Props {
  if (type.startsWith("pulumi:") || type.startsWith("awsx:")) return {};
  const unknown = ["id", ...(TYPES[type]?.computed ?? ["arn"])];
  return Object.fromEntries(unknown.map((key) => [key, UNKNOWN]));
}

export function outputsOnceCreated(resource: Resource, inputs: Props, program: Program): Props {
  const { type, name, place } = resource;
  const { arn, computed = [], id, named = "name" } = TYPES[type] ?? {};
  const physical = String(inputs[named] ?? name);
  const made: Props = Object.fromEntries(computed.map((key) => [key, `${name}-${key}`]));
  if (arn)
    made.arn = `arn:${partitionOf(place.region)}:${filled(arn, { ...inputs, ...place, name: physical })}`;
  made.id = id === "arn" ? made.arn : id === "name" ? physical : `${name}-id`;
  if (type === "aws:ecr/repository:Repository") {
    made.repositoryUrl = `${place.account}.dkr.ecr.${place.region}.amazonaws.com/${physical}`;
  }
  if (type === "aws:ecs/service:Service") {
    const path = "aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS";
    made.iamRole = `arn:${partitionOf(place.region)}:iam::${place.account}:role/${path}`;
  }
  if (type === "aws:kms/key:Key") made.keyId = made.id = KEY_ID;
  if (type === "docker-build:index:Image") made.digest = `sha256:${"0a".repeat(32)}`;
  if (type === "aws:iam/role:Role") Object.assign(made, readBack(resource, program, place.account));
  if (type === "aws:ecs/taskDefinition:TaskDefinition") made.normalized = normalized(inputs);
  return made;
}

function filled(template: string, values: Props): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => {
    if (key === "slash") return String(values.name).startsWith("/") ? "" : "/";
    return String(values[key] ?? "");
  });
}

/** A role shows the managed policies that are attached to it, whoever attached them, and an empty inline policy. */
function readBack(role: Resource, { resources }: Program, account: string): Props {
  const mine = resources.filter(({ inputs }) => (inputs.role as { of?: Resource } | undefined)?.of === role);
  const arns = mine
    .filter(({ type }) => type.endsWith("RolePolicyAttachment"))
    .map(({ inputs }) => inputs.policyArn)
    .map((arn) =>
      typeof arn === "string"
        ? arn
        : `arn:aws:iam::${account}:policy/${(arn as { of: Resource }).of.name}-4f2c9a1`,
    );
  return { managedPolicyArns: arns, inlinePolicies: [{ name: "", policy: "" }] };
}

/** Containers as ECS describes them: every list is there, ports have both ends, and the order of keys is its own. */
function normalized(inputs: Props): Props {
  const given = inputs.containerDefinitions;
  if (typeof given !== "string") return {};
  let containers: unknown;
  try {
    containers = JSON.parse(given);
  } catch {
    return {};
  }
  if (!Array.isArray(containers)) return {};
  const host = inputs.networkMode === "awsvpc";
  const full = (containers as Props[]).map((container) => ({
    cpu: 0,
    environment: [],
    essential: true,
    mountPoints: [],
    systemControls: [],
    volumesFrom: [],
    ...container,
    portMappings: ((container.portMappings as Props[] | undefined) ?? []).map((port) => ({
      protocol: "tcp",
      ...(host ? { hostPort: port.containerPort } : {}),
      ...port,
    })),
  }));
  return { containerDefinitions: JSON.stringify(full) };
}
