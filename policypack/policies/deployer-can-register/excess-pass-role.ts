/** Roles that a deployer may pass and has no use for. */
import { describeUnknown } from "../../unknowns/describe";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { grantsOf } from "../../evaluation/decisions/grants";
import type { Grant } from "../../evaluation/types";
import { everyArn, iamArn } from "../../aws/iam-arn";
import { isReportedAsWide } from "../../documents/reported-pass-role";
import { contextFor } from "../../graph/principal-context";
import { requestDestination } from "../../graph/request-destination";
import type { Principal, StackModel } from "../../graph/types";
import { statementName } from "../../findings/names";
import { listed } from "../../unknowns/listed";
import { allowStatement } from "../../permissions/statements-to-paste";
import { finding, type Finding } from "../../findings/finding";
import { placeOfStatements } from "../../findings/place";
import type { RepointedRole } from "./repointed-roles";
import type { PassedRoles } from "./roles-to-pass";

interface Excess {
  grant: Grant;
  /** The roles, as patterns, that the statement lets pass beside those of the task definitions. */
  beyond: string[];
}

/**
 * The upper bound of `iam:PassRole`: nothing but the roles that the task definitions use, and those of starters that the
 * deployer may change, may ever be passed, whatever the service. One finding a deployer and verdict.
 */
export function passedTooWidely(
  policy: string,
  model: StackModel,
  principal: Principal,
  passed: PassedRoles,
  repointed: readonly RepointedRole[],
): Finding[] {
  const context = contextFor(model, principal, requestDestination(model, "iam:PassRole", "arn:*"));
  // A Deny on the roles of this account takes away all that can be passed, whatever the Allow names.
  const passing = grantsOf(principal, "iam:PassRole", context, [everyArn("role", model)]);
  const statements = new Set(passing.map(({ statement }) => statement));
  if (statements.size === 0) return [];
  const excesses = grantsOf(principal, "iam:PassRole", context)
    .filter(({ statement }) => statements.has(statement))
    .map((grant) => ({ grant, beyond: beyondOf(grant, passed, model) }))
    .map(({ grant, beyond }) => ({ grant, beyond: beyond.filter((role) => !isRepointed(role, repointed)) }))
    .filter(({ beyond }) => beyond.length > 0);
  const certain = excesses.filter((excess) => !isUnproven(excess, passed));
  const unproven = excesses.filter((excess) => isUnproven(excess, passed) && !isLeftToOthers(excess, passed));
  return [
    ...(certain.length > 0 ? [excessFinding(policy, "violated", principal, certain, passed, repointed)] : []),
    ...(unproven.length > 0
      ? [excessFinding(policy, "unproven", principal, unproven, passed, repointed)]
      : []),
  ];
}

function isRepointed(role: string, repointed: readonly RepointedRole[]): boolean {
  return repointed.some(({ arn }) => arn === role);
}

function beyondOf(grant: Grant, { used, complete }: PassedRoles, model: StackModel): string[] {
  const { resources } = grant;
  const isReported = isReportedAsWide(model, grant.document);
  if (resources.negated) return isReported ? [] : [`everything but ${listed(resources.patterns)}`];
  return resources.patterns.filter(
    (pattern) =>
      !used.has(pattern) &&
      (complete || isForeign(pattern, model)) &&
      (iamArn(pattern) !== undefined || !isReported),
  );
}

/** Without a task definition any single role of the account may be meant, but for those that ECS may not assume. */
function isForeign(pattern: string, model: StackModel): boolean {
  const role = iamArn(pattern);
  if (!role || (model.account !== undefined && role.account !== model.account)) return true;
  return model.principal(`role/${role.name}`)?.urn !== undefined;
}

/** A part that is not known yet, and a single role where not all roles of the task definitions are known. */
function isUnproven({ grant, beyond }: Excess, { unknown }: PassedRoles): boolean {
  return (
    grant.statement.unknown ||
    (unknown.length > 0 && beyond.every((pattern) => iamArn(pattern) !== undefined))
  );
}

/** What leaves it open has been reported. */
function isLeftToOthers({ grant }: Excess, { unknown, reported }: PassedRoles): boolean {
  return unknown.length > 0 && unknown.every((role) => reported.has(role)) && !grant.statement.unknown;
}

function unknownPart({ statement: { sid, index, unknown }, document }: Grant): UnknownFact[] {
  if (!unknown) return [];
  return [{ kind: "statement-part", statement: { sid, index }, document: document.name }];
}

function excessFinding(
  policy: string,
  verdict: Finding["verdict"],
  principal: Principal,
  excesses: Excess[],
  { used, unknown }: PassedRoles,
  repointed: readonly RepointedRole[],
): Finding {
  const beyond = [...new Set(excesses.flatMap((excess) => excess.beyond))].sort();
  const statements = listed(excesses.map(({ grant }) => statementName(grant)));
  const roles = [...used.keys()].sort();
  const others = repointed.map(({ arn, service }) => allowStatement(["iam:PassRole"], [arn], service));
  const allowed = [
    ...(roles.length > 0 ? [allowStatement(["iam:PassRole"], roles)] : []),
    ...new Set(others),
  ];
  const open = unknown.length > 0 ? listed(unknown.map(describeUnknown)) : `a part of the ${statements}`;
  return finding(policy, {
    verdict,
    unknowns: [...unknown, ...excesses.flatMap(({ grant }) => unknownPart(grant))],
    urn: principal.urn,
    subject: principal.id,
    actions: ["iam:PassRole"],
    resources: beyond,
    place: placeOfStatements(excesses.map(({ grant }) => grant)),
    key: JSON.stringify(["beyond", verdict, beyond]),
    message:
      verdict === "violated"
        ? `${principal.id} may pass roles that no task definition of the stack uses: ${listed(beyond)}.`
        : `It is not proven that ${principal.id} may pass just the roles of the stack's task definitions: not known is ${open}.`,
    decidedBy: statements,
    remedy:
      allowed.length > 0
        ? `grant iam:PassRole by this alone: ${allowed.join(", ")}`
        : "take iam:PassRole out of it: the stack's task definitions use no role",
  });
}
