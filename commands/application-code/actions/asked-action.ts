import type { PlainValue } from "../reading/plain-value";

/** AWS's parameters by name; each with the values that it may have. */
export type Parameters = Record<string, PlainValue[]>;

/** An action that a request needs, with the parameters that name its resource. */
export interface AskedAction {
  /** In AWS's letter case, e.g. `dynamodb:UpdateItem`. */
  action: string;
  parameters: Parameters;
}
