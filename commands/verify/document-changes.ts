/** How a document in an account differs from the one that the stack declares. */
import { listed } from "./question";

interface RawStatement {
  Effect?: string;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Principal?: unknown;
  Condition?: unknown;
}

/** Most differences that one line names. */
const MOST = 4;

/** Whether two documents say the same, whatever the order of keys, statements and list entries. */
export function sameDocument(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** What is different, in words: the grants that the account's document lacks, and those it has in excess. */
export function documentChanges(live: unknown, declared: unknown): string {
  const has = grantsOf(live);
  const wants = grantsOf(declared);
  const lacks = [...wants].filter((grant) => !has.has(grant));
  const exceeds = [...has].filter((grant) => !wants.has(grant));
  const parts = [
    ...(lacks.length > 0 ? [`lacks ${shortened(lacks)}`] : []),
    ...(exceeds.length > 0 ? [`also has ${shortened(exceeds)}`] : []),
  ];
  return parts.length > 0 ? parts.join("; ") : "is worded differently";
}

/** What a statement allows or denies, in words. */
export function grantsText(statement: unknown): string {
  return shortened([...grantsOf({ Statement: statement })]);
}

function shortened(grants: string[]): string {
  const shown = grants.slice(0, MOST);
  return grants.length > MOST ? `${shown.join(", ")} and ${grants.length - MOST} more` : listed(shown);
}

/** One text for each effect, action and resource, with its principal or condition where it has one. */
function grantsOf(document: unknown): Set<string> {
  return new Set(
    statementsOf(document).flatMap((statement) => {
      const actions = "NotAction" in statement ? negated(statement.NotAction) : list(statement.Action);
      const resources =
        "NotResource" in statement ? negated(statement.NotResource) : list(statement.Resource);
      const where = statement.Principal === undefined ? resources : [`by ${canonical(statement.Principal)}`];
      const effect = statement.Effect === "Deny" ? "a Deny of " : "";
      const condition = statement.Condition === undefined ? "" : ` if ${canonical(statement.Condition)}`;
      return actions.flatMap((action) =>
        where.map(
          (target) =>
            `${effect}${action} ${statement.Principal === undefined ? "on " : ""}${target}${condition}`,
        ),
      );
    }),
  );
}

function statementsOf(document: unknown): RawStatement[] {
  const { Statement } = (document ?? {}) as { Statement?: RawStatement | RawStatement[] };
  return list(Statement);
}

function negated(values: string | string[] | undefined): string[] {
  return [`all but ${list(values).join(", ")}`];
}

function list<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** Lists in IAM's documents are sets, and a list of one is the same as its entry. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    const parts = value.map(canonical).sort();
    return parts.length === 1 ? (parts[0] ?? "") : `[${parts.join(",")}]`;
  }
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([key]) => key !== "Sid" && key !== "Id")
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`);
  return `{${entries.sort().join(",")}}`;
}
