/** Policy documents as they are exported. */
export interface Statement {
  Sid?: string;
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
  Condition?: object;
}

export interface PolicyDocument {
  Version: string;
  Statement: Statement[];
}

/** Every action of some documents, once. */
export function actionsOf(documents: readonly PolicyDocument[]): string[] {
  const all = documents.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));
  return [...new Set(all)].sort();
}

/** The same documents without one action, wherever it is granted. */
export function without(documents: readonly PolicyDocument[], action: string): PolicyDocument[] {
  return documents.map(({ Version, Statement }) => ({
    Version,
    Statement: Statement.map((each) => ({
      ...each,
      Action: [each.Action].flat().filter((granted) => granted !== action),
    })).filter(({ Action }) => Action.length > 0),
  }));
}
