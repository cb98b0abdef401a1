/** How findings call documents and statements. */
import type { NamedDocument, Statement } from "../evaluation/types";
import { statementLabel } from "../unknowns/statement-label";

type Named = Pick<NamedDocument, "kind" | "name">;

/** A document that config declares has a name that says so. */
const KINDS: Record<NamedDocument["kind"], string> = {
  "customer-managed": "policy",
  "aws-managed": "AWS managed policy",
  inline: "inline policy",
  boundary: "permissions boundary",
  trust: "trust policy",
  external: "",
  resource: "policy of",
};

/** E.g. `inline policy secrets`. */
export function documentName({ kind, name }: Named): string {
  return KINDS[kind] === "" ? name : `${KINDS[kind]} ${name}`;
}

/** E.g. `Allow statement "Jobs" of policy MLPlatformECSTaskPolicy`, by its position where it has no Sid. */
export function statementName({ statement, document }: { statement: Statement; document: Named }): string {
  return `${statement.effect} ${statementLabel(statement)} of ${documentName(document)}`;
}
