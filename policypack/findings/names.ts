/** How findings call documents and statements. */
import type { NamedDocument, Statement } from "../evaluation/types";
import { statementLabel } from "../evaluation/decisions/wording";

type Named = Pick<NamedDocument, "kind" | "name">;

/** A document that config declares has a name that says so. */
const KINDS: Record<NamedDocument["kind"], string> = {
  "customer-managed": "policy",
  "aws-managed": "AWS managed policy",
  inline: "inline policy",
  boundary: "permissions boundary",
  trust: "trust policy",
  external: "",
};

/** E.g. `inline policy secrets`. */
export function documentName({ kind, name }: Named): string {
  return KINDS[kind] === "" ? name : `${KINDS[kind]} ${name}`;
}

/** E.g. `Allow statement "Jobs" of policy MLPlatformECSTaskPolicy`, by its position where it has no Sid. */
export function statementName({ statement, document }: { statement: Statement; document: Named }): string {
  return `${statement.effect} ${statementLabel(statement)} of ${documentName(document)}`;
}

/** `a`, `a and b`, `a, b and c`; from the sixth on only their number. */
export function listed(items: readonly string[], conjunction = "and", most = 5): string {
  const unique = [...new Set(items)];
  if (unique.length > most) {
    return `${unique.slice(0, most - 1).join(", ")} ${conjunction} ${unique.length - most + 1} more`;
  }
  const last = unique.at(-1) ?? "";
  return unique.length < 2 ? last : `${unique.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}
