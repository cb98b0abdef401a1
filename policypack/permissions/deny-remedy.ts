import type { StatementRef } from "../evaluation/types";
import { documentName } from "../findings/names";
import type { Principal } from "../graph/types";
import { listed } from "../unknowns/listed";

/** How to let a principal do what a Deny refuses: what the Deny names is taken out of it, what it spares is added to. */
export function denyRemedy(
  principal: Principal,
  denied: string[],
  on: string[],
  deny: StatementRef | undefined,
): string {
  if (deny?.document.kind === "aws-managed") {
    return `detach ${documentName(deny.document)} from ${principal.id}, or from the group by which it has it`;
  }
  const actions = listed(denied);
  const resources = listed(on);
  const spareAction = deny?.statement.actions.negated
    ? `add ${actions} to the NotAction of that Deny`
    : `take ${actions} out of that Deny`;
  const spareResource = deny?.statement.resources?.negated
    ? `add ${resources} to its NotResource or narrow its Condition`
    : `narrow its Resource or Condition so that it spares ${resources}`;
  return `${spareAction}, or ${spareResource}`;
}
