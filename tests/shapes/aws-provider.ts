/** What the AWS provider makes of a resource's inputs, and what it reads back. */
import { partitionOf } from "../../policypack/aws/partitions";
import { UNKNOWN } from "../../policypack/evaluation/types";
import { KEY_ID, TYPES } from "./aws-types";
import { isSecret, secretOf, withoutSecrecy } from "./secrets";
import type { Place, Program, ProviderSettings, Resource } from "./program";

type Props = Record<string, unknown>;

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
  if (typeof value !== "object" || value === null || isSecret(value)) return value;
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
  const made = madeByAws(type, name, place, inputs);
  if (type === "random:index/randomPassword:RandomPassword") made.result = secretOf(made.result);
  if (type === "aws:iam/role:Role") Object.assign(made, readBack(resource, program, place.account));
  if (type === "aws:ecs/taskDefinition:TaskDefinition") made.normalized = normalized(inputs);
  return made;
}

/** What AWS makes up of a resource, whatever else there is in the account. */
export function madeByAws(type: string, name: string, place: Place, inputs: Props): Props {
  const { arn, computed = [], id, named = "name" } = TYPES[type] ?? {};
  const physical = String(inputs[named] ?? name);
  const made: Props = Object.fromEntries(computed.map((key) => [key, `${name}-${key}`]));
  if (arn)
    made.arn = `arn:${partitionOf(place.region)}:${filled(arn, { ...inputs, ...place, name: physical })}`;
  const ids = { arn: made.arn, name: physical, suffix: String(made.arn).split("/").at(-1) };
  made.id = id ? ids[id] : `${name}-id`;
  if (type === "aws:ecr/repository:Repository") {
    made.repositoryUrl = `${place.account}.dkr.ecr.${place.region}.amazonaws.com/${physical}`;
  }
  if (type === "aws:ecs/service:Service") {
    const path = "aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS";
    made.iamRole = `arn:${partitionOf(place.region)}:iam::${place.account}:role/${path}`;
  }
  if (type === "aws:kms/key:Key") made.keyId = made.id = KEY_ID;
  if (type === "docker-build:index:Image") made.digest = `sha256:${"0a".repeat(32)}`;
  if (type === "aws:dynamodb/table:Table")
    made.streamArn = `${String(made.arn)}/stream/2026-01-01T00:00:00.000`;
  if (type === "aws:rds/instance:Instance" && inputs.manageMasterUserPassword === true) {
    const name = "rds!db-0a1b2c3d-1111-2222-3333-444455556666-Ab12Cd";
    const secretArn = `arn:${partitionOf(place.region)}:secretsmanager:${place.region}:${place.account}:secret:${name}`;
    made.masterUserSecrets = [{ secretArn, secretStatus: "active" }];
  }
  if (type === "random:index/randomPassword:RandomPassword") made.result = "kX9vR2pLm7qT";
  if (type === "aws:ecs/taskDefinition:TaskDefinition") {
    made.arnWithoutRevision = String(made.arn).replace(/:\d+$/, "");
  }
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
  const given = withoutSecrecy(inputs.containerDefinitions);
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
  const described = JSON.stringify(full);
  return { containerDefinitions: isSecret(inputs.containerDefinitions) ? secretOf(described) : described };
}
