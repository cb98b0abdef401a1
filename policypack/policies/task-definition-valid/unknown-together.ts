/** What the update will know of a task definition, as one problem: as a rule one output makes all of it unknown. */
import { listed } from "../../unknowns/listed";
import type { Problem } from "../../findings/problem";
import { describeUnknown } from "../../unknowns/describe";
import { areAllKnownLater } from "../../unknowns/resolution";
import type { UnknownFact } from "../../unknowns/unknown-fact";

type Unproven = Extract<Problem, { verdict: "unproven" }>;

/** The problems with those that the update decides put together, under the first of them that other rules share. */
export function withUnknownTogether(problems: Problem[]): Problem[] {
  const open = problems.filter(isDecidedInUpdate);
  const first = open.find(({ sharedCause }) => sharedCause) ?? open[0];
  if (!first || open.length < 2) return problems;
  const others = open.filter((problem) => problem !== first);
  const unknowns = others.flatMap((problem) => problem.unknowns);
  const together: Problem = {
    ...first,
    unknowns: [...first.unknowns, ...unknowns],
    message: `${first.message}; so ${isOne(unknowns) ? "is" : "are"} ${listed(unknowns.map(describeUnknown), "and", 8)}`,
  };
  return problems.flatMap((problem): Problem[] => {
    if (problem === first) return [together];
    return isDecidedInUpdate(problem) ? [] : [problem];
  });
}

function isDecidedInUpdate(problem: Problem): problem is Unproven {
  return problem.verdict === "unproven" && areAllKnownLater(problem.unknowns);
}

function isOne(unknowns: UnknownFact[]): boolean {
  return new Set(unknowns.map(describeUnknown)).size === 1;
}
