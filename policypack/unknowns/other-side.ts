import type { UnknownFact } from "./unknown-fact";

/**
 * Whether the fact is one of the other side's of a grant: what another account says of its own resources, or of which
 * organization the account is. The stack's own side is then proven, and nothing in it can be changed for the better.
 */
export function isOfOtherSide(fact: UnknownFact): boolean {
  if (fact.kind === "resource-policy-elsewhere") return true;
  return fact.kind === "condition-key" && ORGANIZATION.test(fact.key);
}

const ORGANIZATION =
  /^aws:(PrincipalOrgID|PrincipalOrgPaths|ResourceOrgID|ResourceOrgPaths|SourceOrgID|SourceOrgPaths)$/i;
