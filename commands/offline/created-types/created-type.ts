/** How AWS names what it creates, type by type; see aws-outputs.ts, which fills the templates in. */
export interface CreatedType {
  /** The input that names it, which Pulumi generates where the program gives none. */
  named?: string;
  id?: string;
  /** The ARN behind `arn:PARTITION:`. */
  arn?: string;
  /** Further outputs, in the order in which they may use one another. */
  outputs?: Record<string, string>;
}

/** Its name is its id. */
export const BY_NAME = { named: "name", id: "{name}" };
/** It has a name, and its ARN is its id. */
export const ARN_ID = { named: "name", id: "{arn}" };
