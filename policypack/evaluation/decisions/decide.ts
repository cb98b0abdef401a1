/**
 * The lower bound: what a principal may do for certain, whatever is not known.
 *
 * A Deny wins in whatever document, an Allow is needed, and all that limits must let the request through: permissions
 * boundary, the organisation's policies, VPC endpoints
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
 */
import { nearMissesOf } from "./near-misses";
import { grantingOf } from "./sides";
import { prepareRequest, type PreparedRequest } from "./statement-match";
import type {
  Access,
  AccessRequest,
  Decision,
  NamedDocument,
  NearMiss,
  Outcome,
  StatementRef,
} from "../types";
import { ALONE, type Surroundings } from "./surroundings";
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
  const prepared = prepareRequest(request, around.requester);
  const stages = stagesOf(access, around, prepared);
  const refused = stages.find(({ passes }) => passes === "no");
  const nearMisses = (outcome: Outcome, withheldBy?: readonly NamedDocument[]) => () =>
    nearMissesOf(outcome, { access, around, withheldBy }, prepared);
  if (refused) {
    const { outcome, by, withheldBy } = refused;
    return new Conclusion({ outcome, decidedBy: by, withheldBy }, nearMisses(outcome, withheldBy));
  }
  const open = stages.flatMap(({ passes, queries, facts = [] }) =>
    passes === "maybe" ? [...queries.flatMap((query) => openQuestions(query, prepared)), ...facts] : [],
  );
  if (stages.some(({ passes }) => passes === "maybe")) {
    const unknowns = withoutRepeats(open).slice(0, MOST_UNKNOWNS);
    return new Conclusion({ outcome: "unproven", unknowns }, nearMisses("unproven"));
  }
  const granted = stages.at(-1);
  return new Conclusion(
    { outcome: "allowed", decidedBy: granted?.by, decidedWith: granted?.with },
    nearMisses("allowed"),
  );
}

/** One step of the way to an Allow. */
interface Stage {
  passes: Truth;
  /** What it is called where it refuses. */
  outcome: Outcome;
  by?: StatementRef;
  with?: StatementRef;
  withheldBy?: readonly NamedDocument[];
  queries: EffectQuery[];
  facts?: UnknownFact[];
}

function stagesOf(access: Access, around: Surroundings, request: PreparedRequest): Stage[] {
  const { serviceControl = [], endpoints = [] } = around;
  const granting = grantingOf(access, around, request);
  return [
    denial(access, around, request),
    ...serviceControl.map((level) => limit(level, "organization-denied", request)),
    ...endpoints.map((endpoint) => limit([endpoint], "endpoint-denied", request)),
    { ...granting, passes: granting.holds },
  ];
}

function denial(access: Access, around: Surroundings, request: PreparedRequest): Stage {
  const query: EffectQuery = {
    documents: [...documentsOf(access), ...documentsAround(around)],
    unknowns: [...access.unknowns, ...(around.resource?.unknowns ?? [])].filter(
      ({ deniesNothing }) => !deniesNothing,
    ),
    effect: "Deny",
  };
  const { holds, by } = evaluateEffect(query, request);
  const passes = { yes: "no", no: "yes", maybe: "maybe" } as const;
  return { passes: passes[holds], outcome: "explicitly-denied", by, queries: [query] };
}

function documentsOf({ documents, boundary }: Access): NamedDocument[] {
  return boundary ? [...documents, boundary] : documents;
}

/** The documents beside the principal's own, in the order in which AWS looks at them. */
export function documentsAround(around: Surroundings): NamedDocument[] {
  const { denying = [], serviceControl = [], resource, endpoints = [] } = around;
  return [...denying, ...serviceControl.flat(), ...endpoints, ...(resource?.documents ?? [])];
}

function limit(documents: readonly NamedDocument[], outcome: Outcome, request: PreparedRequest): Stage {
  const query: EffectQuery = { documents, unknowns: [], effect: "Allow" };
  const { holds } = evaluateEffect(query, request);
  return { passes: holds, outcome, withheldBy: documents, queries: [query] };
}

/** A decision whose near misses are worked out when asked for: most callers want them of few decisions. */
class Conclusion implements Decision {
  readonly outcome: Outcome;
  readonly decidedBy?: StatementRef;
  readonly decidedWith?: StatementRef;
  readonly withheldBy?: readonly NamedDocument[];
  readonly unknowns: UnknownFact[];
  #nearMisses: NearMiss[] | undefined;
  readonly #findNearMisses: () => NearMiss[];

  constructor(
    {
      outcome,
      decidedBy,
      decidedWith,
      withheldBy,
      unknowns = [],
    }: Partial<Decision> & Pick<Decision, "outcome">,
    findNearMisses: () => NearMiss[],
  ) {
    this.outcome = outcome;
    this.decidedBy = decidedBy;
    this.decidedWith = decidedWith;
    this.withheldBy = withheldBy;
    this.unknowns = unknowns;
    this.#findNearMisses = findNearMisses;
  }

  get nearMisses(): NearMiss[] {
    return (this.#nearMisses ??= this.#findNearMisses());
  }
}
