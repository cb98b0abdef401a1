import type { CallExpression, ClassDefinition, Expression, FunctionDefinition } from "./expressions";
import type { Scope } from "./scopes";

/** One source file, translated. */
export interface Module {
  /** Relative to the project, with `/`. */
  path: string;
  language: string;
  /** By which others import it wherever it lies, in languages where files name themselves. */
  name?: string;
  scope: Scope;
  /** What others may import by name; `default` for the value that has no name. */
  exports: Map<string, Expression[]>;
  /** Modules all of whose exports are this one's too. */
  reexports: Expression[];
  /** What importing it gives where that is not the module itself: `module.exports = …`. */
  whole?: Expression;
  /** What it keeps for all parts of the application, by name: `app.state.client = …`. */
  shared: Map<string, Expression[]>;
  /** Every call, in the order of the file. */
  calls: CallExpression[];
  functions: FunctionDefinition[];
  classes: ClassDefinition[];
  /** Names under which it imports what others call otherwise: alias to name. */
  aliases: Map<string, string>;
  /** The line of its first syntax error, if it has one. */
  errorLine?: number;
}
