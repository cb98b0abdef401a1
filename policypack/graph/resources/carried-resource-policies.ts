/** Where the policies of resources sit in each resource type: in the resource itself, or in one of their own. */
import { UNKNOWN } from "../../evaluation/types";
import type { ResourcePolicyProperty } from "../../aws/resource-type";
import { resourceType } from "../../aws/resource-types";
import type { PlainResource } from "../types";
import type { CarriedDocument } from "./carried-documents";
import { grantDocument, permissionDocument } from "./documents-from-properties";
import { nameOf } from "./names";
import { isRecord } from "./plain";

/** The policy of a resource before it is read, and what it stands on. */
export interface CarriedResourcePolicy extends CarriedDocument {
  kind: "resource";
  on: ResourcePolicyProperty["on"];
  /** Of a policy of an organization: it limits what may be done to resources, and not what principals may do. */
  isOfResources?: boolean;
  /** AWS makes the document of the resource's properties, so that there is none to correct. */
  isMade?: boolean;
}

/**
 * The policy of a resource that a resource carries in its inputs; undefined for one that carries none. The policy of a
 * resource that is nothing else is there even when missing.
 */
export function resourcePolicyOf(resource: PlainResource): CarriedResourcePolicy | undefined {
  const type = resourceType(resource.type);
  const carried = type?.resourcePolicy;
  if (!type || !carried || isOtherPolicy(resource)) return undefined;
  const value = valueOf(resource, carried);
  const isRequired = carried.isOwn === true && carried.on !== "vpc endpoint";
  if (!isRequired && (value === undefined || value === null || value === "")) return undefined;
  const { mayHaveLostValues: mayHaveLostParts } = resource;
  return {
    kind: "resource",
    on: carried.on,
    holders: [],
    name: (isCalledByItsName(carried) ? nameOf(resource) : undefined) ?? resource.name,
    path: carried.document ?? (carried.on === "key" ? "granteePrincipal" : "principal"),
    ...(carried.document === undefined && { isMade: true }),
    value,
    ...(resource.props.type === RESOURCE_CONTROL && { isOfResources: true }),
    ...(mayHaveLostParts && { mayHaveLostParts }),
  };
}

/** Keys and file systems have ids of AWS's, by which no reader knows them. */
function isCalledByItsName({ names, on }: ResourcePolicyProperty): boolean {
  return names === undefined && on !== "key" && on !== "file system";
}

const SERVICE_CONTROL = "SERVICE_CONTROL_POLICY";
const RESOURCE_CONTROL = "RESOURCE_CONTROL_POLICY";

/** Organizations has policies on tags, backups and so on, too, which allow and deny nothing. */
function isOtherPolicy({ type, props }: PlainResource): boolean {
  if (resourceType(type)?.is !== "organization policy") return false;
  const { type: kind = SERVICE_CONTROL } = props;
  return kind !== SERVICE_CONTROL && kind !== RESOURCE_CONTROL;
}

function valueOf(resource: PlainResource, { document, on }: ResourcePolicyProperty): unknown {
  if (document === undefined) return on === "key" ? grantDocument(resource) : permissionDocument(resource);
  return document.split(".").reduce<unknown>((value, property) => {
    if (value === UNKNOWN) return UNKNOWN;
    return isRecord(value) ? value[property] : undefined;
  }, resource.props);
}
