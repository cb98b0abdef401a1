import type { Statement } from "../evaluation/types";

/** How messages call a statement of a document that they have named already: by Sid, else by position. */
export function statementLabel({ sid, index }: Pick<Statement, "sid" | "index">): string {
  return sid ? `statement ${sid}` : `statement ${index + 1}`;
}
