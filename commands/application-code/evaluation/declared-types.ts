import type { Expression } from "../program/expressions";
import type { Context } from "./context";
import { isUnknown, UNKNOWN_VALUE, type Value } from "./values";

/** A declared type tells what the value does not. */
export function orTyped(context: Context, values: Value[], type: Expression | undefined): Value[] {
  return type && values.every(isUnknown) ? typed(context, type) : values;
}

/** What a declared type tells of a value. */
export function typed(context: Context, type: Expression | undefined): Value[] {
  if (!type) return [UNKNOWN_VALUE];
  return context.evaluate(type).flatMap((value): Value[] => {
    if (value.kind === "class") return [{ kind: "instance", definition: value.definition }];
    if (value.kind !== "external") return [UNKNOWN_VALUE];
    return context.program.library.ofType(value.path) ?? [UNKNOWN_VALUE];
  });
}
