import { actionFacts } from "../../../policypack/evaluation/catalogue/actions";
import type { AskedAction, Parameters } from "./asked-action";
import { RENAMED } from "./renamed-operations";
import { SPECIAL } from "./special-operations";

const RENAMED_BY_OPERATION = new Map<string, string[]>(
  RENAMED.flatMap(({ service, actions }) =>
    Object.entries(actions).map(([operation, names]) => [`${service}:${operation}`, names] as const),
  ),
);

/**
 * The actions that a request needs. Undefined for an operation that nothing is known of: it is told, and never judged.
 *
 * @param operation in small letters, without hyphens and underscores
 */
export function askedActions(
  service: string,
  operation: string,
  parameters: Parameters,
): AskedAction[] | undefined {
  const key = `${service}:${operation}`;
  const special = Object.hasOwn(SPECIAL, key) ? SPECIAL[key] : undefined;
  if (special) {
    const asked = special(parameters);
    return asked.length > 0 ? asked : undefined;
  }
  const renamed = RENAMED_BY_OPERATION.get(key);
  if (renamed) return renamed.map((action) => ({ action, parameters }));
  const own = actionFacts(key)?.action;
  return own === undefined ? undefined : [{ action: own, parameters }];
}
