/** What changes between two judgements of a stack: who may do more or less, who comes and goes, what is found and mended. */
import type { ComparedFinding, JudgedFinding, Judgement, StackChange } from "./judgement";
import { permissionChange } from "./permission-change";

export type { ComparedFinding, ComparedWith, Comparison, StackChange } from "./judgement";

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
