/** What is wrong with roles that a document names: their account, their name, the services they may go to. */
import { accountOfRole } from "../../aws/iam-arn";
import { ECS_TASKS } from "../../aws/service-principals";
import type { PassedRoles } from "../../documents/passable-roles";
import { firstFew } from "../../evaluation/decisions/wording";
import { statementLabel } from "../../unknowns/statement-label";
import { statementName } from "../../findings/names";
import type { DocumentPlace } from "../../documents/unknown-documents";
import type { Finding } from "../../findings/finding";
import { draft, holder, NAME, statementsIn } from "./draft";

/** Where the account is not known, one document at least must not name roles of two. */
export function ofOtherAccounts(
  place: DocumentPlace,
  passed: PassedRoles[],
  account: string | undefined,
): Finding[] {
  const roles = passed.flatMap(({ named }) => named);
  const accounts = new Set(roles.map(accountOfRole));
  const others = account
    ? roles.filter((role) => accountOfRole(role) !== account)
    : accounts.size > 1
      ? roles
      : [];
  if (others.length === 0) return [];
  return [
    draft(place, {
      verdict: "violated",
      key: "account",
      resources: others,
      message: `${holder(place)} may pass roles of ${account ? `other accounts than ${account}` : "different accounts"}: ${firstFew(others)}. A role can be passed only within its own account.`,
      remedy: `Name roles of ${account ? `account ${account}` : "the stack's account"} in ${place.carried.name}.`,
    }),
  ];
}

/** Roles that the pack's config does not list, if it lists any. */
export function notAllowed(
  place: DocumentPlace,
  passed: PassedRoles[],
  allowedRoles: string[] | undefined,
): Finding[] {
  if (!allowedRoles) return [];
  const isAllowed = (role: string) =>
    allowedRoles.some((allowed) => allowed === role || allowed === role.slice(role.lastIndexOf("/") + 1));
  const others = passed.flatMap(({ named }) => named).filter((role) => !isAllowed(role));
  if (others.length === 0) return [];
  return [
    draft(place, {
      verdict: "violated",
      key: "not allowed",
      resources: others,
      message: `${holder(place)} may pass ${firstFew(others)}, which the pack's config does not allow.`,
      place: {
        ...statementsIn(
          place,
          passed.filter(({ named }) => named.some((role) => others.includes(role))),
        ),
        configKey: "allowedRoles",
      },
      remedy: `Take ${others.length === 1 ? "it" : "them"} out of ${place.carried.name}, or add ${entriesOf(others)} to "${NAME}": { "allowedRoles": [...] } in the pack's config.`,
    }),
  ];
}

/** As the list takes them, by their names. */
function entriesOf(roles: string[]): string {
  const names = roles.map((role) => role.slice(role.lastIndexOf("/") + 1));
  return [...new Set(names)].map((name) => JSON.stringify(name)).join(", ");
}

/** Named roles that may go to services of every kind. */
export function toAnyService(place: DocumentPlace, passed: PassedRoles[]): Finding[] {
  const open = passed.filter(({ named, limitsService }) => named.length > 0 && !limitsService);
  if (open.length === 0) return [];
  const names = open.map(({ statement }) => statementLabel(statement)).join(", ");
  return [
    draft(place, {
      verdict: "violated",
      level: "advisory",
      key: "service",
      place: statementsIn(place, open),
      message: `${holder(place)} may pass roles to any service: ${names} does not limit iam:PassedToService.`,
      decidedBy: open
        .map(({ statement }) => statementName({ statement, document: place.carried }))
        .join("; "),
      remedy: `Add "Condition": {"StringEquals": {"iam:PassedToService": "${ECS_TASKS}"}} to the statement.`,
    }),
  ];
}
