import type { PolicyCarrier, ResourceType } from "../resource-type";

/**
 * A type that gives something else its policy.
 *
 * @param names the property that says what the policy stands on; none where that is the account's one registry, say
 */
export function ownPolicy(
  type: string,
  on: PolicyCarrier,
  names?: string,
  document = "policy",
): ResourceType {
  return { type, is: "resource policy", resourcePolicy: { on, document, names, isOwn: true } };
}
