/** Whether the roles that resources name for a service are roles of which the stack knows something. */
import type { Finding } from "../findings/finding";
import { listed } from "../unknowns/listed";
import type { StackModel } from "../graph/types";
import { knownAccounts, namedRoleFinding, roleFinding, type RoleNaming } from "./named-role-findings";
import type { RoleUse } from "./role-use";

/** One finding for each role that does not resolve, however many resources name it. */
export function referenceFindings(policy: string, model: StackModel, uses: readonly RoleUse[]): Finding[] {
  const alike = new Map<string, RoleUse[]>();
  for (const use of uses) {
    const key = JSON.stringify([
      use.role.state,
      use.role.state === "elsewhere" ? use.role.arn : use.by.urn,
      use.property,
    ]);
    alike.set(key, [...(alike.get(key) ?? []), use]);
  }
  return [...alike.values()].flatMap((same) => referenceFinding(policy, model, same) ?? []);
}

function referenceFinding(policy: string, model: StackModel, uses: RoleUse[]): Finding | undefined {
  const [use] = uses;
  if (!use) return undefined;
  const named = namingOf(model, use, uses);
  if (use.role.state === "none") return use.needsRole ? noRole(policy, use, named) : undefined;
  return namedRoleFinding(policy, model, named);
}

function namingOf(model: StackModel, use: RoleUse, uses: RoleUse[]): RoleNaming {
  return {
    property: use.property,
    of: `${use.property} of ${listed(uses.map(({ what }) => what))}`,
    role: use.role,
    urn: use.by.urn,
    subject: use.by.name,
    unknowns: uses.map(({ property, what }) => ({ kind: "property", property, of: what, state: "unknown" })),
    open: "whether it is the right role",
    accounts: use.service ? knownAccounts(model, use.by) : [],
    unable: (account) => `a service of account ${account} cannot assume it`,
  };
}

function noRole(policy: string, { property, service }: RoleUse, named: RoleNaming): Finding {
  const trusts = service ? ` that trusts ${service.principals[0]}` : "";
  return roleFinding(policy, named, {
    verdict: "violated",
    message: `There is no ${named.of}, without which ${service?.name ?? "AWS"} can do nothing for it.`,
    remedy: `set ${property} to the ARN of a role${trusts}`,
  });
}
