/** What all findings of `pass-role-scoped` on documents have in common. */
import type { PassedRoles } from "../../documents/passable-roles";
import type { DocumentPlace } from "../../documents/unknown-documents";
import { type DraftWithout, type Finding, finding } from "../../findings/finding";
import { type FindingPlace, placeOfStatements } from "../../findings/place";

export const NAME = "pass-role-scoped";

export function draft(
  { resource, carried }: DocumentPlace,
  rest: DraftWithout<"urn" | "subject" | "actions">,
): Finding {
  const subject = carried.principal ?? carried.name;
  return finding(NAME, {
    urn: resource.urn,
    subject,
    knownAs: resource.name,
    actions: ["iam:PassRole"],
    ...rest,
    key: `${carried.path} ${rest.key}`,
  });
}

/** Who may pass the roles, as a subject of sentences. */
export function holder({ carried }: DocumentPlace): string {
  return carried.principal ? `${carried.principal} (${carried.name})` : `Whoever has ${carried.name}`;
}

/** The place of what is wrong with statements of one document. */
export function statementsIn({ carried }: DocumentPlace, passed: PassedRoles[]): FindingPlace {
  return placeOfStatements(passed.map(({ statement }) => ({ statement, document: carried })));
}
