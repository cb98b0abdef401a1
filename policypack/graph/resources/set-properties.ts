/**
 * Which of the properties that AWS or the provider may compute the program set itself.
 *
 * `validateStack` sees outputs. The AWS provider computes `inlinePolicies` and `managedPolicyArns` of a role: unknown on
 * a first preview, filled with whatever was last attached on later ones, though the program never set them. Only
 * inputs decide, so a run notes them when `validateResource` sees them.
 */
import { resourceType, serviceOf } from "../../aws/resource-types";
import { UNKNOWN } from "../../evaluation/types";
import type { PlainResource } from "../types";

/** By the URN of each resource whose inputs were seen, the properties that the program set. */
export type SetInputs = Map<string, Set<string>>;

/** Whether resources of this type may have computed properties that decide. */
export function isOfIam(type: string): boolean {
  return serviceOf(type) === "iam";
}

/** The properties that a resource's inputs set. */
export function setAmong(inputs: Record<string, unknown>): Set<string> {
  return new Set(Object.keys(inputs).filter((key) => inputs[key] !== undefined));
}

/** `assumed` where nothing tells and a known value is taken for one that the program set. */
export type IsSet = "yes" | "no" | "assumed";

/**
 * Whether the program set the property. The inputs decide if they were seen. Else `propertyDependencies`: a property
 * listed there is set, and where a list is empty the map names every input, so that one not listed is not set (the
 * engine leaves properties without dependencies out; other callers of the analyzer protocol do not). If neither tells,
 * a known value counts as set and an unknown one does not.
 */
export function isSetByProgram(
  { urn, type, props, propertyDependencies }: PlainResource,
  property: string,
  inputs: ReadonlyMap<string, ReadonlySet<string>>,
): IsSet {
  const value = props[property];
  if (value === undefined) return "no";
  if (!resourceType(type)?.computed?.includes(property)) return "yes";
  const seen = inputs.get(urn);
  if (seen) return seen.has(property) ? "yes" : "no";
  if (Object.hasOwn(propertyDependencies, property)) return "yes";
  if (Object.values(propertyDependencies).some((urns) => urns.length === 0)) return "no";
  return value === UNKNOWN ? "no" : "assumed";
}
