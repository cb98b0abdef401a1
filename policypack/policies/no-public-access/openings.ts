/** To whom a policy of a resource opens it, statement by statement. */
import {
  accountsNamed,
  isEveryone,
  limitsOf,
  type Principals,
} from "../../documents/limits/statement-limits";
import type { Limit } from "../../documents/limits/condition-limits";
import type { PolicyDocument, Statement } from "../../evaluation/types";

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
  return statements.flatMap((statement) => {
    if (statement.effect === "Deny" || !statement.principals) return [];
    const limits = limitsOf(statement, statements);
    const to = openedTo(statement.principals, limits, isPermitted);
    return to === undefined ? [] : [{ statement, to, isCertain: isCertain(statement) }];
  });
}

function isCertain({ unknownParts = [] }: Statement): boolean {
  return !unknownParts.includes("principals") && !unknownParts.includes("conditions");
}

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
