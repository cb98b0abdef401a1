/**
 * The lower bound: what a principal may do for certain, whatever is not known.
 *
 * IAM's rules within one account, identity side: a Deny wins, an Allow is needed, and a permissions boundary must
 * allow as well (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
 */
import { nearMissesOf } from "./near-misses";
import { prepareRequest, type PreparedRequest } from "./statement-match";
import type { Access, AccessRequest, Decision, NearMiss, Outcome, StatementRef } from "../types";
import { openQuestions, evaluateEffect, type EffectQuery } from "./effects";

/** More would not fit into a message. */
const MOST_DOUBTS = 20;

/** Decides whether the principal may do what is asked, all of it where a pattern of resources is asked for. */
export function decide(access: Access, request: AccessRequest): Decision {
  const { documents, boundary, gaps } = access;
  const prepared = prepareRequest(request);
  const conclude = (outcome: Outcome, by?: StatementRef) => new Conclusion(outcome, by, [], access, prepared);

  const denial: EffectQuery = {
    documents: boundary ? [...documents, boundary] : documents,
    gaps: gaps.length === 0 ? gaps : gaps.filter((gap) => !gap.deniesNothing),
    effect: "Deny",
  };
  const denied = evaluateEffect(denial, prepared);
  if (denied.holds === "yes") return conclude("explicitly-denied", denied.by);

  const allowance: EffectQuery = { documents, gaps, effect: "Allow" };
  const allowed = evaluateEffect(allowance, prepared);
  if (allowed.holds === "no") return conclude("implicitly-denied");

  const limit: EffectQuery | undefined = boundary && { documents: [boundary], gaps: [], effect: "Allow" };
  const within = limit && evaluateEffect(limit, prepared);
  if (within?.holds === "no") return conclude("boundary-denied", allowed.by);

  const unproven: string[] = [];
  if (denied.holds === "maybe") unproven.push(...openQuestions(denial, prepared));
  if (allowed.holds === "maybe") unproven.push(...openQuestions(allowance, prepared));
  if (limit && within?.holds === "maybe") unproven.push(...openQuestions(limit, prepared));
  if (unproven.length === 0) return conclude("allowed", allowed.by);
  return new Conclusion(
    "unproven",
    undefined,
    [...new Set(unproven)].slice(0, MOST_DOUBTS),
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
    readonly unproven: string[],
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
