import { matches } from "../evaluation/patterns/pattern";
import type { Statement } from "../evaluation/types";

/** Whether the statement's actions include one. */
export function allowsAction({ actions }: Statement, action: string): boolean {
  const isNamed = actions.patterns.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
  return isNamed !== actions.negated;
}
