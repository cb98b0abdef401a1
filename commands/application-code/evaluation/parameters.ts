/** What a function's parameters may be. */
import type { FunctionDefinition } from "../program/expressions";
import type { Arguments } from "./arguments";
import { argumentsOf } from "./call-arguments";
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
  const parameter = definition.parameters[index];
  if (!parameter) return [UNKNOWN_VALUE];
  if (parameter.rest) return [UNKNOWN_VALUE];
  const values = given.get(parameter.name, index);
  if (values) return orTyped(context, values, parameter);
  if (given.isOpen) return orTyped(context, [UNKNOWN_VALUE], parameter);
  if (parameter.default) return context.evaluate(parameter.default);
  return parameter.type ? typed(context, parameter) : [];
}

/** What all calls of the function in the program give for a parameter. */
export function origins(context: Context, definition: FunctionDefinition, index: number): Value[] {
  const parameter = definition.parameters[index]!;
  const { default: usual } = parameter;
  const calls = context.callers.of(definition);
  if (calls.length === 0)
    return usual ? orTyped(context, context.evaluate(usual), parameter) : typed(context, parameter);
  return calls.flatMap((call) =>
    argumentFor(context, definition, index, argumentsOf(context, call.arguments, undefined)),
  );
}
