import { UsageError } from "../cli/usage-error";
import { commitOf } from "./git";

/** A commit to compare with. */
export interface OtherCommit {
  /** As it was named. */
  ref: string;
  commit: string;
}

/**
 * The commit to compare with: the one that is named, else in CI the one that a pull request is to be merged into.
 * @returns undefined where there is none, or none that this checkout holds
 * @throws UsageError where one is named that the repository does not have
 */
export function otherCommit(
  folder: string,
  named: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): OtherCommit | undefined {
  if (named !== undefined) {
    const commit = commitOf(folder, named);
    if (commit !== undefined) return { ref: named, commit };
    throw new UsageError([
      `--against ${named}: the repository has no such commit. Fetch it first, e.g. ${fetching(named)}; a shallow clone lacks older ones.`,
    ]);
  }
  const base = baseInCi(environment);
  if (!base) return undefined;
  const found = base.candidates.map((ref) => commitOf(folder, ref)).find((commit) => commit !== undefined);
  if (found !== undefined) return { ref: base.ref, commit: found };
  console.error(
    `No comparison with ${base.ref}: this checkout does not hold it. Fetch it, or give the checkout a depth of 2 (docs/ci.md).`,
  );
  return undefined;
}

/** A pull request's merge commit has the base as its first parent; it is there even in a checkout of two commits. */
function baseInCi(environment: NodeJS.ProcessEnv): { ref: string; candidates: string[] } | undefined {
  const {
    GITHUB_BASE_REF: github,
    GITHUB_REF: ref = "",
    CI_MERGE_REQUEST_DIFF_BASE_SHA: gitlab,
  } = environment;
  if (github) {
    const isMerge = /^refs\/pull\/\d+\/merge$/.test(ref);
    return { ref: github, candidates: [...(isMerge ? ["HEAD^1"] : []), `origin/${github}`] };
  }
  if (!gitlab) return undefined;
  return { ref: environment.CI_MERGE_REQUEST_TARGET_BRANCH_NAME ?? gitlab, candidates: [gitlab] };
}

/** What is named from another commit on (`HEAD~3`) comes with the history. */
function fetching(named: string): string {
  return /[~^@]/.test(named) ? "git fetch --unshallow" : `git fetch origin ${named.replace(/^origin\//, "")}`;
}
