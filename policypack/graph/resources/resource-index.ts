import type { ResourceKind, ResourceType } from "../../aws/resource-type";
import { typesOf } from "../../aws/resource-types";
import type { PlainResource } from "../types";

/** The stack's resources by URN and by type, in the order of their URNs whatever order they came in. */
export class ResourceIndex {
  readonly all: PlainResource[];
  private readonly urns = new Map<string, PlainResource>();
  private readonly types = new Map<string, PlainResource[]>();

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
  ofKind(...kinds: ResourceKind[]): PlainResource[] {
    return this.ofTypes(typesOf(...kinds));
  }

  /** Those of some types, in the order of these. */
  ofTypes(types: readonly ResourceType[]): PlainResource[] {
    return types.flatMap(({ type }) => this.types.get(type) ?? []);
  }
}
