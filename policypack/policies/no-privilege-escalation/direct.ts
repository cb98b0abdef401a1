/** Ways that lead over IAM itself: a principal changes what it, or somebody that it can be, may do. */
import { actionAcceptsResource } from "../../evaluation/catalogue/action-resources";
import { grantsOf } from "../../evaluation/decisions/grants";
import { mayMeet } from "../../evaluation/decisions/resource-set";
import { covers } from "../../evaluation/patterns/pattern";
import type { DocumentKind, Grant, RequestContext } from "../../evaluation/types";
import type { Principal, StackModel } from "../../graph/types";
import type { Escalation } from "./escalation";
import { ESCALATION_ACTIONS, type EscalationAction } from "./escalation-actions";
import { aboutItself, type Requests } from "./requests";
import { allOf, LazyTargets, reachBeyond } from "./targets";

/** The statements that allow one of `ESCALATION_ACTIONS` on what raises the principal's rights. */
export function directWays(model: StackModel, principal: Principal, requests: Requests): Escalation[] {
  const targets = new LazyTargets(model, principal, requests);
  return ESCALATION_ACTIONS.flatMap((escalation) => {
    const domain = [allOf(model, escalation.target)];
    if (grantsOf(principal, escalation.action, requests.plain, domain).length === 0) return [];
    const known = knownRequests(escalation, targets);
    for (const asked of requests.forAction(escalation, known)) {
      const isAboutItself = escalation.target === "user" && escalation.reach !== "other";
      const context = isAboutItself ? aboutItself(model, principal, asked) : asked;
      const grants = raising(model, principal, escalation, context, targets);
      if (grants.length > 0) return grants.map((grant) => wayBy(principal, grant, escalation));
    }
    return [];
  });
}

function wayBy({ kind }: Principal, grant: Grant, escalation: EscalationAction): Escalation {
  const { action, gain, gainOfAssumer } = escalation;
  const way: Escalation = { grant, actions: [action], gain, source: "changed-rights" };
  return kind === "role" && gainOfAssumer ? { ...way, gain: gainOfAssumer, isForAssumers: true } : way;
}

function knownRequests({ asks, target }: EscalationAction, targets: LazyTargets): string[] | undefined {
  if (asks === "its-boundary") return targets.boundaryArns(target);
  return asks === "denying-policy" ? targets.denyingPolicyArns(target) : undefined;
}

function raising(
  model: StackModel,
  principal: Principal,
  escalation: EscalationAction,
  context: RequestContext,
  targets: LazyTargets,
): Grant[] {
  const { action, target } = escalation;
  const inside = new Map(
    grantsOf(principal, action, context, [allOf(model, target)]).map(({ statement, resources }) => [
      statement,
      resources.patterns.filter((pattern) => actionAcceptsResource(action, pattern)),
    ]),
  );
  if (inside.size === 0) return [];
  const raising = new Set(
    [...inside]
      .filter(([, patterns]) => reaches(model, principal, escalation, patterns, targets))
      .map(([of]) => of),
  );
  if (raising.size === 0) return [];
  return grantsOf(principal, action, context).filter(({ statement }) => raising.has(statement));
}

/** Whether something of what the patterns match raises the principal's rights when the action is done to it. */
function reaches(
  model: StackModel,
  principal: Principal,
  { action, target, reach }: EscalationAction,
  patterns: string[],
  targets: LazyTargets,
): boolean {
  if (patterns.length === 0) return false;
  const touches = (some: string[]) => mayMeet(patterns, some);
  const isAll = () => patterns.some((pattern) => covers(pattern, allOf(model, target)));
  switch (reach) {
    case "bounded":
      return touches(targets.bounded[target]);
    case "restricted":
      return touches(targets.restricted(takenAway(action))[target]);
    case "own":
      return isAll() || touches(targets.own[target]) || touches(targets.usable(target));
    case "other":
      // A role is no member of any group: it gains by giving others rights, which only all groups let it do at will.
      if (action === "iam:AddUserToGroup" && principal.kind === "role") return isAll();
      return reachBeyond(patterns, targets.itself[target]);
  }
}

/** What kinds of documents an action takes away. */
function takenAway(action: string): DocumentKind[] {
  if (action.includes(":Detach")) return ["customer-managed", "aws-managed"];
  return action.includes(":Delete") ? ["inline"] : ["customer-managed", "aws-managed", "inline"];
}
