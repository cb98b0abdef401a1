/** Where IAM documents sit in each resource type. Resource-based policies (a bucket's, a queue's) are none of them. */
import type { PrincipalKind } from "../../aws/iam-arn";
import { UNKNOWN } from "../../evaluation/types";
import type { DocumentKind } from "../../evaluation/types";
import type { PlainResource } from "../types";

/** What carries a document decides which of IAM's size quotas holds for it. */
export type DocumentHolder = "managed policy" | "role" | "user" | "group" | "trust policy";

/** A document as a resource carries it, not read yet. */
export interface CarriedDocument {
  kind: Extract<DocumentKind, "customer-managed" | "inline" | "trust">;
  holders: DocumentHolder[];
  /** The policy's own name; for a trust policy the role's; the Pulumi name where AWS generates one. */
  name: string;
  /** `role/NAME`, `user/NAME` or `group/NAME` where the resource itself names the one principal that has it. */
  principal?: string;
  /** The property, e.g. `inlinePolicies[0].policy`. */
  path: string;
  /** As given: JSON text, an object, UNKNOWN, undefined where it is required and missing, or anything wrong. */
  value: unknown;
}

/** A property that holds one document. */
interface Single {
  path: string;
  kind: CarriedDocument["kind"];
  holders: DocumentHolder[];
  /** The property with the document's name. */
  named: string;
}

/** A property that holds a list of named inline documents. */
interface Listed {
  path: string;
  holder: DocumentHolder;
  document: string;
  named: string;
}

interface Layout {
  /** The property that names the one principal, and its kind. */
  principal?: [property: string, kind: PrincipalKind];
  single?: Single;
  listed?: Listed;
}

const managed = (path: string, named: string): Layout => ({
  single: { path, kind: "customer-managed", holders: ["managed policy"], named },
});
const inline = (path: string, named: string, principal: [string, PrincipalKind]): Layout => ({
  principal,
  single: { path, kind: "inline", holders: [principal[1]], named },
});
const nativeList = (holder: DocumentHolder): Listed => ({
  path: "policies",
  holder,
  document: "policyDocument",
  named: "policyName",
});

const LAYOUTS = new Map<string, Layout>([
  ["aws:iam/policy:Policy", managed("policy", "name")],
  ["aws:iam/rolePolicy:RolePolicy", inline("policy", "name", ["role", "role"])],
  ["aws:iam/userPolicy:UserPolicy", inline("policy", "name", ["user", "user"])],
  ["aws:iam/groupPolicy:GroupPolicy", inline("policy", "name", ["group", "group"])],
  [
    "aws:iam/role:Role",
    {
      principal: ["name", "role"],
      single: { path: "assumeRolePolicy", kind: "trust", holders: ["trust policy"], named: "name" },
      listed: { path: "inlinePolicies", holder: "role", document: "policy", named: "name" },
    },
  ],
  ["aws-native:iam:ManagedPolicy", managed("policyDocument", "managedPolicyName")],
  ["aws-native:iam:RolePolicy", inline("policyDocument", "policyName", ["roleName", "role"])],
  ["aws-native:iam:UserPolicy", inline("policyDocument", "policyName", ["userName", "user"])],
  ["aws-native:iam:GroupPolicy", inline("policyDocument", "policyName", ["groupName", "group"])],
  [
    "aws-native:iam:Policy",
    { single: { path: "policyDocument", kind: "inline", holders: [], named: "policyName" } },
  ],
  [
    "aws-native:iam:Role",
    {
      principal: ["roleName", "role"],
      single: {
        path: "assumeRolePolicyDocument",
        kind: "trust",
        holders: ["trust policy"],
        named: "roleName",
      },
      listed: nativeList("role"),
    },
  ],
  ["aws-native:iam:User", { principal: ["userName", "user"], listed: nativeList("user") }],
  ["aws-native:iam:Group", { principal: ["groupName", "group"], listed: nativeList("group") }],
]);

/**
 * The IAM documents that a resource carries in its inputs (outputs have the same layout, but there an unknown
 * `inlinePolicies` may be one the program never set). Documents that the resource must have are listed even when
 * missing; empty placeholders in a list of inline policies are not.
 */
export function documentsOf(resource: PlainResource): CarriedDocument[] {
  const layout = LAYOUTS.get(resource.type);
  if (!layout) return [];
  const principal = principalOf(resource, layout);
  return [
    ...(layout.single ? [singleDocument(resource, layout.single)] : []),
    ...(layout.listed ? listedDocuments(resource, layout.listed) : []),
  ].map((carried) => (principal ? { ...carried, principal } : carried));
}

function principalOf({ props }: PlainResource, { principal }: Layout): string | undefined {
  if (!principal) return undefined;
  const [property, kind] = principal;
  const name = nameIn(props, property);
  return name && `${kind}/${name.slice(name.lastIndexOf("/") + 1)}`;
}

function singleDocument(resource: PlainResource, { path, kind, holders, named }: Single): CarriedDocument {
  return {
    kind,
    holders: holders.length > 0 ? holders : holdersByTarget(resource),
    name: nameIn(resource.props, named) ?? resource.name,
    path,
    value: resource.props[path],
  };
}

/** `aws-native:iam:Policy` embeds one document in every principal that it names. */
function holdersByTarget({ props }: PlainResource): DocumentHolder[] {
  const targets: [string, DocumentHolder][] = [
    ["roles", "role"],
    ["users", "user"],
    ["groups", "group"],
  ];
  const named = targets.filter(([property]) => props[property] !== undefined).map(([, holder]) => holder);
  return named.length > 0 ? named : ["role"];
}

function listedDocuments(resource: PlainResource, listed: Listed): CarriedDocument[] {
  const carried = (path: string, value: unknown, name = resource.name): CarriedDocument => ({
    kind: "inline",
    holders: [listed.holder],
    name,
    path,
    value,
  });
  const list = resource.props[listed.path];
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) return [carried(listed.path, list)];
  return list.flatMap((entry: unknown, index): CarriedDocument[] => {
    const path = `${listed.path}[${index}]`;
    if (entry === UNKNOWN || !isObject(entry)) return [carried(path, entry)];
    const value = entry[listed.document];
    const isPlaceholder = !entry[listed.named] && (value === undefined || value === null || value === "");
    return isPlaceholder
      ? []
      : [carried(`${path}.${listed.document}`, value, nameIn(entry, listed.named) ?? resource.name)];
  });
}

function nameIn(props: Record<string, unknown>, property: string): string | undefined {
  const name = props[property];
  return typeof name === "string" && name !== "" ? name : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
