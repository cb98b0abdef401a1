import { ECS_TASKS } from "../../aws/service-principals";
import type { PassedRoles } from "../../documents/passable-roles";
import { matches } from "../../evaluation/patterns/pattern";
import { firstFew } from "../../evaluation/decisions/wording";
import { statementLabel } from "../../unknowns/statement-label";
import { statementName } from "../../findings/names";
import { type DocumentPlace, unknownParts } from "../../documents/unknown-documents";
import type { Finding } from "../../findings/finding";
import { draft, holder, statementsIn } from "./draft";

/** Where no account is known, the one of AWS's own documentation. */
const EXAMPLE_ACCOUNT = "111122223333";

/**
 * One finding for all statements of a document that let roles be passed by wildcards.
 *
 * @param account the stack's, if known, for the remedy's example
 */
export function tooWide(place: DocumentPlace, wide: PassedRoles[], account: string | undefined): Finding[] {
  if (wide.length === 0) return [];
  const isCertain = wide.some(({ statement }) => !statement.unknown);
  const grants = wide.map(
    ({ statement, spelling, open }) => `${statementLabel(statement)} allows ${spelling} on ${firstFew(open)}`,
  );
  return [
    draft(place, {
      verdict: isCertain ? "violated" : "unproven",
      unknowns: unknownParts(
        place.carried,
        wide.map(({ statement }) => statement),
      ),
      ...(wide.every(isToOthers) ? { level: "advisory" } : {}),
      key: "wide",
      sharedCause: { kind: "wide-pass-role", urn: place.resource.urn, document: place.carried.path },
      resources: wide.flatMap(({ open }) => open),
      place: statementsIn(place, wide),
      message: isCertain
        ? `${holder(place)} may pass roles that are not named: ${grants.join("; ")}.`
        : `Which roles ${holder(place)} may pass is unproven, because the statement is unknown in part at preview: ${grants.join("; ")}.`,
      decidedBy: wide
        .map(({ statement }) => statementName({ statement, document: place.carried }))
        .join("; "),
      remedy: `Allow "iam:PassRole" on complete ARNs only, e.g. "arn:aws:iam::${account ?? accountNamedIn(place) ?? EXAMPLE_ACCOUNT}:role/ecsTaskRole", with "Condition": {"StringEquals": {"iam:PassedToService": "${ECS_TASKS}"}}.`,
    }),
  ];
}

/** The account that all ARNs of a document name, but for AWS's own. */
function accountNamedIn({ reading }: DocumentPlace): string | undefined {
  if (reading.state !== "known") return undefined;
  const named = reading.document.statements.flatMap(({ resources }) =>
    (resources?.patterns ?? []).flatMap(
      (pattern) => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(pattern)?.[1] ?? [],
    ),
  );
  const [account, ...others] = new Set(named);
  return others.length === 0 ? account : undefined;
}

/** Whether the roles may go to other services than ECS tasks alone, which is no business of a stack that runs tasks. */
function isToOthers({ services }: PassedRoles): boolean {
  return services !== undefined && !services.some((service) => matches(service, ECS_TASKS));
}
