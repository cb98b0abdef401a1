/**
 * Roles that resources of the stack name for a service of AWS to assume: what starts tasks, and what ECS itself does for
 * a service. Each must exist, trust that service, and have what the service does with it.
 */
import type { Finding } from "../findings/finding";
import type { Principal, StackModel } from "../graph/types";
import { type MissingPermission, missingPermissionsOf } from "../permissions/missing-permissions";
import { missingInEachPlace } from "../permissions/missing-in-each-place";
import { permissionFindings } from "../permissions/permission-findings";
import { referenceFindings } from "./role-reference-findings";
import type { RoleUse, ResolvedUse } from "./role-use";
import { serviceTrustFindings } from "./service-trust";

/** One finding a role and cause, whichever and however many resources name it; it stands on the first that does. */
export function roleUseFindings(policy: string, model: StackModel, uses: readonly RoleUse[]): Finding[] {
  const resolved = uses.flatMap((use) => resolvedUse(model, use) ?? []);
  return [
    ...referenceFindings(policy, model, uses),
    ...serviceTrustFindings(policy, resolved),
    ...grantFindings(policy, model, resolved),
  ];
}

function resolvedUse(model: StackModel, use: RoleUse): ResolvedUse | undefined {
  if (use.role.state !== "resolved") return undefined;
  return { use, principal: use.role.principal, model };
}

function missingOf({ use, principal, model }: ResolvedUse): MissingPermission[] {
  return missingInEachPlace(model, use.by, (view) =>
    missingPermissionsOf({ model: view, principal }, use.needs(view)),
  );
}

/** What a role lacks for all of its uses. */
function grantFindings(policy: string, model: StackModel, resolved: readonly ResolvedUse[]): Finding[] {
  const byRole = new Map<Principal, { missing: MissingPermission[]; standsOn: string }>();
  for (const each of resolved) {
    const missing = missingOf(each);
    if (missing.length === 0) continue;
    const known = byRole.get(each.principal) ?? { missing: [], standsOn: each.use.by.urn };
    known.missing.push(...missing);
    byRole.set(each.principal, known);
  }
  return [...byRole].flatMap(([principal, { missing, standsOn }]) =>
    permissionFindings({ policy, model, principal, missing, standsOn }),
  );
}
