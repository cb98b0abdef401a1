import type { Principal } from "../../policypack/graph/types";
import type { UnknownFact } from "../../policypack/unknowns/unknown-fact";

/** A condition key that the question leaves open, with a value that the principal's documents ask for, if they name one. */
export interface OpenCondition {
  key: string;
  value?: string;
}

/** The keys that a decision depends on and that `--context` can fix, each once. */
export function openConditions(unknowns: readonly UnknownFact[], principal: Principal): OpenCondition[] {
  const keys = [...new Set(unknowns.flatMap(keysIn))].sort();
  return keys.map((key) => {
    const value = valueOf(key, principal);
    return { key, ...(value !== undefined && { value }) };
  });
}

function keysIn(fact: UnknownFact): string[] {
  switch (fact.kind) {
    case "condition-key":
    case "policy-variable":
      return [fact.key];
    case "several":
      return [fact.first, ...fact.others].flatMap(keysIn);
    default:
      return [];
  }
}

function valueOf(key: string, { documents, boundary }: Principal): string | undefined {
  const all = boundary ? [...documents, boundary] : documents;
  const conditions = all.flatMap(({ reading }) =>
    reading.state === "known" ? reading.document.statements.flatMap((each) => each.conditions) : [],
  );
  const values = conditions
    .filter((each) => each.key.toLowerCase() === key.toLowerCase())
    .flatMap((each) => each.values);
  return values.find((value) => !/[*?$]/.test(value));
}
