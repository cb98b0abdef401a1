/**
 * What the catalogue says of an AWS managed policy, also where its document does not ship. It errs on the side of
 * saying too much: of conditions it knows `iam:PassedToService` alone, so a grant that holds only sometimes counts.
 */
export interface DocumentSummary {
  /**
   * Set where it lets roles be passed: `wide` if by a pattern that leaves the role's name open altogether, `scoped` if
   * only roles whose names begin or end in a given way.
   */
  passesRoles?: "scoped" | "wide";
  /** The services that `iam:PassedToService` limits the wide grants to; undefined where one is not limited. */
  passedTo?: string[];
  /** Set where it contains a Deny. */
  denies?: true;
  /** Set where it allows every action on every resource. */
  administrator?: true;
}

interface RawStatement {
  Effect: "Allow" | "Deny";
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** Sums up a well-formed document, as AWS publishes them. */
export function summaryOf(document: object): DocumentSummary {
  const statements = listOf((document as { Statement: RawStatement | RawStatement[] }).Statement);
  const allows = statements.filter((statement) => statement.Effect === "Allow");
  const denies = statements.filter((statement) => statement.Effect === "Deny");
  const isAdministrator = allows.some(
    (allow) => listOf(allow.Action).includes("*") && listOf(allow.Resource).includes("*"),
  );
  return {
    ...passing(allows, denies),
    ...(denies.length > 0 ? { denies: true } : {}),
    ...(isAdministrator ? { administrator: true } : {}),
  };
}

function passing(
  allows: RawStatement[],
  denies: RawStatement[],
): Pick<DocumentSummary, "passesRoles" | "passedTo"> {
  const isRefused = denies.some(
    (deny) => concerns(deny, "iam:passrole") && !deny.Condition && listOf(deny.Resource).includes("*"),
  );
  const passing = allows.filter(
    (allow) => !isRefused && concerns(allow, "iam:passrole") && rolePatterns(allow).length > 0,
  );
  const wide = passing.filter((allow) => rolePatterns(allow).some(leavesNameOpen));
  if (passing.length === 0) return {};
  if (wide.length === 0) return { passesRoles: "scoped" };
  const services = wide.map(passedTo);
  return services.includes(undefined)
    ? { passesRoles: "wide" }
    : { passesRoles: "wide", passedTo: [...new Set(services.flatMap((list) => list ?? []))].sort() };
}

/** The values of a condition on `iam:PassedToService` that fails where the key is absent. */
function passedTo({ Condition = {} }: RawStatement): string[] | undefined {
  for (const [operator, keys] of Object.entries(Condition)) {
    if (!/^string(equals|like|equalsignorecase)$/i.test(operator)) continue;
    for (const [key, values] of Object.entries(keys)) {
      if (key.toLowerCase() === "iam:passedtoservice") return listOf(values);
    }
  }
  return undefined;
}

function concerns(statement: RawStatement, action: string): boolean {
  if (statement.NotAction) return !listOf(statement.NotAction).some((pattern) => globs(pattern, action));
  return listOf(statement.Action).some((pattern) => globs(pattern, action));
}

/** The statement's resources that are or may be roles; NotResource leaves every role in. */
function rolePatterns(statement: RawStatement): string[] {
  if (statement.NotResource) return ["*"];
  return listOf(statement.Resource).filter(
    (pattern) => pattern === "*" || /^arn:[^:]*:iam:.*:role/.test(pattern),
  );
}

/** `*`, `arn:aws:iam::*:role/*`: nothing but wildcards where the role's name stands. */
function leavesNameOpen(pattern: string): boolean {
  const name = pattern.slice(pattern.lastIndexOf(":role") + ":role".length);
  return pattern === "*" || /^[/*?]*$/.test(name);
}

/** AWS's own documents are trusted input, so that a plain regular expression does. */
function globs(pattern: string, text: string): boolean {
  const source = pattern
    .toLowerCase()
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`).test(text);
}

function listOf<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
