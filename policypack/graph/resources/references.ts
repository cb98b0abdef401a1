import { UNKNOWN } from "../../evaluation/types";
import type { PlainResource } from "../types";

/** What a property names, or an entry of it where it is a list. */
export interface Reference {
  /** A string, UNKNOWN, or whatever else was written; undefined where the property is missing. */
  value: unknown;
  /**
   * The resources of a fitting type on which the property depends. An unknown value comes from the one that is left
   * here; of several or none it cannot be said.
   */
  sources: string[];
}

/** The kind of resource that a property names. */
export interface Target {
  /** Whether a resource of that URN may be named. */
  fits(urn: string): boolean;
  /** The resource that a known value names. */
  urnOf(value: unknown): string | undefined;
}

/** What a property names that holds one name or ARN. */
export function reference(resource: PlainResource, property: string, target: Target): Reference {
  return { value: resource.props[property], sources: sourcesOf(resource, property, target) };
}

/**
 * What a property names that holds a list. Unknown as a whole, it is all that it depends on; where some entries are
 * unknown and as many resources are left that no known entry names, those entries are those resources.
 */
export function references(resource: PlainResource, property: string, target: Target): Reference[] {
  const value = resource.props[property];
  if (value === undefined) return [];
  const sources = sourcesOf(resource, property, target);
  if (value === UNKNOWN && sources.length > 0) return sources.map(from);
  if (!Array.isArray(value)) return [{ value, sources: [] }];
  const known = value.filter((entry) => entry !== UNKNOWN);
  const unknown = value.length - known.length;
  const named = new Set(known.map((entry) => target.urnOf(entry)));
  const left = sources.filter((urn) => !named.has(urn));
  return [
    ...known.map((entry: unknown) => ({ value: entry, sources })),
    ...(unknown === left.length
      ? left.map(from)
      : Array.from({ length: unknown }, () => ({ value: UNKNOWN, sources: [] }))),
  ];
}

function sourcesOf(resource: PlainResource, property: string, target: Target): string[] {
  return [...new Set(resource.propertyDependencies[property] ?? [])].filter((urn) => target.fits(urn));
}

function from(urn: string): Reference {
  return { value: UNKNOWN, sources: [urn] };
}
