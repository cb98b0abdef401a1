/**
 * Reads an IAM policy document as IAM does, and says everything at once that IAM would refuse.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { parseJson } from "./parse-json";
import { type Grammar, GRAMMARS } from "./grammars";
import { withLostParts } from "./lost-parts";
import { isPlainObject, own, Problems, show } from "./problems";
import { readStatement } from "./read-statement";
import { UNKNOWN, type DocumentProblem, type DocumentVersion, type Reading, type Statement } from "../types";

/** IAM's largest document has some hundred statements. */
const MOST_STATEMENTS = 10_000;

const DOCUMENT_ELEMENTS = ["Version", "Id", "Statement"];

/**
 * Reads a document of whatever shape, from whatever source. Never throws; takes time in proportion to the value's
 * size. A document with unknown parts is read as far as it is known: see `Statement.unknown`.
 *
 * @param value JSON text, a plain object, or `UNKNOWN`
 * @param mayHaveLostParts whether what IAM requires and is not there counts as unknown, not as missing
 */
export function readDocument(value: unknown, kind: Grammar, mayHaveLostParts = false): Reading {
  try {
    return read(value, kind, mayHaveLostParts);
  } catch (error) {
    const message = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return { state: "malformed", problems: [{ path: "", message }] };
  }
}

function read(value: unknown, kind: Grammar, mayHaveLostParts: boolean): Reading {
  if (value === UNKNOWN) return { state: "unknown" };
  const parsed = typeof value === "string" ? parseJson(value) : { value };
  if (!("value" in parsed)) return malformed(parsed.problems);
  return readValue(mayHaveLostParts ? withLostParts(parsed.value, kind) : parsed.value, kind);
}

function readValue(value: unknown, kind: Grammar): Reading {
  if (!isPlainObject(value)) {
    return malformed([{ path: "", message: `must be a JSON object, but is ${show(value)}` }]);
  }
  const problems = new Problems();
  for (const element of Object.keys(value)) {
    if (!DOCUMENT_ELEMENTS.includes(element)) {
      problems.add(element, `is no element of a policy document; it has ${DOCUMENT_ELEMENTS.join(", ")}`);
    }
  }
  const version = readVersion(own(value, "Version"), problems);
  checkId(own(value, "Id"), problems);
  const statements = readStatements(own(value, "Statement"), version ?? "2012-10-17", kind, problems);
  if (problems.found.length > 0) return malformed(problems.found);
  if (version === undefined || statements === undefined) return { state: "unknown" };
  return { state: "known", document: { version, statements } };
}

/** @returns undefined where the version is unknown */
function readVersion(value: unknown, problems: Problems): DocumentVersion | undefined {
  if (value === UNKNOWN) return undefined;
  if (value === undefined) return "2008-10-17";
  if (value === "2012-10-17" || value === "2008-10-17") return value;
  problems.add("Version", `must be "2012-10-17" (or the outdated "2008-10-17"), but is ${show(value)}`);
  return undefined;
}

function checkId(value: unknown, problems: Problems): void {
  if (value !== undefined && value !== UNKNOWN && typeof value !== "string") {
    problems.add("Id", `must be a string, but is ${show(value)}`);
  }
}

/** @returns undefined where not even the statements' number or effect is known */
function readStatements(
  value: unknown,
  version: DocumentVersion,
  kind: Grammar,
  problems: Problems,
): Statement[] | undefined {
  if (value === UNKNOWN) return undefined;
  if (value === undefined) {
    problems.add("Statement", "is missing; a document needs at least one statement");
    return undefined;
  }
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) problems.add("Statement", "is empty; a document needs at least one statement");
  if (list.length > MOST_STATEMENTS) {
    problems.add("Statement", `has ${list.length} statements, far more than fit into a document`);
    return undefined;
  }
  const statements = list.map((item, index) => {
    const path = Array.isArray(value) ? `Statement[${index}]` : "Statement";
    if (item === UNKNOWN) return undefined;
    if (isPlainObject(item)) return readStatement(item, { index, path, version, kind, problems });
    problems.add(path, `must be an object, but is ${show(item)}`);
    return undefined;
  });
  if (GRAMMARS[kind].hasSidsOnce) checkSidsDiffer(statements, problems);
  const known = statements.filter((statement) => statement !== undefined);
  return known.length === list.length ? known : undefined;
}

function checkSidsDiffer(statements: (Statement | undefined)[], problems: Problems): void {
  const first = new Map<string, number>();
  statements.forEach((statement, index) => {
    if (!statement?.sid) return;
    const earlier = first.get(statement.sid);
    if (earlier === undefined) first.set(statement.sid, index);
    else
      problems.add(
        `Statement[${index}].Sid`,
        `${show(statement.sid)} is the Sid of Statement[${earlier}] too`,
      );
  });
}

function malformed(problems: DocumentProblem[]): Reading {
  return { state: "malformed", problems };
}
