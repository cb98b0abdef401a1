/** Which needs a principal's documents do not meet. */
import { completes, hasAnySuffix, withoutSuffix } from "../aws/secret-arn";
import { decide } from "../evaluation/decisions/decide";
import { mayAllow } from "../evaluation/decisions/grants";
import { covers } from "../evaluation/patterns/pattern";
import type { Surroundings } from "../evaluation/decisions/surroundings";
import type { Access, Decision } from "../evaluation/types";
import type { Asking, NeededRequest, RequiredPermission } from "./required-permission";
import { requestContext } from "./request-context";
import { decisionOnService } from "./service-decision";
import { surroundingsOf } from "./surroundings";

/** One action on one resource that a need asks for and that is not proven to be allowed. */
export interface MissingPermission {
  need: RequiredPermission;
  /** Undefined, like the rest, where not even that is known. */
  action?: string;
  resource?: string;
  decision?: Decision;
  /** How messages call the resource that the request names, where its policy takes part in the decision. */
  on?: string;
}

/** All that is not proven of these needs; empty if the principal may do everything. */
export function missingPermissionsOf(by: Asking, needs: readonly RequiredPermission[]): MissingPermission[] {
  return needs.flatMap((need) => {
    if (need.actions.length === 0) return [{ need }];
    return need.resources.flatMap((resource) =>
      need.actions.flatMap((action): MissingPermission[] => {
        const request = { need, action, resource };
        const decision = decisionOn(by, request);
        if (decision.outcome === "allowed") return [];
        const on = surroundingsOf(by, request).resource?.name;
        return [openDecision(by, { ...request, decision, ...(on !== undefined && { on }) })];
      }),
    );
  });
}

/**
 * What is missing, as unproven where only `openResource` leaves it open: a grant on a part of the pattern may be one on the
 * resource that is meant.
 */
function openDecision(by: Asking, missing: MissingPermission): MissingPermission {
  const { need, action, resource, decision } = missing;
  const { openResource } = need;
  if (!openResource || !decision || action === undefined || resource === undefined) return missing;
  const unknowns = [openResource, ...decision.unknowns.filter(({ kind }) => kind !== "statement-extent")];
  const open: Decision = { outcome: "unproven", nearMisses: [], unknowns };
  if (decision.outcome === "unproven") return { ...missing, decision: open };
  const context = requestContext(by, { need, action, resource });
  const reachesSome =
    decision.outcome !== "explicitly-denied" && mayAllow(by.principal, action, resource, context) !== "no";
  return reachesSome ? { ...missing, decision: open } : missing;
}

/**
 * Decides one request of a need. A secret whose random suffix is not known counts as allowed, too, where the grant is
 * on one complete ARN: its author has looked the suffix up.
 */
export function decisionOn(by: Asking, request: NeededRequest): Decision {
  const { principal, model } = by;
  const { need, action, resource } = request;
  if (need.isOfService) return decisionOnService(model, request);
  const context = requestContext(by, request);
  const around = surroundingsOf(by, request);
  const decision = decide(principal, { action, resource, context }, around);
  if (decision.outcome === "allowed") return decision;
  const granted = need.anyOfThem ? grantedWithin(principal, resource) : [];
  const completed = [
    ...completeArns(principal, resource).map((arn) => ({ arn, around })),
    ...granted.map((arn) => ({ arn, around: aroundOne(by, { ...request, resource: arn }) ?? around })),
  ].map((one) => decide(principal, { action, resource: one.arn, context }, one.around));
  return completed.find(({ outcome }) => outcome === "allowed") ?? completed.find(isWithheld) ?? decision;
}

/** What decides a request of one of several resources, where something is known of the policy of that one. */
function aroundOne(by: Asking, request: NeededRequest): Surroundings | undefined {
  const around = surroundingsOf(by, request);
  return (around.resource?.documents ?? []).length > 0 ? around : undefined;
}

function isWithheld({ outcome }: Decision): boolean {
  return outcome === "resource-denied";
}

/**
 * The complete secret ARNs that a principal's Allow statements name for a secret whose suffix is not known. None for
 * other resources.
 */
function completeArns(access: Access, resource: string): string[] {
  if (!hasAnySuffix(resource)) return [];
  const stem = withoutSuffix(resource);
  return allowedPatterns(access).filter((arn) => completes(arn, stem));
}

/** The patterns of a principal's Allow statements that name some of the resources only. */
function grantedWithin(access: Access, resource: string): string[] {
  return allowedPatterns(access).filter((pattern) => covers(resource, pattern));
}

function allowedPatterns({ documents }: Access): string[] {
  const granted = documents.flatMap(({ reading }) =>
    reading.state === "known" ? reading.document.statements.filter(({ effect }) => effect === "Allow") : [],
  );
  return granted.flatMap(({ resources }) => (resources && !resources.negated ? resources.patterns : []));
}
