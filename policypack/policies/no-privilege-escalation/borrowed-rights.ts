/** Rights of others that a principal may take on wholesale. */
import { grantsOf } from "../../evaluation/decisions/grants";
import { covers } from "../../evaluation/patterns/pattern";
import type { Condition, Grant, RequestContext } from "../../evaluation/types";
import { isTaskRole } from "../../graph/principal-context";
import type { Principal, StackModel } from "../../graph/types";
import type { Escalation } from "./escalation";
import { type BorrowedRight, BORROWED_RIGHTS } from "./escalation-actions";

/** The statements that allow one of `BORROWED_RIGHTS` on everything of its kind, without a condition on which. */
export function loansOf(model: StackModel, principal: Principal, context: RequestContext): Escalation[] {
  return BORROWED_RIGHTS.flatMap((borrowed) =>
    grantsOf(principal, borrowed.action, context)
      .filter((grant) => isMeant(grant, principal) && isOnAll(grant, borrowed, model))
      .filter(({ openConditions }) => !openConditions.some(narrows))
      .map((grant) => ({ grant, actions: [borrowed.action], gain: borrowed.gain })),
  );
}

/** AWS's own policy for developers allows everything but IAM; the role of a task has no use for that. */
function isMeant({ statement: { actions } }: Grant, principal: Principal): boolean {
  return !actions.negated || isTaskRole(principal);
}

function isOnAll(
  { resources: { negated, patterns } }: Grant,
  { service, resource }: BorrowedRight,
  { partition = "aws", region = "us-east-1", account = "000000000000" }: StackModel,
): boolean {
  const place = service === "iam" ? ":" : `${region}:`;
  const all = `arn:${partition}:${service}:${place}${account}:${resource}`;
  return !negated && patterns.some((pattern) => covers(pattern, all));
}

function narrows({ operator, key }: Condition): boolean {
  return !/not|null/i.test(operator) && /resource(tag|account|org)/i.test(key);
}
