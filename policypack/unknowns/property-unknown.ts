import type { UnknownFact } from "./unknown-fact";

/** That the engine does not know a property yet; `of` as messages call what has it. */
export function propertyUnknown(property: string, of: string): UnknownFact {
  return { kind: "property", property, of, state: "unknown" };
}
