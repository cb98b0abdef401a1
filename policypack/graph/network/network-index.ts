/** Which subnets, VPCs and route tables properties name: by id, or by what the engine says that a value comes from. */
import type { ResourceKind } from "../../aws/resource-type";
import { isA } from "../../aws/resource-types";
import { UNKNOWN } from "../../evaluation/types";
import { text } from "../resources/plain";
import { type Reference, references, type Target } from "../resources/references";
import type { PlainResource, StackModel } from "../types";

/** The same text for the same subnet, VPC or route table: the URN where the stack makes it, else its id. Undefined where it is not known. */
export type NetworkKey = string | undefined;

/** Finds the subnets, VPCs or route tables that properties name. */
export class NetworkIndex {
  private readonly byId = new Map<string, string>();
  private readonly target: Target;

  constructor(model: StackModel, kind: ResourceKind, idProperties: readonly string[]) {
    for (const { urn, props } of model.ofKind(kind)) {
      for (const property of idProperties) {
        const id = text(props[property]);
        if (id !== undefined) this.byId.set(id, urn);
      }
    }
    this.target = {
      fits: (urn) => isA(model.byUrn(urn)?.type ?? "", kind),
      urnOf: (value) => (typeof value === "string" ? this.byId.get(value) : undefined),
    };
  }

  /** What a property names, or with `value` a list or an id that stands deeper in it. */
  in(resource: PlainResource, property: string, value: unknown = resource.props[property]): NetworkKey[] {
    return this.referencesIn(resource, property, value).map((reference) => this.keyOf(reference));
  }

  /** As `in`, with all that may be meant in the place of what is not known. */
  possiblyIn(resource: PlainResource, property: string, value: unknown): NetworkKey[] {
    const keys = this.in(resource, property, value);
    if (!keys.includes(undefined)) return keys;
    const depended = (resource.propertyDependencies[property] ?? []).filter((urn) => this.target.fits(urn));
    return [...new Set([...keys.filter((key) => key !== undefined), ...depended])];
  }

  private referencesIn(resource: PlainResource, property: string, value: unknown): Reference[] {
    if (value === undefined || value === null) return [];
    const given = value === UNKNOWN || Array.isArray(value) ? value : [value];
    return references({ ...resource, props: { [property]: given } }, property, this.target);
  }

  private keyOf({ value, sources }: Reference): NetworkKey {
    const id = text(value);
    if (id !== undefined) return this.byId.get(id) ?? id;
    return sources.length === 1 ? sources[0] : undefined;
  }
}
