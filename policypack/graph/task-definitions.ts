/** Task definitions. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html */
import { isNative } from "../aws/resource-types";
import { arnOf, nameOf } from "./resources/names";
import { UNKNOWN } from "../evaluation/types";
import { iamArn } from "../aws/iam-arn";
import type { ModelParts } from "./principals/model-parts";
import { readContainers } from "./resources/container-definitions";
import { isRecord, text } from "./resources/plain";
import { reference } from "./resources/references";
import { tagsOf } from "./resources/tags";
import type { PlainResource, RoleReference, TaskDefinition } from "./types";

export function taskDefinitionsOf(parts: ModelParts): TaskDefinition[] {
  const launches = launchesByTaskDefinition(parts);
  return parts.index.ofKind("task definition").map((resource) => ({
    urn: resource.urn,
    family: text(resource.props.family) ?? resource.name,
    taskRole: roleReference(parts, resource, "taskRoleArn"),
    executionRole: roleReference(parts, resource, "executionRoleArn"),
    containers: containersOf(resource),
    fargate: isFargate(resource, launches.get(resource.urn)),
    tagged: isTagged(resource),
    resource,
  }));
}

/**
 * ECS itself takes a role's ARN or plain name; the `aws` provider takes ARNs only
 * (https://www.pulumi.com/registry/packages/aws/api-docs/ecs/taskdefinition/).
 */
function roleReference(parts: ModelParts, resource: PlainResource, property: string): RoleReference {
  const { principals } = parts;
  const named = reference(resource, property, principals.target("role"));
  const { value, sources } = named;
  if (value === undefined || value === "") return { state: "none" };
  if (value === UNKNOWN) {
    const principal = principals.resolve("role", named, resource);
    return principal ? { state: "resolved", principal, arn: principal.arn } : { state: "unknown" };
  }
  const arn = iamArn(value);
  const isName = isNative(resource.type) && typeof value === "string" && /^[\w+=,.@-]+$/.test(value);
  if (arn?.kind !== "role" && !isName) return { state: "malformed", value };
  const principal = principals.find("role", value) ?? principals.unnamedSource(sources);
  if (principal) return { state: "resolved", principal, arn: arn?.arn ?? principal.arn };
  return { state: "elsewhere", arn: value as string };
}

function containersOf(resource: PlainResource): TaskDefinition["containers"] {
  const read = readContainers(resource);
  if (read.state === "unknown") return { state: "unknown", known: [] };
  if (read.state !== "known") return read;
  const { containers, unknownContainers } = read;
  return unknownContainers > 0 ? { state: "unknown", known: containers } : { state: "known", containers };
}

/** What the task definition asks for; else what its network mode admits; else how the stack's services launch it. */
function isFargate({ props }: PlainResource, launches: boolean[] | undefined): boolean | undefined {
  const compatibilities = props.requiresCompatibilities;
  if (Array.isArray(compatibilities) && compatibilities.length > 0) {
    if (compatibilities.includes("FARGATE")) return true;
    return compatibilities.includes(UNKNOWN) ? undefined : false;
  }
  const mode = text(props.networkMode);
  if (mode && mode !== "awsvpc") return false;
  if (launches?.includes(true)) return true;
  return launches && launches.length > 0 ? false : undefined;
}

/** By task definition, for each service that runs it whether it does so on Fargate; left out where that is not known. */
function launchesByTaskDefinition({ index }: ModelParts): Map<string, boolean[]> {
  const byArn = new Map<string, string>();
  for (const resource of index.ofKind("task definition")) {
    for (const named of [arnOf(resource), nameOf(resource)]) if (named) byArn.set(named, resource.urn);
  }
  const launches = new Map<string, boolean[]>();
  for (const { props, propertyDependencies } of index.ofKind("service")) {
    const isFargateService = launchesFargate(props);
    if (isFargateService === undefined) continue;
    const named = text(props.taskDefinition);
    const urns = named ? [byArn.get(named)] : (propertyDependencies.taskDefinition ?? []);
    for (const urn of urns) if (urn) launches.set(urn, [...(launches.get(urn) ?? []), isFargateService]);
  }
  return launches;
}

function launchesFargate({
  launchType,
  capacityProviderStrategies,
  capacityProviderStrategy,
}: Record<string, unknown>) {
  const strategy = capacityProviderStrategies ?? capacityProviderStrategy;
  if (Array.isArray(strategy) && strategy.length > 0) {
    const providers = strategy.map((item: unknown) =>
      isRecord(item) ? text(item.capacityProvider) : undefined,
    );
    if (providers.some((name) => name === "FARGATE" || name === "FARGATE_SPOT")) return true;
    return providers.includes(undefined) ? undefined : false;
  }
  return text(launchType) ? launchType === "FARGATE" : undefined;
}

function isTagged(resource: PlainResource): boolean {
  const tags = tagsOf(resource);
  return tags === UNKNOWN ? resource.props.tags !== undefined : Object.keys(tags).length > 0;
}
