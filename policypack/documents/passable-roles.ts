/** Which roles a document lets its holder pass, by whatever spelling. */
import { inPartition } from "../aws/arn";
import { accountOfRole, inAnyAccount } from "../aws/iam-arn";
import { actionAcceptsResource } from "../evaluation/catalogue/action-resources";
import { covers, intersects, matches } from "../evaluation/patterns/pattern";
import type { PolicyDocument, Statement } from "../evaluation/types";

/** What one Allow lets be passed, once the document's own unconditional Denies are taken away. */
export interface PassedRoles {
  statement: Statement;
  /** How it names `iam:PassRole`, as written, e.g. `iam:*` or `NotAction s3:*`. */
  spelling: string;
  /** Patterns that leave open which role is passed, as written; `NotResource …` for all that a list leaves. */
  open: string[];
  /** Complete ARNs of roles. */
  named: string[];
  /** Whether it says to which services; an unknown condition may. */
  limitsService: boolean;
}

/** Roles that may be passed: all that the pattern matches, minus those that a NotResource excludes. */
interface Passable {
  pattern: string;
  /** The NotResource as written. */
  excluded?: string[];
}

const ACTION = "iam:passrole";
const ANY_ROLE = "arn:*:iam::*:role/*";

function isNamed({ pattern, excluded }: Passable): boolean {
  return excluded === undefined && accountOfRole(pattern) !== undefined;
}

function asWritten({ pattern, excluded }: Passable): string {
  return excluded === undefined ? pattern : `NotResource ${excluded.join(", ")}`;
}

/**
 * Reads what a document passes at most: conditions of an Allow are not looked at, for none of them names a role.
 *
 * @param account where the document is used, if known: a Deny on another account's roles denies nothing there
 */
export function passedRoles(document: PolicyDocument, account: string | undefined): PassedRoles[] {
  const about = document.statements.filter(concernsPassing);
  const denies = about.filter(
    ({ effect, conditions, unknown }) => effect === "Deny" && !unknown && !conditions.length,
  );
  return about
    .filter(({ effect }) => effect === "Allow")
    .map((statement) => passedBy(statement, denies, account))
    .filter(({ open, named }) => open.length + named.length > 0);
}

function concernsPassing({ actions }: Statement): boolean {
  return actions.negated !== actions.patterns.some(isPassRole);
}

function isPassRole(pattern: string): boolean {
  return matches(pattern.toLowerCase(), ACTION);
}

function passedBy(statement: Statement, denies: Statement[], account: string | undefined): PassedRoles {
  const { negated = false, patterns = [] } = statement.resources ?? {};
  const allowed: Passable[] = negated
    ? everythingBut(patterns)
    : patterns
        .filter((pattern) => actionAcceptsResource("iam:PassRole", pattern))
        .map((pattern) => ({ pattern }));
  const left = denies.reduce(
    (roles, deny) => roles.flatMap((role) => remainder(role, deny, account)),
    allowed,
  );
  return {
    statement,
    spelling: spelling(statement),
    open: left.filter((role) => !isNamed(role)).map(asWritten),
    named: left.filter(isNamed).map(({ pattern }) => pattern),
    limitsService: limitsService(statement),
  };
}

function limitsService({ conditions, unknown }: Statement): boolean {
  const limits = conditions.some(
    ({ operator, key, values }) =>
      key.toLowerCase() === "iam:passedtoservice" &&
      /^(ForAnyValue:)?String(Equals|EqualsIgnoreCase|Like)$/i.test(operator) &&
      values.every((value) => !/^[*?]/.test(value)),
  );
  return limits || unknown;
}

/** What NotResource leaves; it is never a list of names. */
function everythingBut(patterns: string[]): Passable[] {
  return patterns.some((pattern) => covers(anyPartition(pattern), ANY_ROLE))
    ? []
    : [{ pattern: ANY_ROLE, excluded: patterns }];
}

/** What a Deny leaves of a pattern: nothing, the pattern, or the exceptions that the Deny makes. */
function remainder(role: Passable, deny: Statement, account: string | undefined): Passable[] {
  const { negated = false, patterns = [] } = deny.resources ?? {};
  const whole = covers(wild(role.pattern), ANY_ROLE) ? ANY_ROLE : wild(role.pattern);
  const denied = patterns.map((pattern) => wildAccount(pattern, account));
  if (!negated) return denied.some((pattern) => covers(pattern, anyPartition(whole))) ? [] : [role];
  return patterns
    .filter((exception) => intersects(wild(exception), whole))
    .map((exception) => (covers(anyPartition(whole), wild(exception)) ? { pattern: exception } : role));
}

function spelling({ actions }: Statement): string {
  if (actions.negated) return `NotAction ${actions.patterns.join(", ")}`;
  return actions.patterns.filter(isPassRole).join(", ");
}

/** A pattern with wildcards for its policy variables. */
function wild(pattern: string): string {
  return pattern.replace(/\$\{(?![*?$]\})[^}]*\}/g, "*");
}

/** A principal lives in one partition, so that naming it takes nothing away. */
function anyPartition(pattern: string): string {
  return inPartition(wild(pattern), "*");
}

/** Only roles of the same account can be passed, so that naming the account takes nothing away either. */
function wildAccount(pattern: string, account: string | undefined): string {
  return inAnyAccount(anyPartition(pattern), account);
}
