import { limitsOf, isEveryone } from "../../documents/limits/statement-limits";
import { conditionText, firstFew } from "../../evaluation/decisions/wording";
import type { Statement } from "../../evaluation/types";
import { statementLabel } from "../../unknowns/statement-label";

/** A statement that lets more assume the role than it should. */
export interface Opening {
  statement: Statement;
  /** What it is, whatever the statement's place: ids are made of it. */
  cause: string;
  /** Who may assume the role, with the statement that says so. */
  who: string;
  remedy: string;
  /** Something limits it, and perhaps not enough. */
  isDoubtful: boolean;
}

/** Whether the Denies of a document leave anybody of whom an Allow lets in, and whether all. */
export function leftByDenies(
  allow: Statement,
  statements: Statement[],
  isPermitted: (account: string) => boolean,
): "all" | "some" | "limited" {
  const limits = limitsOf({ ...allow, conditions: [] }, statements);
  if (limits.some(({ accounts }) => accounts.every(isPermitted))) return "limited";
  const isOpen = statements.some(
    ({ effect, principals, conditions, unknown }) =>
      effect === "Deny" && principals && isEveryone(principals) && (unknown || conditions.length > 0),
  );
  return isOpen || limits.length > 0 ? "some" : "all";
}

/** `Statement[0] has no condition`, or which ones it has that do not help. */
export function whyOpen(statement: Statement, isDoubtful: boolean): string {
  const { conditions } = statement;
  const label = statementLabel(statement);
  if (conditions.length === 0) return `${label} has no condition`;
  const asked = `${label} asks for ${firstFew(conditions.map(conditionText), ", ")}`;
  return isDoubtful ? `${asked} only` : `${asked}, which does not keep them out`;
}
