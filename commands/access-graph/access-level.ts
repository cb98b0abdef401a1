/** What an action does to what it names, as the access graph labels it. */
export type AccessLevel = "pass" | "assume" | "read" | "write";

/** Verbs with which AWS begins the names of actions that change nothing. */
const READING_VERBS =
  /^(get|list|describe|batchget|batchcheck|query|scan|head|lookup|search|view|check|filter)/;

/** Actions that read although their names begin otherwise. `kms:Decrypt`: what it is granted for. */
const READING_ACTIONS = new Set([
  "dynamodb:conditioncheckitem",
  "dynamodb:partiqlselect",
  "elasticfilesystem:clientmount",
  "kinesis:subscribetoshard",
  "kms:decrypt",
  "logs:startlivetail",
  "logs:startquery",
  "logs:stoplivetail",
  "logs:stopquery",
  "logs:unmask",
  "sqs:receivemessage",
]);

/**
 * Sorts an action (`dynamodb:UpdateItem`) or a pattern (`s3:Get*`, `*`) by its verb. A pattern whose verb is not
 * written out counts as writing, so that nothing looks smaller than it is.
 */
export function accessLevel(action: string): AccessLevel {
  const name = action.toLowerCase();
  if (name === "iam:passrole") return "pass";
  if (name.startsWith("sts:assumerole")) return "assume";
  if (READING_ACTIONS.has(name)) return "read";
  return READING_VERBS.test(name.slice(name.indexOf(":") + 1)) ? "read" : "write";
}
