import type { NamedDocument, PatternList, Statement } from "../../../policypack/evaluation/types";
import { contextFor } from "../../../policypack/graph/principal-context";
import type { Principal, StackModel } from "../../../policypack/graph/types";
import type { PermissionRow } from "../../judgement/judgement";
import { plainRequest } from "../../../policypack/permissions/required-permission";
import { surroundingsOf } from "../../../policypack/permissions/surroundings";
import { type GrantedByResource, grantedByResources } from "./granted-by-resources";
import { denialConditions, Permissions, type Ref } from "./limits";

/**
 * What every principal of the stack may do: one row for each action and resource of each statement, as written there.
 * `allowed`: always. `conditional`: only if what `conditions` says holds. `denied`: by a Deny, or allowed by a policy
 * and not by the permissions boundary, which is then named as the document. What a Deny takes away entirely is listed
 * as denied only. Documents that are not known have no rows.
 */
export function permissionsOf(model: StackModel): PermissionRow[] {
  return model.principals.flatMap((principal) =>
    rowsOf(model, principal).map((row) => ({ principal: principal.id, ...row })),
  );
}

type Row = Omit<PermissionRow, "principal">;

function rowsOf(model: StackModel, principal: Principal): Row[] {
  const { documents, boundary } = principal;
  const context = contextFor(model, principal);
  const permissions = new Permissions(principal, context, (action, resource) =>
    surroundingsOf({ model, principal }, plainRequest(action, resource)),
  );
  const denying = statementsOf(boundary ? [...documents, boundary] : documents, "Deny");
  return [
    ...statementsOf(documents, "Allow").flatMap((ref) => allowedRows(ref, permissions)),
    ...grantedByResources(model, principal).flatMap((ref) =>
      grantedRows(ref, denialConditions(ref, context)),
    ),
    ...denying.flatMap((ref) => deniedRows(ref, denialConditions(ref, context))),
  ];
}

function statementsOf(documents: NamedDocument[], effect: Statement["effect"]): Ref[] {
  return documents.flatMap((document) =>
    document.reading.state === "known"
      ? document.reading.document.statements
          .filter((statement) => statement.effect === effect)
          .map((statement) => ({ document, statement }))
      : [],
  );
}

function allowedRows(ref: Ref, permissions: Permissions): Row[] {
  return actionsAndResources(ref.statement).flatMap(({ action, resource, asked }): Row[] => {
    const standing = permissions.standingOf(ref, ...asked);
    if (standing.state === "nothing") return [];
    if (standing.state === "outside the boundary") {
      return [{ action, resource, effect: "denied", document: standing.boundary.name, conditions: [] }];
    }
    const { conditions } = standing;
    const effect = conditions.length > 0 ? "conditional" : "allowed";
    return [{ action, resource, effect, ...named(ref), conditions }];
  });
}

/** @param conditions undefined for a grant that can never hold */
function grantedRows({ on, ...ref }: GrantedByResource, conditions: string[] | undefined): Row[] {
  if (!conditions) return [];
  const effect = conditions.length > 0 ? "conditional" : "allowed";
  return actionsAndResources(ref.statement).map(({ action, resource }) => ({
    action,
    resource: resource === "*" ? on : resource,
    effect,
    ...named(ref),
    conditions,
  }));
}

/** @param conditions undefined for a Deny that can never apply */
function deniedRows(ref: Ref, conditions: string[] | undefined): Row[] {
  if (!conditions) return [];
  return actionsAndResources(ref.statement).map(({ action, resource }) => ({
    action,
    resource,
    effect: "denied",
    ...named(ref),
    conditions,
  }));
}

function named({ document, statement: { sid, index } }: Ref): Pick<Row, "document" | "sid" | "index"> {
  return { document: document.name, ...(sid ? { sid } : { index }) };
}

interface Pair {
  /** As the table shows them. */
  action: string;
  resource: string;
  /** What is asked of the evaluation. */
  asked: [action: string, resource: string];
}

function actionsAndResources({ actions, resources }: Statement): Pair[] {
  return entries(actions, "*").flatMap((action) =>
    entries(resources ?? { negated: false, patterns: ["*"] }, "arn:*").map((resource) => ({
      action: action.shown,
      resource: resource.shown,
      asked: [action.asked, resource.asked],
    })),
  );
}

/** @param all what is asked for where the statement names what it is not about */
function entries({ negated, patterns }: PatternList, all: string): { shown: string; asked: string }[] {
  if (negated) return [{ shown: `everything but ${patterns.join(", ")}`, asked: all }];
  return patterns.map((pattern) => ({ shown: pattern, asked: pattern }));
}
