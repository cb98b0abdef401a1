/** Which side grants a request: the principal's policies, those of the resource, or both together. */
import { type EffectQuery, type EffectResult, evaluateEffect } from "./effects";
import { matchPrincipals, type PrincipalMatch } from "./principal-match";
import { applies, type PreparedRequest } from "./statement-match";
import { and, either, or, type Truth } from "../truth";
import type { Access, NamedDocument, Outcome, StatementRef } from "../types";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import type { ResourceSide, Surroundings } from "./surroundings";

/** Whether a request is granted, before anything that must let it through as well. */
export interface Granting {
  holds: Truth;
  by?: StatementRef;
  with?: StatementRef;
  /** Where it is not granted: how that is called, and what withholds it. */
  outcome: Outcome;
  withheldBy?: readonly NamedDocument[];
  /** Whose policy that is, where it is a resource's. */
  withheldOn?: ResourceSide;
  /** What keeps it open. */
  queries: readonly EffectQuery[];
  facts?: UnknownFact[];
}

/** The permissions boundary limits what a principal's own policies grant, and what is granted to its role's ARN. */
interface IdentitySide {
  allowed: EffectResult;
  within: EffectResult;
  holds: Truth;
  queries: EffectQuery[];
}

const YES: EffectResult = { holds: "yes" };
const NO: EffectResult = { holds: "no" };

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function grantingOf(access: Access, around: Surroundings, request: PreparedRequest): Granting {
  const { resource } = around;
  if (!resource && !access.boundary) return byPoliciesAlone(access, request);
  const identity = identitySideOf(access, request);
  if (!resource) return byIdentity(identity, access);
  return byBoth(identity, resource, access, request);
}

/**
 * Whether what lies behind grants a request, too: the principal's policies do by naming what they ask, or what lies behind.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 *
 * @param request what is asked of the policies in front
 * @param behind what is asked of those behind
 */
export function grantingBehind(
  access: Access,
  side: ResourceSide,
  request: PreparedRequest,
  behind: PreparedRequest,
): Granting {
  const [inFront, itself] = [identitySideOf(access, request), identitySideOf(access, behind)];
  const identity = inFront.holds === "yes" || itself.holds === "no" ? inFront : itself;
  const found = byBoth(identity, side, access, behind);
  const isWithheld = found.outcome === "implicitly-denied" && side.isSameAccount !== false;
  return isWithheld ? { ...found, ...withheldBy(side) } : found;
}

function byBoth(
  identity: IdentitySide,
  resource: ResourceSide,
  access: Access,
  request: PreparedRequest,
): Granting {
  const grants = resourceGrants(resource, request);
  const { isSameAccount } = resource;
  if (isSameAccount === true) return inOneAccount(identity, grants, resource, access);
  if (isSameAccount === false) return betweenAccounts(identity, grants, resource, access);
  const [same, other] = [
    inOneAccount(identity, grants, resource, access),
    betweenAccounts(identity, grants, resource, access),
  ];
  const facts: UnknownFact[] = [{ kind: "resource-account", resource: resource.name }];
  return { ...other, holds: either(same.holds, other.holds), facts };
}

/** The most usual question, answered without ado: whole stacks ask it thousands of times. */
function byPoliciesAlone({ documents, unknowns }: Access, request: PreparedRequest): Granting {
  const allowance: EffectQuery = { documents, unknowns, effect: "Allow" };
  const { holds, by } = evaluateEffect(allowance, request);
  return { holds, by, outcome: "implicitly-denied", queries: holds === "maybe" ? [allowance] : NONE };
}

const NONE: EffectQuery[] = [];

function identitySideOf({ documents, boundary, unknowns }: Access, request: PreparedRequest): IdentitySide {
  const allowance: EffectQuery = { documents, unknowns, effect: "Allow" };
  const limit: EffectQuery | undefined = boundary && { documents: [boundary], unknowns: [], effect: "Allow" };
  const allowed = evaluateEffect(allowance, request);
  const within = limit ? evaluateEffect(limit, request) : YES;
  const queries = [
    ...(allowed.holds === "maybe" ? [allowance] : []),
    ...(limit && within.holds === "maybe" ? [limit] : []),
  ];
  return { allowed, within, holds: and(allowed.holds, within.holds), queries };
}

function byIdentity(identity: IdentitySide, access: Access): Granting {
  const { allowed, holds, queries } = identity;
  return { holds, by: allowed.by, ...refusalOf(identity, access), queries };
}

type Refusal = Pick<Granting, "by" | "outcome" | "withheldBy">;

/** @param ofRole what names the role and is limited by the boundary too */
function refusalOf(
  { allowed, within }: IdentitySide,
  { boundary }: Access,
  ofRole: EffectResult = NO,
): Refusal {
  const isGranted = allowed.holds !== "no" || ofRole.holds !== "no";
  if (!boundary || !isGranted || within.holds !== "no") return { outcome: "implicitly-denied" };
  return { by: allowed.by ?? ofRole.by, outcome: "boundary-denied", withheldBy: [boundary] };
}

/** What the policies of a resource grant, by the way in which they name the requester. */
interface ResourceGrants {
  itself: EffectResult;
  role: EffectResult;
  account: EffectResult;
  queries: EffectQuery[];
}

function resourceGrants(resource: ResourceSide, request: PreparedRequest): ResourceGrants {
  const { documents, unknowns, handsOver } = resource;
  const query: EffectQuery = { documents, unknowns, effect: "Allow" };
  const [itself, role, account] = (["itself", "byRole", "byAccount"] as const).map((way) =>
    grantedAs(way, query, request),
  ) as [EffectResult, EffectResult, EffectResult];
  const isOpen = [itself, role, account].some(({ holds }) => holds === "maybe");
  return { itself, role, account: handsOver ? YES : account, queries: isOpen ? [query] : [] };
}

function grantedAs(way: keyof PrincipalMatch, query: EffectQuery, request: PreparedRequest): EffectResult {
  const { requester } = request;
  return evaluateEffect(query, request, (compiled) => {
    const named = requester ? matchPrincipals(compiled.statement.principals, requester)[way] : "maybe";
    return named === "no" ? "no" : and(named, applies(compiled, request));
  });
}

/** A boundary does not limit what names the session, the user or everyone; what names the role it does. */
function byResourceAlone({ itself, role }: ResourceGrants, within: EffectResult): EffectResult {
  const holds = or(itself.holds, and(role.holds, within.holds));
  return { holds, by: itself.holds === "yes" ? itself.by : role.by };
}

function inOneAccount(
  identity: IdentitySide,
  grants: ResourceGrants,
  resource: ResourceSide,
  access: Access,
): Granting {
  const isKey = resource.rule === "key";
  const handedOver: Truth = isKey ? grants.account.holds : "yes";
  const alone = byResourceAlone(grants, identity.within);
  const ofIdentity = and(handedOver, identity.holds);
  const queries = [...identity.queries, ...grants.queries];
  const holds = or(alone.holds, ofIdentity);
  if (holds === "no") {
    const own = refusalOf(handedOver === "no" ? { ...identity, allowed: NO } : identity, access, grants.role);
    if (own.outcome === "boundary-denied" || handedOver !== "no") return { holds, ...own, queries };
    return { holds, ...withheldBy(resource), queries };
  }
  const granted =
    ofIdentity === "yes" ? { by: identity.allowed.by, with: isKey ? grants.account.by : undefined } : alone;
  return {
    by: granted.by,
    with: "with" in granted ? granted.with : undefined,
    holds,
    outcome: "implicitly-denied",
    queries,
  };
}

function betweenAccounts(
  identity: IdentitySide,
  grants: ResourceGrants,
  resource: ResourceSide,
  access: Access,
): Granting {
  const found = [grants.itself, grants.role, grants.account].sort(surestFirst)[0]!;
  const holds = and(identity.holds, found.holds);
  const queries = [...identity.queries, ...grants.queries];
  if (identity.holds === "no") return { ...byIdentity(identity, access), holds, queries };
  const granted = { holds, by: identity.allowed.by, with: found.by, queries };
  return { ...granted, ...withheldBy(resource) };
}

function withheldBy(resource: ResourceSide): Pick<Granting, "outcome" | "withheldBy" | "withheldOn"> {
  return { outcome: "resource-denied", withheldBy: resource.documents, withheldOn: resource };
}

const SURENESS: Record<Truth, number> = { yes: 0, maybe: 1, no: 2 };

function surestFirst(one: EffectResult, other: EffectResult): number {
  return SURENESS[one.holds] - SURENESS[other.holds];
}
