/** Whom a statement of a document with principals leaves in: by its own conditions, and by the Denies beside it. */
import { parseArn } from "../../aws/arn";
import { isServiceAccount } from "../../aws/service-accounts";
import { covers } from "../../evaluation/patterns/pattern";
import type { PatternList, Statement } from "../../evaluation/types";
import { withDemandedKeys } from "./demanded-keys";
import { exceptionOf, type Limit, limitOf } from "./condition-limits";

export type Principals = NonNullable<Statement["principals"]>;

/** What limits an Allow, of whose document all statements are given: any one of them is enough. */
export function limitsOf(allow: Statement, statements: Statement[]): Limit[] {
  return [
    ...withDemandedKeys(allow.conditions).flatMap((condition) => limitOf(condition) ?? []),
    ...statements.flatMap((deny) =>
      deny.effect === "Deny" && !deny.unknown && isOver(deny, allow) ? (limitOfDeny(deny) ?? []) : [],
    ),
  ];
}

/** An Allow with `NotPrincipal` is for everybody whom it does not name. */
export function isEveryone({ negated, values }: Principals): boolean {
  return negated || values["*"] !== undefined || values.AWS?.includes("*") === true;
}

/** AWS's own accounts, from which its services call, are not among them. */
export function accountsNamed({ values }: Principals): string[] {
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
