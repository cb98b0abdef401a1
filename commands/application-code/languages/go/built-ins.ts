/** What Go's own syntax does, as calls of functions that no package can have. */
import type { CodePlace, Expression } from "../../program/expressions";

/** A value with one of its fields or entries set: value, name, what it is set to. */
export const WITH = "(with)";
/** A field of a struct by its tag: name, tag, the value that its type tells. */
export const TAGGED = "(tagged)";
/** The first argument as whatever a function that was given its address made of it. */
export const FILLED = "(filled)";

/** Such a call. It is none of the program's, and makes no request. */
export function builtIn(name: string, given: Expression[], place: CodePlace): Expression {
  return {
    kind: "call",
    callee: { kind: "import", specifier: name, from: place.file },
    arguments: given.map((value) => ({ value })),
    place,
  };
}

export function textExpression(value: string): Expression {
  return { kind: "text", value };
}
