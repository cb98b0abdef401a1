/** Functions of one name, told apart by how many arguments a call gives. */
import type { FunctionDefinition } from "../program/expressions";

/** Those that a call with so many arguments may mean. */
export function overloadsFor(definition: FunctionDefinition, count: number): FunctionDefinition[] {
  if (!definition.overloads) return [definition];
  const fitting = definition.overloads.filter((each) => takes(each, count));
  return fitting.length > 0 ? fitting : [definition];
}

function takes({ parameters }: FunctionDefinition, count: number): boolean {
  return parameters.at(-1)?.rest ? count >= parameters.length - 1 : count === parameters.length;
}
