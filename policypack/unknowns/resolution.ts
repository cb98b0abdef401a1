import type { UnknownFact } from "./unknown-fact";

/**
 * What becomes of something unknown.
 *
 * - `later`: the engine knows it in the update, once what it comes from exists.
 * - `elsewhere`: it lies outside the stack, and config does not declare it.
 * - `request`: it depends on the single request, and nothing in the stack fixes it.
 * - `never`: the stack says something that cannot be judged: malformed, missing, of the wrong type, contradictory.
 */
export type Resolution = "later" | "elsewhere" | "request" | "never";

/** What becomes of one fact. */
export function resolutionOf(fact: UnknownFact): Resolution {
  switch (fact.kind) {
    case "document":
    case "trust-policy":
    case "statement-part":
    case "resource-account":
    case "attached-policy":
    case "inline-policy-named-later":
    case "boundary":
    case "one-of-repositories":
    case "one-of-log-groups":
    case "one-of-secrets":
    case "whether-read":
    case "part":
    case "launch-type":
    case "started-task":
    case "starter-names":
    case "started-in":
    case "started-with-tags":
    case "started-by":
    case "started-role":
    case "encryption-key-arn":
    case "role-name":
      return "later";
    case "attached-to":
    case "exclusive-owner":
    case "group-membership":
    case "containers":
    case "container-part":
    case "image":
    case "value-from":
    case "s3-object":
    case "execute-command":
    case "task-role":
    case "encryption-key":
    case "property":
      return fact.state === "unknown" ? "later" : "never";
    case "statement-principal":
    case "condition-key":
    case "trust-condition-key":
    case "policy-variable":
      return fact.isFixedLater ? "later" : "request";
    case "statement-extent":
    case "undocumented-keys":
      return "request";
    case "trust-policy-elsewhere":
    case "policy-elsewhere":
    case "resource-policy-elsewhere":
    case "aws-policy-not-carried":
    case "aws-policy-unlisted":
    case "group-elsewhere":
    case "boundary-elsewhere":
    case "boundary-not-carried":
    case "encryption-key-behind-alias":
    case "place":
    case "deployed-types":
    case "role-elsewhere":
    case "principal-elsewhere":
      return "elsewhere";
    case "malformed-document":
    case "malformed-trust-policy":
    case "attachment-without-policy":
    case "attached-no-arn":
    case "aws-policy-absent":
    case "aws-policy-of-other-partition":
    case "inline-policy-written-twice":
    case "policy-taken-away":
    case "attached-to-no-name":
    case "membership-ended":
    case "boundary-no-arn":
    case "value-from-malformed":
    case "value-from-secret-name":
    case "action-on-foreign-resources":
    case "no-such-action":
    case "config-value":
    case "unused-exemption":
    case "rule-failed":
      return "never";
    case "several":
      return ofSeveral([fact.first, ...fact.others]);
  }
}

/** Whether the engine will know all of them in the update; false for none. */
export function areAllKnownLater(facts: readonly UnknownFact[]): boolean {
  return facts.length > 0 && facts.every((fact) => resolutionOf(fact) === "later");
}

/** Whether the update decides, as nothing is left open then but what the other side of a grant says; false for none. */
export function isDecidedLater(facts: readonly UnknownFact[]): boolean {
  const isLater = (fact: UnknownFact) => resolutionOf(fact) === "later";
  return facts.some(isLater) && facts.every((fact) => isLater(fact) || isOfOtherSide(fact));
}

/** All must be known for the whole to be: the first that is not known later decides. */
function ofSeveral(facts: UnknownFact[]): Resolution {
  return facts.map(resolutionOf).find((resolution) => resolution !== "later") ?? "later";
}

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
