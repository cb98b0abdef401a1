import type { StatementName } from "./unknown-fact";

/**
 * How everything that people read calls a statement: `statement "ReadData"` by its Sid; without one `Statement[0]`, as
 * paths in the document's JSON have it.
 */
export function statementLabel({ sid, index }: StatementName): string {
  return sid ? `statement "${sid}"` : `Statement[${index}]`;
}
