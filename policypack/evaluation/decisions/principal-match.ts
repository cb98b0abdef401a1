/**
 * Whether a statement's `Principal` or `NotPrincipal` is about who makes a request, three-valued.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
import { parseArn } from "../../aws/arn";
import { iamArn } from "../../aws/iam-arn";
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
  /** `role/NAME` or `user/NAME` without path, where the ARN is not known. */
  id?: string;
  /** Whoever signs no requests: a file system that is mounted without IAM, say. */
  isAnonymous?: boolean;
}

/**
 * How a statement names who makes a request. A grant to the account is good for its principals only as far as their own
 * policies agree, where the two are told apart: for a KMS key, and between accounts.
 */
export interface PrincipalMatch {
  /** By itself as a user, a service or one session of a role, or among everybody. */
  itself: Truth;
  /** By the ARN of its role, which stands for all sessions: what a permissions boundary limits. */
  byRole: Truth;
  /** By its account, as an id, as the account's root, or as a canonical user. */
  byAccount: Truth;
}

const NOBODY: PrincipalMatch = { itself: "no", byRole: "no", byAccount: "no" };
const EVERYBODY: PrincipalMatch = { ...NOBODY, itself: "yes" };

/** Whether the statement is about the requester in whatever way. */
export function names(principals: Principals | undefined, requester: Requester): Truth {
  return anyOf(matchPrincipals(principals, requester));
}

function anyOf({ itself, byRole, byAccount }: PrincipalMatch): Truth {
  return or(itself, or(byRole, byAccount));
}

/** @param principals of the statement; undefined where it has none, of which nothing follows */
export function matchPrincipals(principals: Principals | undefined, requester: Requester): PrincipalMatch {
  if (principals === undefined) return { itself: "maybe", byRole: "maybe", byAccount: "maybe" };
  const named = matchNamed(principals.values, requester);
  return principals.negated ? { ...NOBODY, itself: isLeft(named, requester) } : named;
}

/**
 * Whether `NotPrincipal` leaves the requester over. AWS may look at the account, then at the role, then at its session, so
 * that only one whose account stands beside it is surely excepted.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function isLeft(match: PrincipalMatch, { service, isAnonymous }: Requester): Truth {
  const named = or(match.itself, match.byRole);
  if (service !== undefined || isAnonymous) return not(named);
  if (named === "no" && match.byAccount === "no") return "yes";
  return and(named, match.byAccount) === "yes" ? "no" : "maybe";
}

function matchNamed(values: Principals["values"], requester: Requester): PrincipalMatch {
  const { AWS = [], Service = [], CanonicalUser = [], "*": anybody = [] } = values;
  if (anybody.length > 0 || AWS.includes("*")) return EVERYBODY;
  const { service, isAnonymous } = requester;
  if (isAnonymous) return NOBODY;
  if (service !== undefined) {
    return { ...NOBODY, itself: truth(Service.some((name) => name === "*" || name === service)) };
  }
  // A canonical user is an account by a number that nothing else tells.
  const canonical: PrincipalMatch = { ...NOBODY, byAccount: CanonicalUser.length > 0 ? "maybe" : "no" };
  return AWS.map((named) => matchAws(named, requester)).reduce(together, canonical);
}

function together(one: PrincipalMatch, other: PrincipalMatch): PrincipalMatch {
  return {
    itself: or(one.itself, other.itself),
    byRole: or(one.byRole, other.byRole),
    byAccount: or(one.byAccount, other.byAccount),
  };
}

/** One entry of `AWS`: an account, its root, a role, a user, a session, or the unique id of one that was deleted. */
function matchAws(named: string, { principalArn, account, id }: Requester): PrincipalMatch {
  const own = principalArn === undefined ? undefined : parseArn(principalArn);
  const ofAccount = own?.account ?? account;
  const root = accountNamed(named);
  if (root !== undefined) {
    const isSamePartition =
      root.partition === undefined || own === undefined || root.partition === own.partition;
    if (!isSamePartition) return NOBODY;
    return { ...NOBODY, byAccount: ofAccount === undefined ? "maybe" : truth(root.account === ofAccount) };
  }
  if (own === undefined || principalArn === undefined) return matchUnknown(named, ofAccount, id);
  if (named === principalArn)
    return own.resource.startsWith("role/") ? { ...NOBODY, byRole: "yes" } : EVERYBODY;
  return { ...NOBODY, itself: mayBeSame(named, principalArn) ? "maybe" : "no" };
}

/** Of a principal whose ARN is not known: within an account its kind and name tell it from all others. */
function matchUnknown(named: string, account: string | undefined, id: string | undefined): PrincipalMatch {
  const other = iamArn(named);
  if (!other) return { ...NOBODY, itself: "maybe" };
  if (account !== undefined && other.account !== account) return NOBODY;
  const isSame =
    id === undefined ? undefined : `${other.kind}/${other.name}`.toLowerCase() === id.toLowerCase();
  if (isSame === false) return NOBODY;
  const match = isSame && account !== undefined ? "yes" : "maybe";
  return other.kind === "role" ? { ...NOBODY, byRole: match } : { ...NOBODY, itself: match };
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
