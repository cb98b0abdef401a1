import { UsageError } from "../cli/usage-error";
import { type ComparedWith, stackChange } from "../judgement/comparison";
import type { Judgement } from "../judgement/judgement";
import { judgedInCommit } from "./judged-in-commit";
import { otherCommit } from "./other-commit";

/**
 * Adds to each judgement how it differs from another commit's.
 * @param named the commit; by default, in CI, the one that a pull request is to be merged into
 * @param all whether these are all stacks of the project
 * @returns undefined where there is nothing to compare with
 * @throws UsageError for a commit that the repository does not have, or whose stacks cannot be judged
 */
export async function compareStacks(
  folder: string,
  judgements: Judgement[],
  { named, all }: { named?: string; all: boolean },
): Promise<ComparedWith | undefined> {
  const other = otherCommit(folder, named);
  if (!other) return undefined;
  const before = await judgedInCommit(folder, other).catch((error: unknown) => {
    if (named !== undefined || !(error instanceof UsageError)) throw error;
    // Nobody asked for the comparison, and what the base has wrong is not this change's fault.
    console.error(`No comparison with ${other.ref}: ${error.mistakes.join("; ")}`);
    return undefined;
  });
  if (!before) return undefined;
  for (const judgement of judgements) {
    const old = before.get(judgement.stack);
    judgement.comparison = {
      ref: other.ref,
      commit: other.commit.slice(0, 10),
      state: old ? "compared" : "new",
      ...stackChange(old, judgement),
    };
  }
  const present = new Set(judgements.map(({ stack }) => stack));
  const goneStacks = all ? [...before.keys()].filter((stack) => !present.has(stack)).sort() : [];
  return { ref: other.ref, commit: other.commit.slice(0, 10), goneStacks };
}
