/**
 * Whether a statement's `Principal` or `NotPrincipal` is about who makes a request, three-valued.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
import { parseArn } from "../../aws/arn";
import { sessionOf } from "../../aws/session-arn";
import { and, not, or, truth, type Truth } from "../truth";
import type { Statement } from "../types";

type Principals = NonNullable<Statement["principals"]>;

/** Who makes a request, as far as that is known. */
export interface Requester {
  /** An AWS service that calls by itself, by its service principal. */
  service?: string;
  /** The ARN of a role or user. Sessions of a role are its own: each has a name that nobody knows beforehand. */
  principalArn?: string;
  /** The account of a role or user, where its ARN does not tell. */
  account?: string;
}

/**
 * How a statement names who makes a request. A grant to the account is good for its principals only as far as their own
 * policies agree, where the two are told apart: for a KMS key, and between accounts.
 */
export interface PrincipalMatch {
  /** By itself, or among everybody. */
  itself: Truth;
  /** By its account, as an id, as the account's root, or as a canonical user. */
  byAccount: Truth;
}

const NOBODY: PrincipalMatch = { itself: "no", byAccount: "no" };
const EVERYBODY: PrincipalMatch = { itself: "yes", byAccount: "no" };

/** Whether the statement is about the requester in whatever way. */
export function names(principals: Principals | undefined, requester: Requester): Truth {
  const { itself, byAccount } = matchPrincipals(principals, requester);
  return or(itself, byAccount);
}

/** @param principals of the statement; undefined where it has none, of which nothing follows */
export function matchPrincipals(principals: Principals | undefined, requester: Requester): PrincipalMatch {
  if (principals === undefined) return { itself: "maybe", byAccount: "maybe" };
  const named = matchNamed(principals.values, requester);
  return principals.negated ? { itself: isLeft(named, requester), byAccount: "no" } : named;
}

/**
 * Whether `NotPrincipal` leaves the requester over. AWS may look at the account, then at the role, then at its session, so
 * that only one whose account stands beside it is surely excepted.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function isLeft({ itself, byAccount }: PrincipalMatch, { service }: Requester): Truth {
  if (service !== undefined) return not(itself);
  if (itself === "no" && byAccount === "no") return "yes";
  return and(itself, byAccount) === "yes" ? "no" : "maybe";
}

function matchNamed(values: Principals["values"], requester: Requester): PrincipalMatch {
  const { AWS = [], Service = [], CanonicalUser = [], "*": anybody = [] } = values;
  if (anybody.length > 0 || AWS.includes("*")) return EVERYBODY;
  const { service } = requester;
  if (service !== undefined) {
    return { itself: truth(Service.some((name) => name === "*" || name === service)), byAccount: "no" };
  }
  const matches = AWS.map((named) => matchAws(named, requester));
  return {
    itself: matches.map(({ itself }) => itself).reduce(or, "no"),
    // A canonical user is an account by a number that nothing else tells.
    byAccount: matches
      .map(({ byAccount }) => byAccount)
      .reduce(or, CanonicalUser.length > 0 ? "maybe" : "no"),
  };
}

/** One entry of `AWS`: an account, its root, a role, a user, a session, or the unique id of one that was deleted. */
function matchAws(named: string, { principalArn, account }: Requester): PrincipalMatch {
  const own = principalArn === undefined ? undefined : parseArn(principalArn);
  const ofAccount = own?.account ?? account;
  const root = accountNamed(named);
  if (root !== undefined) {
    const isSamePartition =
      root.partition === undefined || own === undefined || root.partition === own.partition;
    if (!isSamePartition) return NOBODY;
    return { itself: "no", byAccount: ofAccount === undefined ? "maybe" : truth(root.account === ofAccount) };
  }
  if (principalArn === undefined) {
    const other = parseArn(named)?.account;
    const isElsewhere = ofAccount !== undefined && other !== undefined && other !== ofAccount;
    return { itself: isElsewhere ? "no" : "maybe", byAccount: "no" };
  }
  if (named === principalArn) return EVERYBODY;
  return { itself: mayBeSame(named, principalArn) ? "maybe" : "no", byAccount: "no" };
}

/** Twelve digits, or the ARN of an account's root. */
function accountNamed(named: string): { partition?: string; account: string } | undefined {
  if (/^\d{12}$/.test(named)) return { account: named };
  const arn = parseArn(named);
  return arn?.service === "iam" && arn.resource === "root" ? arn : undefined;
}

const UNIQUE_IDS: Record<string, string> = { AROA: "role/", AIDA: "user/" };

/** A session of the role, or a unique id that may be the principal's. */
function mayBeSame(named: string, principalArn: string): boolean {
  const own = parseArn(principalArn);
  if (!own) return false;
  const ofId = UNIQUE_IDS[named.slice(0, 4)];
  if (ofId !== undefined && !named.includes(":")) return own.resource.startsWith(ofId);
  const session = sessionOf(named);
  if (!session || session.partition !== own.partition || session.account !== own.account) return false;
  return own.resource.startsWith("role/") && own.resource.split("/").at(-1) === session.role;
}
