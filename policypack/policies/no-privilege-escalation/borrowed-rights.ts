/** Rights of others that a principal may take on wholesale. */
import { grantsOf } from "../../evaluation/decisions/grants";
import { covers } from "../../evaluation/patterns/pattern";
import type { Grant, RequestContext } from "../../evaluation/types";
import { isTaskRole } from "../../graph/principal-context";
import type { Principal, StackModel } from "../../graph/types";
import type { Escalation } from "./escalation";
import { BORROWED_RIGHTS, type BorrowedRight } from "./existing-resources";
import { untagged, type Requests } from "./requests";

/** The statements that allow what a borrowed right takes on everything of its kind, without a condition on which. */
export function loansOf(model: StackModel, principal: Principal, requests: Requests): Escalation[] {
  const context = untagged(requests.plain, model);
  return BORROWED_RIGHTS.flatMap((borrowed) => loans(model, principal, borrowed, context));
}

function loans(
  model: StackModel,
  principal: Principal,
  { actions: [first = [], ...others], everything, gain }: BorrowedRight,
  context: RequestContext,
): Escalation[] {
  const anywhere = everything.replace("PARTITION", model.partition ?? "*").replace(/REGION|ACCOUNT/g, "*");
  const onAll = first.flatMap((action) =>
    grantsOf(principal, action, context, [anywhere])
      .filter((grant) => isMeant(grant, principal) && isOnAll(grant, everything, model))
      .map((grant) => ({ grant, action })),
  );
  if (onAll.length === 0) return [];
  const beside = others.map((oneOf) => oneOf.find((each) => grantsOf(principal, each, context).length > 0));
  if (beside.includes(undefined)) return [];
  return distinct(onAll).map(({ grant, action }) => ({
    grant,
    actions: [action, ...(beside as string[])],
    gain,
    source: everything.includes(":ecs:") ? "ecs-roles" : "other-roles",
  }));
}

/** Of each statement, the first action that it allows. */
function distinct<Found extends { grant: Grant }>(found: Found[]): Found[] {
  return found.filter(
    ({ grant }, index) => found.findIndex((other) => other.grant.statement === grant.statement) === index,
  );
}

/** AWS's own policy for developers allows everything but IAM; the role of a task has no use for that. */
function isMeant({ statement: { actions } }: Grant, principal: Principal): boolean {
  return !actions.negated || isTaskRole(principal);
}

function isOnAll(
  { resources: { negated, patterns } }: Grant,
  everything: string,
  model: StackModel,
): boolean {
  const whole = filledIn(everything, model);
  if (negated) return !patterns.some((pattern) => covers(pattern, filledIn(everything, model, pattern)));
  return patterns.some(
    (pattern) => covers(pattern, filledIn(everything, model, pattern)) || covers(pattern, whole),
  );
}

/** Everything in the region and account that a pattern names, else in the stack's. */
function filledIn(everything: string, model: StackModel, pattern = ""): string {
  const [, , , region, account] = pattern.split(":");
  const own = (named: string | undefined) => (named && !/[*?$]/.test(named) ? named : undefined);
  return everything
    .replace("PARTITION", model.partition ?? "aws")
    .replace("REGION", own(region) ?? model.region ?? "us-east-1")
    .replace("ACCOUNT", own(account) ?? model.account ?? "000000000000");
}
