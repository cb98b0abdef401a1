import type { ResourceKind } from "../../aws/resource-type";
import { isA } from "../../aws/resource-types";
import type { PlainResource, StackModel } from "../types";

/**
 * The resources of the given kinds from which a property's value comes, directly or by way of others (an image that
 * is built and pushed to a repository, say), in the order of their URNs.
 */
export function sourcesOf(
  model: StackModel,
  resource: PlainResource,
  property: string,
  kinds: readonly ResourceKind[],
): PlainResource[] {
  const found: PlainResource[] = [];
  const seen = new Set<string>([resource.urn]);
  const open = [...(resource.propertyDependencies[property] ?? [])];
  for (let urn = open.pop(); urn !== undefined; urn = open.pop()) {
    if (seen.has(urn)) continue;
    seen.add(urn);
    const source = model.byUrn(urn);
    if (!source) continue;
    if (isA(source.type, ...kinds)) found.push(source);
    else open.push(...Object.values(source.propertyDependencies).flat());
  }
  return found.sort((a, b) => (a.urn < b.urn ? -1 : 1));
}

/** The one resource of a kind on which a property depends directly; undefined of none, and of several. */
export function onlySource(
  model: StackModel,
  { propertyDependencies }: PlainResource,
  property: string,
  kind: ResourceKind,
): PlainResource | undefined {
  const sources = [...new Set(propertyDependencies[property])].map((urn) => model.byUrn(urn));
  const [only, ...others] = sources.filter((source) => source !== undefined && isA(source.type, kind));
  return others.length === 0 ? only : undefined;
}
