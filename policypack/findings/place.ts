import type { StatementName } from "../unknowns/unknown-fact";

/**
 * Where the cause of a finding stands, as far as its rule knows: in the pack's config, in a task definition, or in a
 * document. Whoever points at it reads this, never the sentence.
 */
export interface FindingPlace {
  /** The key under the policy in the pack's config. */
  configKey?: string;
  /** The family of the task definition, where the finding is not on that resource. */
  family?: string;
  /** The container's name in its task definition. */
  container?: string;
  /** The property of that container, or else of the task definition, as the API spells it. */
  property?: string;
  /** The entry of that property, by its name: of a variable, a secret, an option. */
  entry?: string;
  /** The value that is wrong, as the program gives it, where a property has several: a policy's ARN among those attached. */
  value?: string;
  /** The application's code that asks for it: a file relative to the project, and its line. */
  code?: { file: string; line: number };
  /** The statements that decide, or those that come nearest. */
  statements?: PlacedStatement[];
}

export interface PlacedStatement extends StatementName {
  /** The name of its document. */
  document: string;
}

/** The place of statements as rules have them. */
export function placeOfStatements(
  found: readonly { statement: StatementName; document: { name: string } }[],
): FindingPlace {
  return {
    statements: found.map(({ statement: { sid, index }, document: { name } }) => ({
      sid,
      index,
      document: name,
    })),
  };
}
