import type { Access, PatternList, RequestContext, Statement } from "../policypack/evaluation/types";
import { contextFor } from "../policypack/graph/context";
import type { StackModel } from "../policypack/graph/types";
import type { PermissionRow } from "./judgement";
import { limitsOf, openConditions, type Ref, statementsOf } from "./permissions/limits";

/**
 * What every principal of the stack may do: one row for each action and resource of each statement, as written there.
 * `allowed`: always. `conditional`: only if what `conditions` says holds. `denied`: by a Deny, or allowed by a policy
 * and not by the permissions boundary, which is then named as the document. What a Deny takes away entirely is listed
 * as denied only. Documents that are not known have no rows.
 */
export function permissionsOf(model: StackModel): PermissionRow[] {
  return model.principals.flatMap((principal) => {
    const context = contextFor(model, principal);
    const deniers = principal.boundary ? [...principal.documents, principal.boundary] : principal.documents;
    const rows = [
      ...statementsOf(principal.documents, "Allow").flatMap((ref) => allowedRows(ref, principal, context)),
      ...statementsOf(deniers, "Deny").flatMap((ref) => deniedRows(ref, context)),
    ];
    return rows.map((row) => ({ principal: principal.id, ...row }));
  });
}

type Row = Omit<PermissionRow, "principal">;

function allowedRows(ref: Ref, access: Access, context: RequestContext): Row[] {
  const open = openConditions(ref, context);
  if (open === "fail") return [];
  return actionsAndResources(ref.statement).flatMap(({ action, resource, isExact }): Row[] => {
    const row = { action, resource, ...named(ref) };
    // What is said as "everything but" is no request that could be decided.
    const limits = isExact ? limitsOf(ref, access, { action, resource }, context) : [];
    if (limits === "denied") return [];
    if (limits === "outside the boundary") {
      return [{ action, resource, effect: "denied", document: access.boundary!.name, conditions: [] }];
    }
    const conditions = [...open, ...limits];
    return [{ ...row, effect: conditions.length > 0 ? "conditional" : "allowed", conditions }];
  });
}

function deniedRows(ref: Ref, context: RequestContext): Row[] {
  const conditions = openConditions(ref, context);
  if (conditions === "fail") return [];
  return actionsAndResources(ref.statement).map(({ action, resource }) => ({
    action,
    resource,
    effect: "denied",
    ...named(ref),
    conditions,
  }));
}

function named({ document, statement }: Ref): Pick<Row, "document" | "sid"> {
  return { document: document.name, ...(statement.sid !== undefined && { sid: statement.sid }) };
}

function actionsAndResources({ actions, resources }: Statement) {
  return entries(actions).flatMap((action) =>
    entries(resources ?? { negated: false, patterns: ["*"] }).map((resource) => ({
      action,
      resource,
      isExact: !actions.negated && !(resources?.negated ?? false),
    })),
  );
}

function entries(list: PatternList): string[] {
  return list.negated ? [`everything but ${list.patterns.join(", ")}`] : list.patterns;
}
