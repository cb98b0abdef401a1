/**
 * The lower bound: what a principal may do for certain, whatever is not known.
 *
 * IAM's rules within one account, identity side: a Deny wins, an Allow is needed, and a permissions boundary must
 * allow as well (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
 */
import { nearMissesOf } from "./near-misses";
import { questionOf, type Question } from "./statement-match";
import type { Access, AccessRequest, Decision, NearMiss, Outcome, StatementRef } from "../types";
import { openQuestions, weigh, type Scales } from "./effects";

/** More would not fit into a message. */
const MOST_DOUBTS = 20;

/** Decides whether the principal may do what is asked, all of it where a pattern of resources is asked for. */
export function decide(access: Access, request: AccessRequest): Decision {
  const { documents, boundary, gaps } = access;
  const question = questionOf(request);
  const conclude = (outcome: Outcome, by?: StatementRef) => new Conclusion(outcome, by, [], access, question);

  const denial: Scales = {
    documents: boundary ? [...documents, boundary] : documents,
    gaps: gaps.length === 0 ? gaps : gaps.filter((gap) => !gap.deniesNothing),
    effect: "Deny",
  };
  const denied = weigh(denial, question);
  if (denied.holds === "yes") return conclude("explicitly-denied", denied.by);

  const allowance: Scales = { documents, gaps, effect: "Allow" };
  const allowed = weigh(allowance, question);
  if (allowed.holds === "no") return conclude("implicitly-denied");

  const limit: Scales | undefined = boundary && { documents: [boundary], gaps: [], effect: "Allow" };
  const within = limit && weigh(limit, question);
  if (within?.holds === "no") return conclude("boundary-denied", allowed.by);

  const unproven: string[] = [];
  if (denied.holds === "maybe") unproven.push(...openQuestions(denial, question));
  if (allowed.holds === "maybe") unproven.push(...openQuestions(allowance, question));
  if (limit && within?.holds === "maybe") unproven.push(...openQuestions(limit, question));
  if (unproven.length === 0) return conclude("allowed", allowed.by);
  return new Conclusion(
    "unproven",
    undefined,
    [...new Set(unproven)].slice(0, MOST_DOUBTS),
    access,
    question,
  );
}

/** A decision whose near misses are worked out when asked for: most callers want them of few decisions. */
class Conclusion implements Decision {
  #nearMisses: NearMiss[] | undefined;
  readonly #access: Access;
  readonly #question: Question;

  constructor(
    readonly outcome: Outcome,
    readonly decidedBy: StatementRef | undefined,
    readonly unproven: string[],
    access: Access,
    question: Question,
  ) {
    this.#access = access;
    this.#question = question;
  }

  get nearMisses(): NearMiss[] {
    return (this.#nearMisses ??= nearMissesOf(this.outcome, this.#access, this.#question));
  }
}
