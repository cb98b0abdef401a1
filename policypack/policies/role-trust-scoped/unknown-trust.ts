/** What is not known of a trust policy, where it matters whom it lets in. */
import { namesAction } from "../../evaluation/decisions/names-action";
import { type DocumentPlace, unknownParts } from "../../documents/unknown-documents";
import type { Statement } from "../../evaluation/types";
import type { Finding } from "../../findings/finding";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { describe, draft } from "./draft";

/** Whether a statement trusts a provider that is not known yet, and asks for no claim, by which it could be told. */
export function trustsUnknownProvider(statement: Statement): boolean {
  const { unknown, principals, conditions } = statement;
  return (
    unknown &&
    principals?.values.Federated?.includes("*") === true &&
    namesAction(statement, "sts:AssumeRoleWithWebIdentity") &&
    !conditions.some(({ key }) => /^[^:]+\.[^:]+:/.test(key))
  );
}

export function unknownStatements(place: DocumentPlace, statements: Statement[]): Finding {
  return unknownTrust(place, unknownParts(place.carried, statements));
}

export function unknownTrust(place: DocumentPlace, unknowns: UnknownFact[]): Finding {
  const { path } = place.carried;
  return draft(place, {
    verdict: "unproven",
    unknowns,
    key: "unknown",
    message: `Who may assume ${describe(place)} is unproven: ${path} is unknown at preview, at least in part.`,
    remedy: `Build ${path} from explicit names, account and region instead of other resources' outputs.`,
  });
}
