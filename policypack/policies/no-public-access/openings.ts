/** To whom a policy of a resource opens it, statement by statement. */
import { parseArn } from "../../aws/arn";
import { isServiceAccount } from "../../aws/service-accounts";
import { covers } from "../../evaluation/patterns/pattern";
import type { PatternList, PolicyDocument, Statement } from "../../evaluation/types";
import { exceptionOf, type Limit, limitOf } from "./limits";

/** A statement that lets in whom it should not. */
export interface Opening {
  statement: Statement;
  /** Everybody; else accounts by their ids. */
  to: "everyone" | string[];
  /** Of a statement whose principals or conditions are not all known: it may be so. */
  isCertain: boolean;
}

/** Whether an account may be let in. */
export type Permitted = (account: string) => boolean;

/** The statements of a document that open it, in their order. A Deny opens nothing, and may take back what an Allow opens. */
export function openingsOf({ statements }: PolicyDocument, isPermitted: Permitted): Opening[] {
  const denies = statements.filter(({ effect, unknown }) => effect === "Deny" && !unknown);
  return statements.flatMap((statement) => {
    if (statement.effect === "Deny" || !statement.principals) return [];
    const limits = [
      ...statement.conditions.flatMap((condition) => limitOf(condition) ?? []),
      ...denies.flatMap((deny) => (isOver(deny, statement) ? (limitOfDeny(deny) ?? []) : [])),
    ];
    const to = openedTo(statement.principals, limits, isPermitted);
    return to === undefined ? [] : [{ statement, to, isCertain: isCertain(statement) }];
  });
}

function isCertain({ unknownParts = [] }: Statement): boolean {
  return !unknownParts.includes("principals") && !unknownParts.includes("conditions");
}

type Principals = NonNullable<Statement["principals"]>;

function openedTo(
  principals: Principals,
  limits: Limit[],
  isPermitted: Permitted,
): Opening["to"] | undefined {
  const foreign = (accounts: string[]) => accounts.filter((account) => !isPermitted(account));
  if (isEveryone(principals)) {
    const left = limits.map(({ accounts }) => foreign(accounts));
    if (left.some((accounts) => accounts.length === 0)) return undefined;
    return left.sort((one, other) => one.length - other.length)[0] ?? "everyone";
  }
  const named = foreign(accountsNamed(principals));
  const isLimited = limits.some(
    ({ isOfPrincipal, accounts }) => isOfPrincipal && foreign(accounts).length === 0,
  );
  return named.length === 0 || isLimited ? undefined : named;
}

/** An Allow with `NotPrincipal` is for everybody whom it does not name. */
function isEveryone({ negated, values }: Principals): boolean {
  return negated || values["*"] !== undefined || values.AWS?.includes("*") === true;
}

/** AWS's own accounts, from which its services call, are not among them. */
function accountsNamed({ values }: Principals): string[] {
  const accounts = (values.AWS ?? []).flatMap((named) => {
    const account = /^\d{12}$/.test(named) ? named : parseArn(named)?.account;
    return account !== undefined && /^\d{12}$/.test(account) && !isServiceAccount(account) ? [account] : [];
  });
  return [...new Set([...accounts, ...(values.CanonicalUser ?? []).filter(isOfAccount)])];
}

/** An account's canonical id; that of CloudFront's origin access identities is longer. */
function isOfAccount(canonicalUser: string): boolean {
  return /^[0-9a-f]{64}$/.test(canonicalUser);
}

/** Whether a Deny is about everybody, or all but some, and all that the Allow allows. */
function isOver(deny: Statement, allow: Statement): boolean {
  return (
    deny.principals !== undefined &&
    isEveryone(deny.principals) &&
    isListOver(deny.actions, allow.actions, (text) => text.toLowerCase()) &&
    (deny.resources === undefined ||
      (allow.resources !== undefined && isListOver(deny.resources, allow.resources)))
  );
}

function isListOver(outer: PatternList, inner: PatternList, spelled = (text: string) => text): boolean {
  if (outer.negated) return false;
  const patterns = outer.patterns.map(spelled);
  if (inner.negated) return patterns.includes("*");
  return inner.patterns.every((text) => patterns.some((pattern) => covers(pattern, spelled(text))));
}

/** Whom a Deny leaves over: it holds where all of its conditions do, so that each of them leaves somebody over. */
function limitOfDeny({ principals, conditions }: Statement): Limit | undefined {
  const exceptions = conditions.map(exceptionOf);
  if (principals?.negated) exceptions.push({ accounts: accountsNamed(principals), isOfPrincipal: true });
  if (exceptions.includes(undefined)) return undefined;
  const all = exceptions.flatMap((exception) => exception ?? []);
  return {
    accounts: [...new Set(all.flatMap(({ accounts }) => accounts))],
    isOfPrincipal: all.every(({ isOfPrincipal }) => isOfPrincipal),
  };
}
