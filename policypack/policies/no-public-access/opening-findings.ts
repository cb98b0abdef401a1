/** What `no-public-access` says of a policy that opens its resource. */
import { resourceType } from "../../aws/resource-types";
import type { ResourcePolicyPlace } from "../../documents/unknown-documents";
import { capital, conditionText, firstFew, patternsText } from "../../evaluation/decisions/wording";
import type { Statement } from "../../evaluation/types";
import { type DraftWithout, type Finding, finding } from "../../findings/finding";
import { statementName } from "../../findings/names";
import { placeOfStatements } from "../../findings/place";
import { statementLabel } from "../../unknowns/statement-label";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import type { Opening } from "./openings";

export const NAME = "no-public-access";

export function draft(
  { resource, carried }: ResourcePolicyPlace,
  rest: DraftWithout<"urn" | "subject">,
): Finding {
  return finding(NAME, {
    urn: resource.urn,
    subject: carried.name,
    knownAs: `${resource.name} ${carried.path}`,
    ...rest,
  });
}

/** `the policy of the bucket data (policy of aws:s3/bucketPolicy:BucketPolicy "data")` */
export function describe({ resource, carried }: ResourcePolicyPlace): string {
  const named = resourceType(resource.type)?.is;
  const what =
    named === "key grant" || named === "function permission"
      ? `the ${named === "key grant" ? "grant" : "permission"}`
      : `the policy of ${OF[carried.on] ?? `the ${carried.on}`}`;
  return `${what} ${carried.name} (${carried.path} of ${resource.type} "${resource.name}")`;
}

const OF: Partial<Record<ResourcePolicyPlace["carried"]["on"], string>> = {
  registry: "the account's registry",
  "log groups": "the account's log groups",
};

/** @param openings those to everybody, at least one */
export function publicFinding(place: ResourcePolicyPlace, openings: Opening[], level?: "advisory"): Finding {
  const statements = openings.map(({ statement }) => statement);
  const why = [...new Set(statements.map(whyPublic))].join("; ");
  return draft(place, {
    ...ofStatements(place, statements),
    verdict: "violated",
    ...(level && { level }),
    key: "everyone",
    message: `${capital(describe(place))} opens it to everyone: ${why}.`,
    remedy:
      "Name accounts, roles or services in Principal, or add a condition that only yours meet, such as StringEquals " +
      "aws:PrincipalOrgID, aws:SourceAccount, aws:SourceVpce or aws:PrincipalAccount, without IfExists. Where it is public on " +
      `purpose, exempt this finding in the pack's config.`,
  });
}

function whyPublic(statement: Statement): string {
  const { principals, conditions, actions } = statement;
  const who = principals?.negated ? "allows all but those whom NotPrincipal names" : `allows Principal "*"`;
  const others =
    conditions.length === 0
      ? "without a condition"
      : `and ${firstFew(conditions.map(conditionText), ", ")} keeps nobody out`;
  return `${statementLabel(statement)} ${who} ${patternsText(actions)} ${others}`;
}

/**
 * @param openings those to accounts, at least one
 * @param own the stack's account, where it is known
 * @param unknowns why it is not known whether one of them is the stack's own
 */
export function foreignFinding(
  place: ResourcePolicyPlace,
  openings: Opening[],
  own: string | undefined,
  unknowns: UnknownFact[] = [],
): Finding {
  const statements = openings.map(({ statement }) => statement);
  const accounts = [...new Set(openings.flatMap(({ to }) => (to === "everyone" ? [] : to)))].sort();
  const named = accounts.map((account) => (account.length > 12 ? `canonical user ${account}` : account));
  const which = `account${named.length > 1 ? "s" : ""} ${firstFew(named)}`;
  const isOpen = unknowns.length > 0;
  return draft(place, {
    ...ofStatements(place, statements),
    ...(isOpen ? { verdict: "unproven", unknowns, level: "advisory" } : { verdict: "violated" }),
    key: `accounts ${accounts.join()}`,
    message: isOpen
      ? `Whether ${describe(place)} opens it to another account is unproven: it names ${which}, and nothing tells which account the stack is for.`
      : `${capital(describe(place))} opens it to ${which}, which ${named.length > 1 ? "are" : "is"} ${own === undefined ? "not all the stack's own" : `not the stack's own (${own})`} and which config does not name.`,
    remedy: isOpen
      ? `Set "account" under "${NAME}" in the pack's config, or the provider's allowedAccountIds.`
      : `Take ${named.length > 1 ? "them" : "it"} out of Principal, or name ${named.length > 1 ? "them" : "it"} in the pack's config: "${NAME}": { "accounts": [${accounts.map((account) => JSON.stringify(account)).join(", ")}] }.`,
  });
}

function ofStatements({ carried }: ResourcePolicyPlace, statements: Statement[]) {
  return {
    actions: statements.flatMap(({ actions }) => (actions.negated ? [] : actions.patterns)),
    resources: statements.flatMap(({ resources }) =>
      resources && !resources.negated ? resources.patterns : [],
    ),
    decidedBy: statements.map((statement) => statementName({ statement, document: carried })).join("; "),
    place: placeOfStatements(statements.map((statement) => ({ statement, document: carried }))),
  };
}

/** A policy of which nothing is known, or not who is let in. */
export function unknownFinding(
  place: ResourcePolicyPlace,
  unknowns: UnknownFact[],
  statements: Statement[],
): Finding {
  const { resource, carried } = place;
  const part =
    statements.length === 0
      ? `${carried.path} of ${resource.type} "${resource.name}" is unknown at preview`
      : `principals or conditions of ${statements.map(statementLabel).join(", ")} are unknown at preview`;
  return draft(place, {
    verdict: "unproven",
    unknowns,
    key: "unknown",
    message: `Whom ${describe(place)} lets in is unproven: ${part}.`,
    remedy: `Build ${carried.path} from explicit names, account and region instead of other resources' outputs.`,
  });
}
