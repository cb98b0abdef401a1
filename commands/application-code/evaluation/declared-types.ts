import type { Expression } from "../program/expressions";
import type { Context } from "./context";
import { isUnknown, united, UNKNOWN_VALUE, type Value } from "./values";

/** A declared type, and how it is written where a framework may give the value. */
export interface Declared {
  type?: Expression;
  wanted?: string;
  /** Of what is declared. */
  name?: string;
}

/** A declared type tells what the value does not; where it tells nothing either, there is still no value. */
export function orTyped(context: Context, values: Value[], declared: Declared): Value[] {
  if (!declared.type || !values.every(isUnknown)) return values;
  const told = typed(context, declared);
  return values.length === 0 && told.every(isUnknown) ? values : told;
}

/** What a declared type tells of a value. */
export function typed(context: Context, { type, wanted, name }: Declared): Value[] {
  if (!type) return [UNKNOWN_VALUE];
  const given = wanted === undefined ? [] : provided(context, wanted, name);
  if (given.some((value) => !isUnknown(value))) return given;
  return context.evaluate(type).flatMap((value) => ofType(context, value));
}

/** Of lists, what is known of the values that they hold. */
function ofType(context: Context, type: Value): Value[] {
  if (type.kind === "class") return [{ kind: "instance", definition: type.definition }];
  if (type.kind === "list")
    return [{ kind: "list", items: type.items.flatMap((each) => ofType(context, each)) }];
  if (type.kind !== "external") return [UNKNOWN_VALUE];
  return context.program.library.ofType(type.path) ?? [UNKNOWN_VALUE];
}

/** What the functions give that provide a type; the one of the wanted name, where several do. */
function provided(context: Context, wanted: string, name: string | undefined): Value[] {
  const all = context.index.providersOf(wanted);
  const named = all.filter((each) => all.length > 1 && each.name === name);
  return united((named.length > 0 ? named : all).flatMap((definition) => context.provided(definition)));
}
