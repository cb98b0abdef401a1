import type { CallExpression, ClassDefinition, Expression, FunctionDefinition } from "../program/expressions";
import type { Evaluator } from "../sdk/sdk";
import type { Arguments } from "./arguments";
import type { CallIndex, Program } from "./program";
import type { Frame, Value } from "./values";

/** What the parts of the evaluation ask of the whole. */
export interface Context extends Evaluator {
  program: Program;
  /** Which calls may call what. */
  index: CallIndex;
  callers: CallersOfProgram;
  /** Whether the values that an expression may have are found for good. */
  isKnown(expression: Expression): boolean;
  /** The values that an expression may have: in one call of its function, or without a frame in any. */
  evaluate(expression: Expression, frame?: Frame): Value[];
  /** What calling a value gives. */
  call(callee: Value, given: Arguments, frame?: Frame): Value[];
  /** What a function gives a framework, which asks it once. */
  provided(definition: FunctionDefinition): Value[];
  /** What a parameter may be, over all calls in the program. */
  parameter(definition: FunctionDefinition, index: number): Value[];
}

/** Which calls call what. */
export interface CallersOfProgram {
  /** The calls that may call a function; of one that makes a class's objects, those of the class too. */
  of(definition: FunctionDefinition): CallExpression[];
  /** The calls that make objects of a class. */
  making(definition: ClassDefinition): CallExpression[];
}
