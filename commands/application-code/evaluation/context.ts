import type { ClassDefinition, Expression, FunctionDefinition } from "../program/expressions";
import type { Arguments } from "./arguments";
import type { Program } from "./program";
import type { Frame, Value } from "./values";

/** What the parts of the evaluation ask of the whole. */
export interface Context {
  program: Program;
  /** The values that an expression may have: in one call of its function, or without a frame in any. */
  evaluate(expression: Expression, frame?: Frame): Value[];
  /** What calling a value gives. */
  call(callee: Value, given: Arguments, frame?: Frame): Value[];
  /** What a parameter may be, over all calls in the program. */
  parameter(definition: FunctionDefinition, index: number): Value[];
  /** The classes of the application that extend one, themselves or by others. */
  extending(definition: ClassDefinition): ClassDefinition[];
  /** What the calls that make objects of a class give it for a field, where it has no function for that. */
  givenTo(definition: ClassDefinition, field: string): Value[];
  /** The classes that a class extends, as far as the application has them, itself first. */
  lineOf(definition: ClassDefinition): ClassDefinition[];
}
