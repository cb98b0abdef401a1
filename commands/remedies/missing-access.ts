/** What a finding asks for, action by action and resource by resource. */
import { contextFor } from "../../policypack/graph/principal-context";
import { requestDestination } from "../../policypack/graph/request-destination";
import type { StackModel } from "../../policypack/graph/types";
import { actionAcceptsResource } from "../../policypack/evaluation/catalogue/action-resources";
import { decide } from "../../policypack/evaluation/decisions/decide";
import type { JudgedFinding } from "../judgement/judgement";

/** An action that somebody lacks on a resource. */
export interface MissingAccess {
  action: string;
  resource: string;
}

/**
 * What nothing allows, of what the finding names: only that is put right by granting it.
 * @returns none where some of it is refused by a Deny or a boundary, or is not certain
 */
export function missingAccess(found: JudgedFinding, model: StackModel): MissingAccess[] {
  const principal = model.principals.find(({ id }) => id === found.subject);
  if (!principal || found.verdict !== "violated") return [];
  const pairs = found.actions.flatMap((action) =>
    found.resources
      .filter((resource) => actionAcceptsResource(action, resource))
      .map((resource) => ({ action, resource })),
  );
  const decided = pairs.map((pair) => {
    const context = contextFor(model, principal, requestDestination(model, pair.action, pair.resource));
    return { pair, outcome: decide(principal, { ...pair, context }).outcome };
  });
  const missing = decided.filter(({ outcome }) => outcome !== "allowed");
  const isPlain = missing.every(({ outcome }) => outcome === "implicitly-denied");
  return isPlain ? missing.map(({ pair }) => pair) : [];
}
