/** What the program says of a resource. */
import { UNKNOWN } from "../../evaluation/types";
import type { PlainResource, StackModel } from "../../graph/types";

/**
 * Whether the program sets a property to something that is not nothing. AWS and the provider fill in others, which no
 * deployment changes: where the inputs have been seen they decide, else a value that is known counts, and one that is not
 * if the engine says what it comes from.
 */
export function isSaid(view: StackModel, resource: PlainResource, property: string): boolean {
  const value = resource.props[property];
  if (isNothing(value) || value === DEFAULTS[property]) return false;
  const inputs = view.inputs.get(resource.urn);
  if (inputs) return inputs.has(property);
  return value !== UNKNOWN || Object.hasOwn(resource.propertyDependencies, property);
}

/** What the provider fills in by itself, and no deployment changes. */
const DEFAULTS: Record<string, unknown> = {
  description: "Managed by Pulumi",
  imageTagMutability: "MUTABLE",
  maxSessionDuration: 3600,
};

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "" || value === 0) return true;
  return Array.isArray(value) && value.length === 0;
}
