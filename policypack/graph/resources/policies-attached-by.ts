/** Where resources name the managed policies that they attach, and the one that bounds a principal. */
import type { PrincipalKind } from "../../aws/iam-arn";
import type { PlainResource } from "../types";

/** A managed policy as a resource's inputs name it. */
export interface AttachedPolicy {
  /** The property, e.g. `managedPolicyArns[0]`. */
  path: string;
  /** As given: an ARN, UNKNOWN, undefined where it is required and missing, or anything wrong. */
  value: unknown;
  /** A permissions boundary grants nothing. */
  as: "attachment" | "boundary";
  /** `role/NAME`, `user/NAME` or `group/NAME` where the resource itself names one principal. */
  principal?: string;
}

interface Layout {
  /** The property that must name one policy. */
  one?: string;
  /** The property that may name several. */
  list?: string;
  boundary?: boolean;
  principal?: [property: string, kind: PrincipalKind];
}

const LAYOUTS = new Map<string, Layout>([
  ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", { one: "policyArn", principal: ["role", "role"] }],
  ["aws:iam/userPolicyAttachment:UserPolicyAttachment", { one: "policyArn", principal: ["user", "user"] }],
  [
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
    { one: "policyArn", principal: ["group", "group"] },
  ],
  ["aws:iam/policyAttachment:PolicyAttachment", { one: "policyArn" }],
  ...(["role", "user", "group"] as const).map((kind): [string, Layout] => {
    const name = `${kind}PolicyAttachmentsExclusive`;
    const type = `aws:iam/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    return [type, { list: "policyArns", principal: [`${kind}Name`, kind] }];
  }),
  ["aws:iam/role:Role", { list: "managedPolicyArns", boundary: true, principal: ["name", "role"] }],
  ["aws:iam/user:User", { boundary: true, principal: ["name", "user"] }],
  ["aws-native:iam:Role", { list: "managedPolicyArns", boundary: true, principal: ["roleName", "role"] }],
  ["aws-native:iam:User", { list: "managedPolicyArns", boundary: true, principal: ["userName", "user"] }],
  ["aws-native:iam:Group", { list: "managedPolicyArns", principal: ["groupName", "group"] }],
]);

/** The managed policies that a resource's inputs name. One that must be named is listed even when missing. */
export function attachedPolicies(resource: PlainResource): AttachedPolicy[] {
  const layout = LAYOUTS.get(resource.type);
  if (!layout) return [];
  const principal = principalOf(resource, layout);
  const all: AttachedPolicy[] = [];
  if (layout.one) all.push({ path: layout.one, value: resource.props[layout.one], as: "attachment" });
  if (layout.list) all.push(...listed(layout.list, resource.props[layout.list]));
  const boundary = layout.boundary ? resource.props.permissionsBoundary : undefined;
  if (boundary !== undefined && boundary !== "") {
    all.push({ path: "permissionsBoundary", value: boundary, as: "boundary" });
  }
  return principal ? all.map((attached) => ({ ...attached, principal })) : all;
}

function listed(path: string, value: unknown): AttachedPolicy[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [{ path, value, as: "attachment" }];
  return value.map((entry: unknown, index) => ({
    path: `${path}[${index}]`,
    value: entry,
    as: "attachment",
  }));
}

function principalOf({ props }: PlainResource, { principal }: Layout): string | undefined {
  if (!principal) return undefined;
  const [property, kind] = principal;
  const name = props[property];
  return typeof name === "string" && name !== ""
    ? `${kind}/${name.slice(name.lastIndexOf("/") + 1)}`
    : undefined;
}
