/** Reads every policy of a resource that a stack carries. */
import type { ResourcePolicyProperty } from "../../aws/resource-type";
import { resourceType, typesWithResourcePolicies } from "../../aws/resource-types";
import { UNKNOWN } from "../../evaluation/types";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { type CarriedResourcePolicy, resourcePolicyOf } from "../resources/carried-resource-policies";
import { readCarried } from "../resources/read-carried";
import { reference, type Reference, references } from "../resources/references";
import type { ResourceIndex } from "../resources/resource-index";
import { isSetByProgram, type SetInputs } from "../resources/set-properties";
import { stateOf } from "../resources/value-state";
import { carrierArn } from "./carrier-arns";
import type { Carriers } from "./carriers";
import type { PlainResource, PolicyTarget, ResourcePolicy } from "../types";

/** What the policies are read from. */
export interface PolicySources {
  index: ResourceIndex;
  inputs: SetInputs;
  carriers: Carriers;
}

/** In the order of the table of types, and of the resources' URNs. */
export function readResourcePolicies(sources: PolicySources): ResourcePolicy[] {
  return sources.index.ofTypes(typesWithResourcePolicies()).flatMap((resource) => {
    const carried = resourcePolicyOf(resource);
    const property = resourceType(resource.type)?.resourcePolicy;
    if (!carried || !property || !isInEffect(resource, carried, property, sources.inputs)) return [];
    return [policyOf(sources, resource, carried, property)];
  });
}

/** What the program did not set, AWS or the provider has filled in: its own default, or what stood there before. */
function isInEffect(
  resource: PlainResource,
  { path }: CarriedResourcePolicy,
  { isOwn }: ResourcePolicyProperty,
  inputs: SetInputs,
): boolean {
  const [property = path] = path.split(".");
  return isOwn === true || isSetByProgram(resource, property, inputs) !== "no";
}

function policyOf(
  sources: PolicySources,
  resource: PlainResource,
  carried: CarriedResourcePolicy,
  property: ResourcePolicyProperty,
): ResourcePolicy {
  const { on, name, path, isOfResources } = carried;
  return {
    kind: "resource",
    name,
    urn: resource.urn,
    path,
    on,
    ...(isOfResources && { isOfResources }),
    reading: readCarried(carried),
    targets: targetsOf(sources, resource, property),
    isAddition: carried.isMade === true || on === "registry" || on === "log groups" || on === "organization",
  };
}

function targetsOf(
  sources: PolicySources,
  resource: PlainResource,
  { on, names, isOwn }: ResourcePolicyProperty,
): PolicyTarget[] {
  const { carriers, index } = sources;
  if (on === "organization") return attachmentsOf(index, resource, carriers);
  const everywhere = () => [{ arn: carrierArn(on, undefined, carriers.scopeOf(resource)) }];
  if (names === undefined) {
    return isOwn ? everywhere() : [{ resource, arn: carriers.arnOf(on, resource) }];
  }
  const value = resource.props[names];
  // A policy on log groups without the ARN of one is of all that there are.
  if (on === "log groups" && value === undefined) return everywhere();
  const target = carriers.target(on);
  // While a list is unknown as a whole, only the plural of its property tells that it is one.
  const isList = Array.isArray(value) || names.endsWith("s");
  const named = isList ? references(resource, names, target) : [reference(resource, names, target)];
  return named.flatMap((each) => targetOf(sources, resource, { on, names }, each));
}

function targetOf(
  { carriers, index }: PolicySources,
  resource: PlainResource,
  { on, names }: { on: ResourcePolicyProperty["on"]; names: string },
  { value, sources }: Reference,
): PolicyTarget[] {
  if (typeof value === "string" && value !== "") {
    const scope = carriers.scopeOf(resource);
    const own = carriers.named(on, value) ?? carriers.named(on, carrierArn(on, value, scope));
    return [own ? { resource: own, arn: carriers.arnOf(on, own) } : { arn: carrierArn(on, value, scope) }];
  }
  const possible = value === UNKNOWN ? sources.flatMap((urn) => index.byUrn(urn) ?? []) : [];
  const unknown: UnknownFact = {
    kind: "property",
    property: names,
    of: resource.name,
    state: stateOf(value),
  };
  if (possible.length === 0) {
    return [{ arn: carrierArn(on, undefined, carriers.scopeOf(resource)), unknown }];
  }
  return possible.map((one) => ({
    resource: one,
    arn: carriers.arnOf(on, one),
    ...(possible.length > 1 && { unknown }),
  }));
}

/** Of an organization's policy: what it is attached to, by itself or by resources of their own. */
function attachmentsOf(index: ResourceIndex, policy: PlainResource, carriers: Carriers): PolicyTarget[] {
  const { fits, urnOf } = carriers.target("organization");
  const attachments = index.ofKind("organization policy attachment").filter((attachment) => {
    const { value, sources } = reference(attachment, "policyId", { fits, urnOf });
    return urnOf(value) === policy.urn || (value === UNKNOWN && sources.includes(policy.urn));
  });
  const own = policy.props.targetIds;
  const listed = own === undefined ? [] : Array.isArray(own) ? (own as unknown[]) : [own];
  return [
    ...listed.map((value) => organizationTarget(value, "targetIds", policy)),
    ...attachments.map((attachment) => organizationTarget(attachment.props.targetId, "targetId", attachment)),
  ];
}

function organizationTarget(value: unknown, property: string, { name }: PlainResource): PolicyTarget {
  if (typeof value === "string" && value !== "") return { arn: value };
  return { arn: "*", unknown: { kind: "property", property, of: name, state: stateOf(value) } };
}
