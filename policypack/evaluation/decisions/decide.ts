/**
 * The lower bound: what a principal may do for certain, whatever is not known.
 *
 * IAM's rules within one account, identity side: a Deny wins, an Allow is needed, and a permissions boundary must
 * allow as well (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
 */
import { nearMissesOf } from "./near-misses";
import { prepareRequest, type PreparedRequest } from "./statement-match";
import type { Access, AccessRequest, Decision, NearMiss, Outcome, StatementRef } from "../types";
import { withoutRepeats } from "../../unknowns/describe";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { openQuestions, evaluateEffect, type EffectQuery } from "./effects";

/** More would not fit into a message. */
const MOST_UNKNOWNS = 20;

/** Decides whether the principal may do what is asked, all of it where a pattern of resources is asked for. */
export function decide(access: Access, request: AccessRequest): Decision {
  const { documents, boundary, unknowns } = access;
  const prepared = prepareRequest(request);
  const conclude = (outcome: Outcome, by?: StatementRef) => new Conclusion(outcome, by, [], access, prepared);

  const denial: EffectQuery = {
    documents: boundary ? [...documents, boundary] : documents,
    unknowns: unknowns.length === 0 ? unknowns : unknowns.filter((each) => !each.deniesNothing),
    effect: "Deny",
  };
  const denied = evaluateEffect(denial, prepared);
  if (denied.holds === "yes") return conclude("explicitly-denied", denied.by);

  const allowance: EffectQuery = { documents, unknowns, effect: "Allow" };
  const allowed = evaluateEffect(allowance, prepared);
  if (allowed.holds === "no") return conclude("implicitly-denied");

  const limit: EffectQuery | undefined = boundary && { documents: [boundary], unknowns: [], effect: "Allow" };
  const within = limit && evaluateEffect(limit, prepared);
  if (within?.holds === "no") return conclude("boundary-denied", allowed.by);

  const open: UnknownFact[] = [];
  if (denied.holds === "maybe") open.push(...openQuestions(denial, prepared));
  if (allowed.holds === "maybe") open.push(...openQuestions(allowance, prepared));
  if (limit && within?.holds === "maybe") open.push(...openQuestions(limit, prepared));
  if (open.length === 0) return conclude("allowed", allowed.by);
  return new Conclusion(
    "unproven",
    undefined,
    withoutRepeats(open).slice(0, MOST_UNKNOWNS),
    access,
    prepared,
  );
}

/** A decision whose near misses are worked out when asked for: most callers want them of few decisions. */
class Conclusion implements Decision {
  #nearMisses: NearMiss[] | undefined;
  readonly #access: Access;
  readonly #request: PreparedRequest;

  constructor(
    readonly outcome: Outcome,
    readonly decidedBy: StatementRef | undefined,
    readonly unknowns: UnknownFact[],
    access: Access,
    request: PreparedRequest,
  ) {
    this.#access = access;
    this.#request = request;
  }

  get nearMisses(): NearMiss[] {
    return (this.#nearMisses ??= nearMissesOf(this.outcome, this.#access, this.#request));
  }
}
