/** What a function's parameters may be. */
import type { Expression, FunctionDefinition } from "../program/expressions";
import type { Arguments } from "./arguments";
import { argumentsOf } from "./call-arguments";
import { lineOf } from "./class-lines";
import type { Context } from "./context";
import { orTyped, typed } from "./declared-types";
import { UNKNOWN_VALUE, type Value } from "./values";

/** What one call gives for a parameter; else its default, or what its declared type tells. */
export function argumentFor(
  context: Context,
  definition: FunctionDefinition,
  index: number,
  given: Arguments,
): Value[] {
  const parameter = definition.parameters[index]!;
  if (parameter.rest) return [UNKNOWN_VALUE];
  const values = given.get(parameter.name, index);
  if (values) return orTyped(context, values, parameter.type);
  if (given.isOpen) return orTyped(context, [UNKNOWN_VALUE], parameter.type);
  return parameter.default ? context.evaluate(parameter.default) : orTyped(context, [], parameter.type);
}

/** What all calls of the function in the program give for a parameter. */
export function origins(context: Context, definition: FunctionDefinition, index: number): Value[] {
  const { default: usual, type } = definition.parameters[index]!;
  const calls = context.index
    .candidates(definition)
    .filter((call) => means(context, call.callee, definition));
  if (calls.length === 0)
    return usual ? orTyped(context, context.evaluate(usual), type) : typed(context, type);
  return calls.flatMap((call) =>
    argumentFor(context, definition, index, argumentsOf(context, call.arguments, undefined)),
  );
}

function means(context: Context, callee: Expression, definition: FunctionDefinition): boolean {
  return context.evaluate(callee).some((value) => {
    if (value.kind === "function") return value.definition === definition;
    if (value.kind !== "class") return false;
    const name = value.definition.constructorName;
    const made = lineOf(context, value.definition).find((each) => each.methods.has(name));
    return made?.methods.get(name) === definition;
  });
}
