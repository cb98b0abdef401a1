/** What the conditions of a trust policy keep out: of everybody, and of the principals of one account. */
import { ARN_FIELDS, arnFields } from "../../aws/arn";
import { limitOf } from "../../documents/limits/condition-limits";
import { type Operator, parseOperator } from "../../evaluation/conditions/operators";
import type { Condition } from "../../evaluation/types";

/**
 * - `limits`: only whom it names meets it.
 * - `accounts`: all of these accounts meet it, and nobody else.
 * - `asks`: for something that some principals of an account have, and perhaps anybody.
 * - `own`: for what every requester may bring along: MFA, a session's name, an external id. It limits an account, by its own rules.
 * - `excepts`: it is met by all but those whom it names.
 * - `nobody`: it keeps nobody out.
 */
export type Hold =
  { kind: "limits" | "asks" | "own" | "excepts" | "nobody" } | { kind: "accounts"; accounts: string[] };

/** Keys that tell nothing of who asks. */
const OF_NOBODY = new Set(
  [
    "aws:SecureTransport",
    "aws:CurrentTime",
    "aws:EpochTime",
    "aws:RequestedRegion",
    "aws:TokenIssueTime",
    "aws:UserAgent",
    "aws:Referer",
    "aws:ViaAWSService",
    "aws:SourceIp",
    "aws:PrincipalType",
    "sts:DurationSeconds",
    "sts:TransitiveTagKeys",
  ].map((key) => key.toLowerCase()),
);

/**
 * What whoever asks says of itself, or has been given by its own account. AWS does not treat an external id as a secret.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
const OF_ANYBODY =
  /^(aws:(MultiFactorAuth(Present|Age)|TagKeys|username|(PrincipalTag|RequestTag)\/.+)|sts:(RoleSessionName|ExternalId|SourceIdentity))$/i;

export function holdOf(condition: Condition): Hold {
  const operator = asking(condition);
  if (operator === undefined) return { kind: "nobody" };
  if (operator.negated) return { kind: OF_NOBODY.has(condition.key.toLowerCase()) ? "nobody" : "excepts" };
  const limit = limitOf(condition);
  if (limit) return isOfAccounts(condition) ? { kind: "accounts", accounts: limit.accounts } : LIMITS;
  if (condition.values.some((value) => isAnything(value, operator))) return { kind: "nobody" };
  if (OF_NOBODY.has(condition.key.toLowerCase())) return { kind: "nobody" };
  if (OF_ANYBODY.test(condition.key)) return { kind: "own" };
  return { kind: isOfPrincipal(condition.key) ? "own" : "asks" };
}

const LIMITS: Hold = { kind: "limits" };

/** The operator of a condition that a request without the key fails; undefined of any other. */
export function asking({ operator: name, values }: Condition): Operator | undefined {
  const operator = parseOperator(name);
  if (!operator || operator === "null" || values.length === 0) return undefined;
  return operator.ifExists || operator.quantifier === "ForAllValues" ? undefined : operator;
}

/** Whether every value that a request may have meets it. */
export function isAnything(value: string, { type }: Operator): boolean {
  return (type === "pattern" || type === "arn") && /^[*?:]*\*[*?:]*$/.test(value);
}

/** A key of which the values are known to limit, and these do not: everybody may have a role of that name. */
function isOfPrincipal(key: string): boolean {
  return /^aws:Principal(Arn|Account|OrgID|OrgPaths)$/i.test(key);
}

/** Whether all of its values are whole accounts. */
function isOfAccounts({ key, values }: Condition): boolean {
  if (/^aws:PrincipalAccount$/i.test(key)) return true;
  return /^aws:PrincipalArn$/i.test(key) && values.every(isWholeAccount);
}

/** `arn:aws:iam::111122223333:*`, or all of its roles or users. */
function isWholeAccount(arn: string): boolean {
  const fields = arnFields(arn);
  return fields.length === ARN_FIELDS && /^((role|user)\/)?\*+$/.test(fields[ARN_FIELDS - 1] ?? "");
}
