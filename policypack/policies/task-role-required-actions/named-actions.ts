/** The actions that config asks for, as AWS writes them. */
import { actionFacts, actionsMatching, nearestActions } from "../../evaluation/catalogue/actions";

export interface NamedActions {
  /** In AWS's letter case, sorted, each once. */
  actions: string[];
  /** What names no action of AWS, with the nearest that do. */
  unknown: { named: string; nearest: string[] }[];
}

/** @param named actions, or patterns of actions such as `dynamodb:*` */
export function namedActions(named: readonly string[]): NamedActions {
  const actions = new Set<string>();
  const unknown: NamedActions["unknown"] = [];
  for (const each of named) {
    const known = /[*?]/.test(each) ? actionsMatching(each) : [actionFacts(each)?.action ?? []].flat();
    if (known.length === 0) unknown.push({ named: each, nearest: nearestActions(each) });
    for (const action of known) actions.add(action);
  }
  return { actions: [...actions].sort(), unknown };
}
