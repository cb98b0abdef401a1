/** Statement by statement, how a document in an account differs from those that config declares for it. */
import { documentChanges, grantsText, sameDocument } from "./document-changes";

/** A document that config declares, under the name that messages give it. */
export interface DeclaredDocument {
  name: string;
  document: unknown;
}

interface NamedStatement {
  /** Where it stands, e.g. `Statement[1] "AllowPull"`. */
  name: string;
  sid: string | undefined;
  statement: unknown;
}

/** One text a difference, in the order of the declared statements; none where both say the same. */
export function statementChanges(live: unknown, declared: readonly DeclaredDocument[]): string[] {
  const wanted = declared.flatMap(({ name, document }) =>
    statementsOf(document).map((each) => ({ ...each, name: `${each.name} of ${name}` })),
  );
  const has = statementsOf(live);
  const lacking = wanted.filter(
    ({ statement }) => !has.some((each) => sameDocument(each.statement, statement)),
  );
  const extra = has.filter(
    ({ statement }) => !wanted.some((each) => sameDocument(each.statement, statement)),
  );
  const changed = pairs(lacking, extra);
  return [
    ...changed.map(([want, found]) => `${want.name}: the account's ${found.name} ${difference(found, want)}`),
    ...lacking
      .filter((each) => !changed.some(([want]) => want === each))
      .map(({ name }) => `${name} is declared and not there`),
    ...extra
      .filter((each) => !changed.some(([, found]) => found === each))
      .map((each) => `the account's ${each.name} is not declared: ${grantsText(each.statement)}`),
  ];
}

/** Those that have a Sid in common, or that are the only ones left. */
function pairs(lacking: NamedStatement[], extra: NamedStatement[]): [NamedStatement, NamedStatement][] {
  if (lacking.length === 1 && extra.length === 1) return [[lacking[0]!, extra[0]!]];
  return lacking.flatMap((want): [NamedStatement, NamedStatement][] => {
    const found = extra.find(({ sid }) => sid !== undefined && sid === want.sid);
    return found ? [[want, found]] : [];
  });
}

function difference(live: NamedStatement, declared: NamedStatement): string {
  return documentChanges({ Statement: live.statement }, { Statement: declared.statement });
}

function statementsOf(document: unknown): NamedStatement[] {
  if (typeof document !== "object" || document === null) return [];
  const { Statement } = document as { Statement?: unknown };
  const list: unknown[] = Statement === undefined ? [] : Array.isArray(Statement) ? Statement : [Statement];
  return list.map((statement, index) => {
    const { Sid } = (statement ?? {}) as { Sid?: unknown };
    const sid = typeof Sid === "string" ? Sid : undefined;
    return { name: `Statement[${index}]${sid === undefined ? "" : ` "${sid}"`}`, sid, statement };
  });
}
