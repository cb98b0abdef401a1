/**
 * The lower bound: what a principal may do for certain, whatever is not known.
 *
 * A Deny wins in whatever document, an Allow is needed, and all that limits must let the request through: permissions
 * boundary, the organisation's policies, VPC endpoints
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
 */
import { nearMissesOf } from "./near-misses";
import { type Granting, grantingBehind, grantingOf } from "./sides";
import { prepareRequest, type PreparedRequest } from "./statement-match";
import type {
  Access,
  AccessRequest,
  Decision,
  NamedDocument,
  NearMiss,
  Outcome,
  StatementRef,
  UnknownAccess,
} from "../types";
import { ALONE, type Behind, type Surroundings } from "./surroundings";
import { withoutRepeats } from "../../unknowns/describe";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import type { Truth } from "../truth";
import { openQuestions, evaluateEffect, type EffectQuery } from "./effects";

/** More would not fit into a message. */
const MOST_UNKNOWNS = 20;

/**
 * Decides whether the principal may do what is asked, all of it where a pattern of resources is asked for.
 *
 * @param access the principal's own documents; none of a service or of nobody in particular
 * @param around the documents that decide beside them
 */
export function decide(access: Access, request: AccessRequest, around: Surroundings = ALONE): Decision {
  const prepared = prepareRequest(request, around.requester, access.boundary !== undefined);
  const decision = conclude({ access, around, prepared }, () => grantingOf(access, around, prepared));
  const { behind } = around;
  const isOpen = decision.outcome === "allowed" || decision.outcome === "unproven";
  return behind && isOpen ? together(decision, decideBehind(access, prepared, behind, around)) : decision;
}

/**
 * What lies behind is asked by its own name. The principal's policies and those of its organization have had their say, but for
 * what they grant.
 */
function decideBehind(
  access: Access,
  inFront: PreparedRequest,
  { resource, side }: Behind,
  { requester, denying, endpoints }: Surroundings,
): Decision {
  const prepared = prepareRequest({ ...inFront.asked, resource }, requester, inFront.hasBoundary);
  const around: Surroundings = { requester, resource: side, denying, endpoints };
  return conclude({ access: NOBODY, around, prepared }, () =>
    grantingBehind(access, side, inFront, prepared),
  );
}

/** The policies of nobody: they deny nothing. */
const NOBODY: Access = { documents: [], unknowns: [] };

/** Both must let it through. */
function together(inFront: Decision, behind: Decision): Decision {
  if (behind.outcome === "allowed") return inFront;
  if (inFront.outcome === "allowed" || behind.outcome !== "unproven") return behind;
  return { ...inFront, nearMisses: [], unknowns: withoutRepeats([...inFront.unknowns, ...behind.unknowns]) };
}

function conclude(deciding: Deciding, grant: () => Granting): Decision {
  const { access, around, prepared } = deciding;
  const denial = denialQuery(access, around);
  const denied = evaluateEffect(denial, prepared);
  if (denied.holds === "yes") return new Conclusion("explicitly-denied", deciding, { decidedBy: denied.by });

  const limits = around === ALONE ? NO_LIMITS : limitsOf(around, prepared);
  const limit = limits.find(({ passes }) => passes === "no");
  if (limit) return new Conclusion(limit.outcome, deciding, { withheldBy: limit.query.documents });

  const granting = grant();
  const { holds, by, with: decidedWith, queries, facts = [] } = granting;
  if (holds === "no") return new Conclusion(granting.outcome, deciding, refusal(granting, prepared));

  const open = limits.filter(({ passes }) => passes === "maybe");
  if (holds === "yes" && denied.holds === "no" && open.length === 0) {
    return new Conclusion("allowed", deciding, { decidedBy: by, decidedWith });
  }
  const asked = [
    ...(denied.holds === "maybe" ? [denial] : []),
    ...open.map(({ query }) => query),
    ...(holds === "maybe" ? queries : []),
  ];
  const found = [
    ...asked.flatMap((query) => openQuestions(query, prepared)),
    ...(holds === "maybe" ? facts : []),
  ];
  return new Conclusion("unproven", deciding, { unknowns: withoutRepeats(found).slice(0, MOST_UNKNOWNS) });
}

function refusal({ by, withheldBy, withheldOn }: Granting, { asked: { resource } }: PreparedRequest): By {
  return {
    decidedBy: by,
    withheldBy,
    ...(withheldOn && { withheldOn: { name: withheldOn.name, resource } }),
  };
}

/** All documents that may deny, and what may deny beside them. */
function denialQuery(access: Access, around: Surroundings): EffectQuery {
  const own = access.boundary ? [...access.documents, access.boundary] : access.documents;
  if (around === ALONE) return { documents: own, unknowns: denyingAmong(access.unknowns), effect: "Deny" };
  const unknowns = [...access.unknowns, ...(around.resource?.unknowns ?? [])];
  const documents = [...own, ...documentsAround(around)];
  return { documents, unknowns: denyingAmong(unknowns), effect: "Deny" };
}

function denyingAmong(unknowns: readonly UnknownAccess[]): readonly UnknownAccess[] {
  return unknowns.length === 0 ? unknowns : unknowns.filter(({ deniesNothing }) => !deniesNothing);
}

/** The documents beside the principal's own, in the order in which AWS looks at them. */
function documentsAround(around: Surroundings): NamedDocument[] {
  const { denying = [], serviceControl = [], resource, endpoints = [] } = around;
  return [...denying, ...serviceControl.flat(), ...endpoints, ...(resource?.documents ?? [])];
}

/** What must let a request through that is granted. */
interface Limit {
  passes: Truth;
  outcome: Outcome;
  query: EffectQuery;
}

const NO_LIMITS: readonly Limit[] = [];

/** Each level of the organization's service control policies, and each endpoint. */
function limitsOf({ serviceControl = [], endpoints = [] }: Surroundings, request: PreparedRequest): Limit[] {
  const limit = (documents: readonly NamedDocument[], outcome: Outcome): Limit => {
    const query: EffectQuery = { documents, unknowns: [], effect: "Allow" };
    return { passes: evaluateEffect(query, request).holds, outcome, query };
  };
  return [
    ...serviceControl.map((level) => limit(level, "organization-denied")),
    ...endpoints.map((endpoint) => limit([endpoint], "endpoint-denied")),
  ];
}

/** What a conclusion was drawn from. */
interface Deciding {
  access: Access;
  around: Surroundings;
  prepared: PreparedRequest;
}

type By = Partial<Pick<Decision, "decidedBy" | "decidedWith" | "withheldBy" | "withheldOn" | "unknowns">>;

/** A decision whose near misses are worked out when asked for: most callers want them of few decisions. */
class Conclusion implements Decision {
  readonly decidedBy: StatementRef | undefined;
  readonly decidedWith: StatementRef | undefined;
  readonly withheldBy: readonly NamedDocument[] | undefined;
  readonly withheldOn: Decision["withheldOn"];
  readonly unknowns: UnknownFact[];
  #nearMisses: NearMiss[] | undefined;
  readonly #deciding: Deciding;

  constructor(
    readonly outcome: Outcome,
    deciding: Deciding,
    by: By,
  ) {
    this.decidedBy = by.decidedBy;
    this.decidedWith = by.decidedWith;
    this.withheldBy = by.withheldBy;
    this.withheldOn = by.withheldOn;
    this.unknowns = by.unknowns ?? [];
    this.#deciding = deciding;
  }

  get nearMisses(): NearMiss[] {
    const { access, around, prepared } = this.#deciding;
    return (this.#nearMisses ??= nearMissesOf(
      this.outcome,
      { access, around, withheldBy: this.withheldBy },
      prepared,
    ));
  }
}
