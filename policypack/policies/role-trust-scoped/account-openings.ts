/** Trust in everybody, and in whole accounts of others. */
import { parseArn } from "../../aws/arn";
import { isServiceAccount } from "../../aws/service-accounts";
import { namesAction } from "../../evaluation/decisions/names-action";
import { withDemandedKeys } from "../../documents/limits/demanded-keys";
import { isEveryone } from "../../documents/limits/statement-limits";
import type { Statement } from "../../evaluation/types";
import { type Hold, holdOf } from "./holds";
import { leftByDenies, type Opening, whyOpen } from "./opening";

const ASSUMING = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"];

/**
 * @param statement an Allow of a trust policy
 * @param statements all of that policy
 * @param isPermitted whether an account may assume roles of the stack as a whole
 */
export function accountOpenings(
  statement: Statement,
  statements: Statement[],
  isPermitted: (account: string) => boolean,
): Opening[] {
  const { principals } = statement;
  if (!principals || !ASSUMING.some((action) => namesAction(statement, action))) return [];
  const left = leftByDenies(statement, statements, isPermitted);
  const holds = withDemandedKeys(statement.conditions).map(holdOf);
  if (left === "limited" || holds.some((hold) => isLimit(hold, isPermitted))) return [];
  const has = (...kinds: Hold["kind"][]) => holds.some(({ kind }) => kinds.includes(kind));
  const [only] = holds.flatMap((hold) => (hold.kind === "accounts" ? [hold.accounts] : []));
  if (isEveryone(principals) && !only) return [ofEveryone(statement, left === "some" || has("asks"))];
  if (has("asks", "own")) return [];
  const accounts = only ?? wholeAccounts(principals.values.AWS ?? []);
  return ofAccounts(statement, accounts, isPermitted, left === "some" || has("excepts"));
}

function isLimit(hold: Hold, isPermitted: (account: string) => boolean): boolean {
  return hold.kind === "limits" || (hold.kind === "accounts" && hold.accounts.every(isPermitted));
}

/** Accounts that are named as a whole; a role or a user of another account is one that is meant. */
function wholeAccounts(named: string[]): string[] {
  return named.flatMap((each) => {
    if (/^\d{12}$/.test(each)) return [each];
    const arn = parseArn(each);
    return arn?.service === "iam" && arn.resource === "root" && /^\d{12}$/.test(arn.account)
      ? [arn.account]
      : [];
  });
}

function ofAccounts(
  statement: Statement,
  accounts: string[],
  isPermitted: (account: string) => boolean,
  isDoubtful: boolean,
): Opening[] {
  const foreign = [...new Set(accounts)].filter(
    (account) => !isPermitted(account) && !isServiceAccount(account),
  );
  return foreign.map((account) => ({
    statement,
    cause: `account ${account}`,
    who: `whomever account ${account} lets (${whyOpen(statement, isDoubtful)})`,
    remedy:
      `name the role of ${account} that is meant in Principal, or ask for sts:ExternalId, aws:PrincipalOrgID or ` +
      `aws:PrincipalArn; where all of the account is meant, list it in the pack's config: ` +
      `"role-trust-scoped": { "accounts": ["${account}"] }`,
    isDoubtful,
  }));
}

function ofEveryone(statement: Statement, isDoubtful: boolean): Opening {
  return {
    statement,
    cause: "everyone",
    who: `everyone (${whyOpen(statement, isDoubtful)})`,
    remedy:
      "name the roles, users or services that are meant in Principal, or ask for aws:PrincipalOrgID or aws:PrincipalArn, " +
      "without IfExists",
    isDoubtful,
  };
}
