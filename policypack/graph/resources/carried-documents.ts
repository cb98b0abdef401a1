/** Where the IAM documents of principals sit in each resource type; policies of resources: `carried-resource-policies.ts`. */
import { UNKNOWN } from "../../evaluation/types";
import type { DocumentKind } from "../../evaluation/types";
import type { PolicyCarrier, ResourceType } from "../../aws/resource-type";
import { resourceType } from "../../aws/resource-types";
import { onceEach } from "../../evaluation/once-each";
import { nameOf, principalIn } from "./names";
import { isRecord, text } from "./plain";
import type { PlainResource } from "../types";

/** What carries a document decides which of IAM's size quotas holds for it. */
export type DocumentHolder = "managed policy" | "role" | "user" | "group" | "trust policy";

/** A document as a resource carries it, not read yet. */
export interface CarriedDocument {
  kind: Extract<DocumentKind, "customer-managed" | "inline" | "trust" | "resource">;
  /** None of the policy of a resource. */
  holders: DocumentHolder[];
  /** What the policy of a resource stands on. */
  on?: PolicyCarrier;
  /** The policy's own name; for a trust policy the role's; the Pulumi name where AWS generates one. */
  name: string;
  /** `role/NAME`, `user/NAME` or `group/NAME` where the resource itself names the one principal that has it. */
  principal?: string;
  /** The property, e.g. `inlinePolicies[0].policy`. */
  path: string;
  /** As given: JSON text, an object, UNKNOWN, undefined where it is required and missing, or anything wrong. */
  value: unknown;
  /** Whether parts of it may be lost, as those of its resource may. */
  mayHaveLostParts?: boolean;
}

/**
 * The IAM documents that a resource carries in its inputs (outputs have the same layout, but there an unknown
 * `inlinePolicies` may be one the program never set). Documents that the resource must have are listed even when
 * missing; empty placeholders in a list of inline policies are not.
 */
export const documentsOf: (resource: PlainResource) => readonly CarriedDocument[] = onceEach((resource) => {
  const type = resourceType(resource.type);
  if (!type) return [];
  const documents = [...singleDocuments(resource, type), ...listedDocuments(resource, type)];
  if (documents.length === 0) return documents;
  const principal = principalIn(resource);
  const { mayHaveLostValues: mayHaveLostParts } = resource;
  const all = { ...(principal && { principal }), ...(mayHaveLostParts && { mayHaveLostParts }) };
  return documents.map((carried) => ({ ...carried, ...all }));
});

function singleDocuments(resource: PlainResource, { is, trust, document, principal }: ResourceType) {
  const carried = (path: string, kind: CarriedDocument["kind"], holders: DocumentHolder[]) => [
    { kind, holders, name: nameOf(resource) ?? resource.name, path, value: resource.props[path] },
  ];
  if (trust) return carried(trust, "trust", ["trust policy"]);
  if (!document) return [];
  if (is === "managed policy") return carried(document, "customer-managed", ["managed policy"]);
  return carried(document, "inline", principal ? [principal.kind] : holdersByTarget(resource));
}

/** Of a document that is embedded in every principal that the resource lists. */
function holdersByTarget({ props }: PlainResource): DocumentHolder[] {
  const targets: [string, DocumentHolder][] = [
    ["roles", "role"],
    ["users", "user"],
    ["groups", "group"],
  ];
  const named = targets.filter(([property]) => props[property] !== undefined).map(([, holder]) => holder);
  return named.length > 0 ? named : ["role"];
}

function listedDocuments(
  resource: PlainResource,
  { inlinePolicies: listed, principal }: ResourceType,
): CarriedDocument[] {
  if (!listed || !principal) return [];
  const carried = (path: string, value: unknown, name = resource.name): CarriedDocument => ({
    kind: "inline",
    holders: [principal.kind],
    name,
    path,
    value,
  });
  const list = resource.props[listed.property];
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) return [carried(listed.property, list)];
  return list.flatMap((entry: unknown, index): CarriedDocument[] => {
    const path = `${listed.property}[${index}]`;
    if (entry === UNKNOWN || !isRecord(entry)) return [carried(path, entry)];
    const value = entry[listed.document];
    const isPlaceholder = !entry[listed.name] && (value === undefined || value === null || value === "");
    return isPlaceholder
      ? []
      : [carried(`${path}.${listed.document}`, value, text(entry[listed.name]) ?? resource.name)];
  });
}
