import type { UnknownFact, ValueState } from "./unknown-fact";

const MAKE_KNOWN =
  "make it known at preview: define it in this stack, with names and ARNs written out instead of taken from outputs";

/** For what the program leaves out, or gives in a form that nothing can be read from. */
const FOR_STATE: Record<Exclude<ValueState, "unknown">, string> = {
  missing: "give it a value",
  wrong: "correct its value",
};

const DECLARE = `declare what the principal has elsewhere under "external" in the pack's config`;

const WITHOUT_CONDITION = "grant it without a condition on a key that nothing in the stack fixes";

/** What the surroundings of the stack fix for all of its requests, and what its applications always ask S3 for. */
const DECLARABLE_KEYS =
  /^s3:x-amz-|^aws:(SourceVpce|SourceVpc|SourceVpcArn|SourceIp|VpcSourceIp|PrincipalOrgID|PrincipalOrgPaths|ResourceOrgID|ResourceOrgPaths|VpceAccount|VpceOrgID|VpceOrgPaths)$/i;

function declaredRequest(key: string): string {
  return `declare what requests carry under "external" in the pack's config: { "requests": { "${key}": "…" } }, or do without that condition`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html */
const NAME_PRINCIPALS =
  "name roles by their complete ARNs there, and beside a role that NotPrincipal leaves out its account as well";

/** What to do about one fact: one clause, without a full stop. */
export function remedyFor(fact: UnknownFact): string {
  if ("state" in fact && fact.state !== "unknown") return FOR_STATE[fact.state];
  switch (fact.kind) {
    case "document":
    case "trust-policy":
    case "statement-part":
    case "statement-extent":
    case "attached-policy":
    case "attached-to":
    case "exclusive-owner":
    case "group-membership":
    case "boundary":
    case "containers":
    case "container-part":
    case "image":
    case "value-from":
    case "s3-object":
    case "one-of-repositories":
    case "one-of-log-groups":
    case "one-of-secrets":
    case "whether-read":
    case "launch-type":
    case "started-task":
    case "starter-names":
    case "started-in":
    case "started-with-tags":
    case "started-by":
    case "started-role":
    case "execute-command":
    case "task-role":
    case "encryption-key":
    case "encryption-key-arn":
    case "encryption-key-behind-alias":
    case "part":
    case "property":
      return MAKE_KNOWN;
    case "statement-principal":
      return fact.isFixedLater ? MAKE_KNOWN : NAME_PRINCIPALS;
    case "condition-key":
      return DECLARABLE_KEYS.test(fact.key) ? declaredRequest(fact.key) : WITHOUT_CONDITION;
    case "trust-condition-key":
      return WITHOUT_CONDITION;
    case "resource-account":
      return `say which account the stack is of: set the provider's allowedAccountIds, or "account" in the pack's config`;
    case "resource-policy-elsewhere":
      return `declare that policy under "external" in the pack's config: { "resource": "${fact.resource}", "policy": … }`;
    case "undocumented-keys":
      return `ask for no condition on ${fact.keys.join(" and ")}`;
    case "policy-variable":
      return "write out what the policy variable stands for";
    case "malformed-document":
    case "malformed-trust-policy":
      return "correct the document, which IAM would refuse";
    case "trust-policy-elsewhere":
      return `create the role in the stack, or declare its "trust" under "external" in the pack's config`;
    case "attachment-without-policy":
    case "attached-no-arn":
      return "name the policy by its ARN there";
    case "policy-elsewhere":
    case "group-elsewhere":
      return `define it in this stack, or ${DECLARE}`;
    case "aws-policy-not-carried":
      return "grant what is needed by a policy of the stack, and detach that one";
    case "aws-policy-absent":
    case "aws-policy-unlisted":
      return "attach a policy that exists";
    case "aws-policy-of-other-partition":
      return "attach the policy of that name in the stack's own partition";
    case "inline-policy-named-later":
      return `give ${fact.by} a name that is known at preview`;
    case "inline-policy-written-twice":
      return "keep one of the two, or give each a name of its own";
    case "policy-taken-away":
      return "name the policy in that list too, or take its attachment away";
    case "attached-to-no-name":
      return "write the plain name there, without ARN or path";
    case "membership-ended":
      return `name ${fact.user} among the users of ${fact.endedBy}, which removes all others, or take one of the two away`;
    case "several":
      return remediesFor([fact.first, ...fact.others]);
    case "boundary-no-arn":
      return "set permissionsBoundary to the ARN of a managed policy";
    case "boundary-elsewhere":
      return "define the permissions boundary in this stack";
    case "boundary-not-carried":
      return "set a permissions boundary that this stack defines in place of AWS's";
    case "value-from-malformed":
      return "correct it: the ARN of a secret or parameter, or a parameter's name";
    case "value-from-secret-name":
      return `name the secret by its ARN in valueFrom: ECS takes a bare name for a parameter's`;
    case "place":
      return `say where it is: set the provider's region and allowedAccountIds, or "account" and "region" in the pack's config`;
    case "role-elsewhere":
    case "principal-elsewhere":
      return `create it in this stack, or ${DECLARE}`;
    case "deployed-types":
      return "look up in the provider's documentation what it takes to deploy them";
    case "role-name":
      return `write the name of "${fact.resource}" out, or attach to it by its output instead of by a name`;
    case "action-on-foreign-resources":
      return `name resources that ${fact.action} takes in the pack's config, or leave it out of what is required there`;
    case "no-such-action":
    case "config-value":
    case "unused-exemption":
      return "correct the pack's config";
    case "rule-failed":
      return "report this with the resource's inputs as a bug of the policy pack";
  }
}

/** One remedy for each kind among these, in their order. */
export function remediesFor(facts: readonly UnknownFact[]): string {
  return [...new Set(facts.map(remedyFor))].join("; ");
}
