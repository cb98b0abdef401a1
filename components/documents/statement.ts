/** Statements as this project builds them, and their JSON. */

/** Operator to key to values. */
export type Conditions = Record<string, Record<string, string | string[]>>;

/** One statement of an identity policy. */
export interface Statement {
  /** Letters and digits; says what the statement is for. */
  sid: string;
  effect: "Allow" | "Deny";
  actions: string[];
  resources: string[];
  conditions?: Conditions;
}

/** An Allow. */
export function allow(
  sid: string,
  actions: string[],
  resources: string[],
  conditions?: Conditions,
): Statement {
  return { sid, effect: "Allow", actions, resources, conditions };
}

/**
 * The JSON of a policy document, the same text for the same statements. A single action or resource is written as a
 * text, as AWS's console does.
 */
export function render(statements: Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements.map(jsonOf) });
}

function jsonOf({ sid, effect, actions, resources, conditions }: Statement): object {
  return {
    Sid: sid,
    Effect: effect,
    Action: oneOrMany(actions),
    Resource: oneOrMany(resources),
    ...(conditions && { Condition: conditions }),
  };
}

function oneOrMany(values: string[]): string | string[] {
  return values.length === 1 && values[0] !== undefined ? values[0] : values;
}
