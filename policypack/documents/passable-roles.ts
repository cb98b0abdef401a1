/** Which roles a document lets its holder pass, by whatever spelling. */
import { inPartition } from "../aws/arn";
import { accountOfRole, inAnyAccount } from "../aws/iam-arn";
import { actionAcceptsResource } from "../evaluation/catalogue/action-resources";
import { covers, intersects, matches } from "../evaluation/patterns/pattern";
import type { AccountAndRegion } from "../graph/types";
import type { PolicyDocument, Statement } from "../evaluation/types";

/** Where a document is used, as far as that is known. */
export type PlaceOfUse = Pick<AccountAndRegion, "account" | "partition">;

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
  /** Those services, where it surely says so, as written. */
  services?: string[];
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
 * @param place a Deny on the roles of another account or partition takes nothing away there. Where it is not known, each
 *   Deny is taken to be about it: `no-privilege-escalation`, which sees the whole stack, judges that again
 */
export function passedRoles(document: PolicyDocument, place: PlaceOfUse): PassedRoles[] {
  const about = document.statements.filter(concernsPassing);
  const denies = about.filter(
    ({ effect, conditions, unknown }) => effect === "Deny" && !unknown && !conditions.length,
  );
  return about
    .filter(({ effect }) => effect === "Allow")
    .map((statement) => passedBy(statement, denies, place))
    .filter(({ open, named }) => open.length + named.length > 0);
}

function concernsPassing({ actions }: Statement): boolean {
  return actions.negated !== actions.patterns.some(isPassRole);
}

function isPassRole(pattern: string): boolean {
  return matches(pattern.toLowerCase(), ACTION);
}

function passedBy(statement: Statement, denies: Statement[], place: PlaceOfUse): PassedRoles {
  const { negated = false, patterns = [] } = statement.resources ?? {};
  const allowed: Passable[] = negated
    ? everythingBut(patterns, place)
    : patterns
        .filter((pattern) => actionAcceptsResource("iam:PassRole", pattern))
        .map((pattern) => ({ pattern }));
  const left = denies.reduce((roles, deny) => roles.flatMap((role) => remainder(role, deny, place)), allowed);
  const services = servicesOf(statement);
  return {
    statement,
    spelling: spelling(statement),
    open: left.filter((role) => !isNamed(role)).map(asWritten),
    named: left.filter(isNamed).map(({ pattern }) => pattern),
    limitsService: statement.unknown || services !== undefined,
    ...(services && !statement.unknown ? { services } : {}),
  };
}

/** The values of a condition that every request to pass a role must meet; undefined where any service may be meant. */
function servicesOf({ conditions }: Statement): string[] | undefined {
  return conditions.find(
    ({ operator, key, values }) =>
      key.toLowerCase() === "iam:passedtoservice" &&
      /^(ForAnyValue:)?String(Equals|EqualsIgnoreCase|Like)$/i.test(operator) &&
      values.every((value) => !/^[*?]/.test(value)),
  )?.values;
}

/** What NotResource leaves; it is never a list of names. */
function everythingBut(patterns: string[], place: PlaceOfUse): Passable[] {
  return patterns.some((pattern) => takesAway(pattern, ANY_ROLE, place))
    ? []
    : [{ pattern: ANY_ROLE, excluded: patterns }];
}

/** What a Deny leaves of a pattern: nothing, the pattern, or the exceptions that the Deny makes. */
function remainder(role: Passable, deny: Statement, place: PlaceOfUse): Passable[] {
  const { negated = false, patterns = [] } = deny.resources ?? {};
  const whole = covers(wild(role.pattern), ANY_ROLE) ? ANY_ROLE : wild(role.pattern);
  if (!negated) return patterns.some((pattern) => takesAway(pattern, whole, place)) ? [] : [role];
  return patterns
    .filter((exception) => intersects(wild(exception), whole))
    .map((exception) => (covers(anyPartition(whole), wild(exception)) ? { pattern: exception } : role));
}

/** Whether a pattern surely names every role of the place that another matches; a variable may stand for any one of them. */
function takesAway(pattern: string, roles: string, place: PlaceOfUse): boolean {
  return !VARIABLE.test(pattern) && covers(anywhere(pattern, place), anyPartition(roles));
}

function spelling({ actions }: Statement): string {
  if (actions.negated) return `NotAction ${actions.patterns.join(", ")}`;
  return actions.patterns.filter(isPassRole).join(", ");
}

const VARIABLE = /\$\{(?![*?$]\})[^}]*\}/;
const EVERY_VARIABLE = new RegExp(VARIABLE, "g");

/** A pattern with wildcards for its policy variables. */
function wild(pattern: string): string {
  return pattern.replace(EVERY_VARIABLE, "*");
}

/** A principal lives in one partition, so that naming it takes nothing away. */
function anyPartition(pattern: string): string {
  return inPartition(wild(pattern), "*");
}

/** Only roles of the own account and partition can be passed, so that naming these takes nothing away. */
function anywhere(pattern: string, { account, partition }: PlaceOfUse): string {
  const named = /^arn:(aws[a-z-]*):/.exec(pattern)?.[1];
  const isOwn = partition === undefined || named === partition;
  return inAnyAccount(isOwn ? inPartition(pattern, "*") : pattern, account);
}
