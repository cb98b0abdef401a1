import type { ResourceKind, ResourceType } from "../../aws/resource-type";
import { typesOf } from "../../aws/resource-types";
import type { PlainResource } from "../types";
import { nameOf } from "./names";

/** The stack's resources by URN and by type, in the order of their URNs whatever order they came in. */
export class ResourceIndex {
  readonly all: PlainResource[];
  private readonly urns = new Map<string, PlainResource>();
  private readonly types = new Map<string, PlainResource[]>();
  private readonly kinds = new Map<ResourceKind, readonly PlainResource[]>();
  private readonly names = new Map<ResourceKind, Map<string | undefined, PlainResource[]>>();

  constructor(resources: PlainResource[]) {
    this.all = [...resources].sort((a, b) => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0));
    for (const resource of this.all) {
      this.urns.set(resource.urn, resource);
      const sameType = this.types.get(resource.type);
      if (sameType) sameType.push(resource);
      else this.types.set(resource.type, [resource]);
    }
  }

  byUrn(urn: string): PlainResource | undefined {
    return this.urns.get(urn);
  }

  /** Those of some kinds, type by type in the order of the table of types. */
  ofKind(...kinds: ResourceKind[]): readonly PlainResource[] {
    const [only, ...others] = kinds;
    if (only !== undefined && others.length === 0) return this.ofOneKind(only);
    return kinds.flatMap((kind) => this.ofOneKind(kind));
  }

  /** Those of a kind that AWS knows by that name; those whose name is not known, without one. */
  named(kind: ResourceKind, name: string | undefined): readonly PlainResource[] {
    let names = this.names.get(kind);
    if (!names) this.names.set(kind, (names = byName(this.ofOneKind(kind))));
    return names.get(name) ?? [];
  }

  /** Those of some types, in the order of these. */
  ofTypes(types: readonly ResourceType[]): PlainResource[] {
    return types.flatMap(({ type }) => this.types.get(type) ?? []);
  }

  /** Rules ask for each task and principal anew: the list is made once. */
  private ofOneKind(kind: ResourceKind): readonly PlainResource[] {
    const known = this.kinds.get(kind) ?? this.ofTypes(typesOf(kind));
    this.kinds.set(kind, known);
    return known;
  }
}

function byName(resources: readonly PlainResource[]): Map<string | undefined, PlainResource[]> {
  const names = new Map<string | undefined, PlainResource[]>();
  for (const resource of resources) {
    const name = nameOf(resource);
    const sameName = names.get(name);
    if (sameName) sameName.push(resource);
    else names.set(name, [resource]);
  }
  return names;
}
