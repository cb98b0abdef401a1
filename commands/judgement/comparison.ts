/** What changes between two judgements of a stack: who may do more or less, who comes and goes, what is found and mended. */
import type { JudgedFinding, Judgement, PermissionRow } from "./judgement";
import { permissionChange } from "./permission-change";

/** A finding as a comparison names it; one of another commit may come from another version of the pack. */
export type ComparedFinding = Pick<JudgedFinding, "id" | "policy" | "level" | "verdict" | "message">;

/** A stack against the same stack in another commit. */
export interface Comparison extends StackChange {
  /** As it was named, e.g. `origin/main`. */
  ref: string;
  /** The commit's first ten digits. */
  commit: string;
  /** `new`: that commit has no such stack, so all is gained. */
  state: "compared" | "new";
}

/** What a run compared its stacks with. */
export interface ComparedWith {
  ref: string;
  commit: string;
  /** Stacks that only the other commit has. */
  goneStacks: string[];
}

export interface StackChange {
  gained: PermissionRow[];
  lost: PermissionRow[];
  /** `role/NAME`, `user/NAME`, `group/NAME`. */
  newPrincipals: string[];
  gonePrincipals: string[];
  newFindings: ComparedFinding[];
  fixedFindings: ComparedFinding[];
}

/** What of a judgement is compared; another commit's may lack what its version did not write. */
export type Comparable = Pick<Judgement, "permissions" | "principals" | "findings">;

const NOTHING: Comparable = { permissions: [], principals: [], findings: [] };

/** @param before undefined for a stack that was not there */
export function stackChange(before: Comparable = NOTHING, after: Comparable): StackChange {
  const principals = (of: Comparable) => (of.principals ?? []).map(({ id }) => id);
  const [newPrincipals, gonePrincipals] = [
    without(principals(after), principals(before)),
    without(principals(before), principals(after)),
  ];
  return {
    ...permissionChange(before.permissions, after.permissions),
    newPrincipals,
    gonePrincipals,
    newFindings: findingsWithout(after.findings, before.findings),
    fixedFindings: findingsWithout(before.findings, after.findings),
  };
}

/** Whether there is anything to tell of it. */
export function isChange(change: StackChange): boolean {
  const { gained, lost, newPrincipals, gonePrincipals, newFindings, fixedFindings } = change;
  return [gained, lost, newPrincipals, gonePrincipals, newFindings, fixedFindings].some(
    ({ length }) => length > 0,
  );
}

function without(texts: string[], others: string[]): string[] {
  return [...new Set(texts)].filter((text) => !others.includes(text)).sort();
}

function findingsWithout(findings: JudgedFinding[], others: JudgedFinding[]): ComparedFinding[] {
  const ids = new Set(others.map(({ id }) => id));
  return findings
    .filter(({ id }) => !ids.has(id))
    .map(({ id, policy, level, verdict, message }) => ({ id, policy, level, verdict, message }));
}
