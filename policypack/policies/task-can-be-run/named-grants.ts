/** Grants that name an action, by which they tell what they are for. */
import { grantsOf } from "../../evaluation/decisions/grants";
import { matches } from "../../evaluation/patterns/pattern";
import type { Grant } from "../../evaluation/types";
import { contextFor } from "../../graph/principal-context";
import { requestDestination } from "../../graph/request-destination";
import type { Principal, StackModel } from "../../graph/types";

/** The resources, as patterns, on which documents of the stack's own grant the action by its name. */
export function namedGrants(model: StackModel, principal: Principal, action: string): string[] {
  return grantsOf(principal, action, contextFor(model, principal, requestDestination(model, action, "arn:*")))
    .filter(
      ({ document, statement }) =>
        isOwn(document.kind) && !statement.unknown && namesAction(statement.actions, action),
    )
    .flatMap(({ resources }) => (resources.negated ? [] : resources.patterns));
}

function isOwn(kind: string): boolean {
  return kind === "customer-managed" || kind === "inline" || kind === "external";
}

function namesAction({ negated, patterns }: Grant["statement"]["actions"], action: string): boolean {
  const names = (pattern: string) =>
    /^\w+:[^*?]/i.test(pattern) && matches(pattern.toLowerCase(), action.toLowerCase());
  return !negated && patterns.some(names);
}
