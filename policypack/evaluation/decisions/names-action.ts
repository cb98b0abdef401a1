import { matches } from "../patterns/pattern";
import type { Statement } from "../types";

/** Whether the statement's Action or NotAction is about an action; its effect is no matter. */
export function namesAction({ actions }: Statement, action: string): boolean {
  const isNamed = actions.patterns.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
  return isNamed !== actions.negated;
}
