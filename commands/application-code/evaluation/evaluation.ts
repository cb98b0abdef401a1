/**
 * Says what the expressions of a program may come to, without running it: names are followed to what they are bound to,
 * parameters to the arguments of the calls, members to the fields of classes and records. What cannot be followed is an
 * unknown value, never a guess. The work is counted in steps, so that it ends whatever the program is.
 */
import type { CallExpression, Expression, FunctionDefinition, NameExpression } from "../program/expressions";
import type { CallResult } from "../sdk/sdk";
import type { Arguments } from "./arguments";
import { Budget } from "./budget";
import { argumentsOf } from "./call-arguments";
import { superOf } from "./class-lines";
import { joinedTexts, otherwise, unknownResult } from "./combined-values";
import type { Context } from "./context";
import { orTyped, typed } from "./declared-types";
import { imported } from "./imports";
import { entryOf, memberOf } from "./members";
import { overloadsFor } from "./overloads";
import { argumentFor, origins } from "./parameters";
import { CallIndex, type Program } from "./program";
import { recordOf } from "./records";
import { type Frame, textValue, united, UNKNOWN_VALUE, type Value } from "./values";
import { valueMethod } from "./value-methods";

/** Enough for what people write; a program that asks for more has what is left unresolved. */
const LEAST_STEPS = 50_000;
const STEPS_A_CALL = 60;
/** Of calls within each other. */
const MOST_FRAMES = 8;

export class Evaluation implements Context {
  private readonly known = new Map<Expression, Value[]>();
  private readonly calls = new Map<CallExpression, CallResult[]>();
  private readonly underWay = new Set<Expression>();
  private readonly parameters = new Map<FunctionDefinition, Map<number, Value[]>>();
  readonly index: CallIndex;
  private readonly budget: Budget;
  /** How often something was asked for while it was being found out. */
  private circles = 0;

  constructor(readonly program: Program) {
    this.index = new CallIndex(program);
    const calls = [...program.modules.values()].reduce((sum, module) => sum + module.calls.length, 0);
    this.budget = new Budget(LEAST_STEPS + calls * STEPS_A_CALL);
  }

  /** Whether the program was too large to follow all of it. */
  get isExhausted(): boolean {
    return this.budget.isSpent;
  }

  /** What a call comes to, whoever calls the function that it stands in: one result for each function that it may mean. */
  resultsOf(call: CallExpression): CallResult[] {
    this.evaluate(call);
    return this.calls.get(call) ?? [];
  }

  evaluate(expression: Expression, frame?: Frame): Value[] {
    if (frame) return this.budget.spend(() => this.valuesOf(expression, frame), [UNKNOWN_VALUE]);
    const known = this.known.get(expression);
    if (known) return known;
    if (this.underWay.has(expression)) {
      this.circles++;
      return [];
    }
    const before = this.circles;
    this.underWay.add(expression);
    const values = united(this.budget.spend(() => this.valuesOf(expression), [UNKNOWN_VALUE]));
    this.underWay.delete(expression);
    if (this.circles === before || this.underWay.size === 0) this.known.set(expression, values);
    return values;
  }

  call(callee: Value, given: Arguments, frame?: Frame): Value[] {
    return this.resultOf(callee, given, frame).values;
  }

  parameter(definition: FunctionDefinition, index: number): Value[] {
    const known = this.parameters.get(definition) ?? new Map<number, Value[]>();
    this.parameters.set(definition, known);
    const found = known.get(index);
    if (found) return found;
    known.set(index, []);
    const before = this.circles;
    const values = united(this.budget.spend(() => origins(this, definition, index), [UNKNOWN_VALUE]));
    if (this.circles === before) known.set(index, values);
    else known.delete(index);
    return values;
  }

  member(of: Value, name: string): Value[] {
    return memberOf(this, of, name);
  }

  private valuesOf(expression: Expression, frame?: Frame): Value[] {
    switch (expression.kind) {
      case "text":
        return [textValue([expression.value])];
      case "joined":
        return joinedTexts(expression.parts.map((part) => this.evaluate(part, frame)));
      case "name":
        return this.named(expression, frame);
      case "member":
        return this.evaluate(expression.of, frame).flatMap((of) => memberOf(this, of, expression.name));
      case "index": {
        const key = this.evaluate(expression.key, frame);
        return this.evaluate(expression.of, frame).flatMap((of) => entryOf(this, of, key));
      }
      case "call":
        return this.results(expression, frame).flatMap(({ values }) => values);
      case "record":
        return [recordOf(this, expression.entries, frame)];
      case "list":
        return [
          { kind: "list", items: united(expression.items.flatMap((item) => this.evaluate(item, frame))) },
        ];
      case "choice":
        return united(expression.options.flatMap((option) => this.evaluate(option, frame)));
      case "otherwise":
        return otherwise(this.evaluate(expression.first, frame), () =>
          this.evaluate(expression.second, frame),
        );
      case "function":
        return [{ kind: "function", definition: expression.definition, ...(frame && { frame }) }];
      case "class":
        return [{ kind: "class", definition: expression.definition }];
      case "self":
        return [frame?.self ?? { kind: "instance", definition: expression.definition }];
      case "super":
        return superOf(this, expression.definition);
      case "element":
        return this.evaluate(expression.of, frame).flatMap((of) => this.elementOf(of));
      case "import":
        return imported(this, expression);
      case "typed":
        return expression.value
          ? orTyped(this, this.evaluate(expression.value, frame), expression)
          : typed(this, expression);
      case "opaque":
        return [UNKNOWN_VALUE];
    }
  }

  private named({ name, scope, at }: NameExpression, frame?: Frame): Value[] {
    const bindings = scope.lookUp(name, at);
    if (bindings.length === 0) return [{ kind: "external", path: [name] }];
    return united(
      bindings.flatMap((binding) => {
        if (binding.kind === "value") return this.evaluate(binding.value, frame);
        const { definition, index } = binding;
        for (let each = frame; each; each = each.parent) {
          if (each.definition === definition) return each.parameter(index);
        }
        return this.parameter(definition, index);
      }),
    );
  }

  private results(call: CallExpression, frame?: Frame): CallResult[] {
    const given = argumentsOf(this, call.arguments, frame);
    const results = this.evaluate(call.callee, frame).map((callee) => this.resultOf(callee, given, frame));
    if (!frame) this.calls.set(call, results);
    return results;
  }

  private resultOf(callee: Value, given: Arguments, frame?: Frame): CallResult {
    const only = (values: Value[]): CallResult => ({ values, operations: [] });
    switch (callee.kind) {
      case "function":
        return only(
          overloadsFor(callee.definition, given.count).flatMap((definition) =>
            this.returned({ ...callee, definition }, given, frame),
          ),
        );
      case "class":
        return only([{ kind: "instance", definition: callee.definition }]);
      case "instance":
        return only(memberOf(this, callee, "__call__").flatMap((method) => this.call(method, given, frame)));
      case "value-method":
        return only(valueMethod(callee, given));
      case "external":
      case "sdk":
      case "sdk-method":
        return this.program.library.call(callee, given, this) ?? only(unknownResult(callee, given));
      default:
        return only(unknownResult(callee, given));
    }
  }

  private returned(
    { definition, frame: parent, self }: Value & { kind: "function" },
    given: Arguments,
    caller?: Frame,
  ): Value[] {
    const depth = (caller?.depth ?? 0) + 1;
    if (depth > MOST_FRAMES) return [UNKNOWN_VALUE];
    const frame: Frame = {
      definition,
      parameter: (index) => argumentFor(this, definition, index, given),
      ...(parent && { parent }),
      ...(self && { self }),
      depth,
    };
    const isClosed = definition.parameters.length === 0 && !parent && !self;
    const values = united(
      definition.returns.flatMap((each) => this.evaluate(each, isClosed ? undefined : frame)),
    );
    return orTyped(this, values, { type: definition.returnType });
  }

  private elementOf(of: Value): Value[] {
    if (of.kind === "list") return of.items;
    if (of.kind === "sdk") return this.program.library.member(of, "[]") ?? [UNKNOWN_VALUE];
    return [UNKNOWN_VALUE];
  }
}
