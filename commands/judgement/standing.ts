import type { JudgedFinding, Judgement } from "./judgement";

/**
 * How a stack stands, the best first. `proven`: there is nothing to say. `advised`: there is advice. `deferred`: the update
 * judges the rest, or a part was not seen here. Those after that fail a check: what is committed for reviewers is out of date, a mandatory rule could
 * not prove something, or found it violated.
 */
export const STANDINGS = ["proven", "advised", "deferred", "stale", "unproven", "violated"] as const;

export type Standing = (typeof STANDINGS)[number];

/** The one word on a stack, which every format and the exit status go by. */
export function standingOf({ verdict, findings, exportChange, unseen = 0 }: Judgement): Standing {
  if (verdict !== "clean") return verdict;
  if (exportChange) return "stale";
  if (unseen > 0 || findings.some(isDeferred)) return "deferred";
  return findings.length > 0 ? "advised" : "proven";
}

/** Whether `check` has nothing against the stack: no mandatory finding, and an export that is up to date. */
export function passes(judgement: Judgement): boolean {
  return STANDINGS.indexOf(standingOf(judgement)) < STANDINGS.indexOf("stale");
}

/** Whether the finding is of what only the update can judge. */
export function isDeferred({ verdict }: Pick<JudgedFinding, "verdict">): boolean {
  return verdict === "deferred";
}

/** The verdict on a stack with these findings: unproven where nothing mandatory is certain to be wrong. */
export function verdictOn(findings: JudgedFinding[]): Judgement["verdict"] {
  const mandatory = findings.filter(({ level }) => level === "mandatory");
  if (mandatory.length === 0) return "clean";
  return mandatory.some(({ verdict }) => verdict === "violated") ? "violated" : "unproven";
}
