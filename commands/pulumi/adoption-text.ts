import type { Adoptable } from "./adoption";

const NOUNS: Record<string, string> = {
  Role: "role",
  Policy: "policy",
  RolePolicyAttachment: "attachment to a role",
  UserPolicyAttachment: "attachment to a user",
  GroupPolicyAttachment: "attachment to a group",
  RolePolicy: "inline policy of a role",
  UserPolicy: "inline policy of a user",
  GroupPolicy: "inline policy of a group",
  LogGroup: "log group",
  OpenIdConnectProvider: "OIDC provider",
};

/** One line a resource, e.g. `role                  MLPlatformECSTaskRole`. */
export function adoptionLines(adoptable: Adoptable[]): string[] {
  const rows = adoptable.map(({ resource, id }) => [noun(resource.type), id] as const);
  const width = Math.max(...rows.map(([kind]) => kind.length));
  return rows.map(([kind, id]) => `${kind.padEnd(width)}  ${id}`);
}

function noun(type: string): string {
  const name = type.slice(type.lastIndexOf(":") + 1);
  return NOUNS[name] ?? name;
}
