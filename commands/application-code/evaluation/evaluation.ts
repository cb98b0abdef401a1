/**
 * Says what the expressions of a program may come to, without running it: names are followed to what they are bound to,
 * parameters to the arguments of the calls, members to the fields of classes and records. What cannot be followed is an
 * unknown value, never a guess. The work is counted in steps, so that it ends whatever the program is.
 */
import type {
  CallExpression,
  ClassDefinition,
  Expression,
  FunctionDefinition,
  NameExpression,
} from "../program/expressions";
import type { CallResult } from "../sdk/sdk";
import type { Arguments } from "./arguments";
import { argumentsOf } from "./call-arguments";
import { joinedTexts, otherwise, unknownResult } from "./combined-values";
import type { Context } from "./context";
import { entryOf, exportedBy, memberOf } from "./members";
import { CallIndex, type Program } from "./program";
import { recordOf } from "./records";
import { type Frame, isUnknown, textValue, united, UNKNOWN_VALUE, type Value } from "./values";
import { valueMethod } from "./value-methods";

/** Enough for what people write; a program that asks for more has what is left unresolved. */
const LEAST_STEPS = 50_000;
const STEPS_A_CALL = 60;
/** Of evaluations within each other, so that the stack holds. */
const DEEPEST = 120;
/** Of calls within each other. */
const MOST_FRAMES = 8;

export class Evaluation implements Context {
  private readonly known = new Map<Expression, Value[]>();
  private readonly calls = new Map<CallExpression, CallResult[]>();
  private readonly underWay = new Set<Expression>();
  private readonly parameters = new Map<FunctionDefinition, Map<number, Value[]>>();
  private readonly index: CallIndex;
  private readonly mostSteps: number;
  private steps = 0;
  private depth = 0;
  /** How often something was asked for while it was being found out. */
  private circles = 0;

  constructor(readonly program: Program) {
    this.index = new CallIndex(program);
    const calls = [...program.modules.values()].reduce((sum, module) => sum + module.calls.length, 0);
    this.mostSteps = LEAST_STEPS + calls * STEPS_A_CALL;
  }

  /** Whether the program was too large to follow all of it. */
  get isExhausted(): boolean {
    return this.steps >= this.mostSteps;
  }

  /** What a call comes to, whoever calls the function that it stands in: one result for each function that it may mean. */
  resultsOf(call: CallExpression): CallResult[] {
    this.evaluate(call);
    return this.calls.get(call) ?? [];
  }

  evaluate(expression: Expression, frame?: Frame): Value[] {
    if (frame) return this.guarded(() => this.valuesOf(expression, frame));
    const known = this.known.get(expression);
    if (known) return known;
    if (this.underWay.has(expression)) {
      this.circles++;
      return [];
    }
    const before = this.circles;
    this.underWay.add(expression);
    const values = united(this.guarded(() => this.valuesOf(expression)));
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
    const values = united(this.guarded(() => this.origins(definition, index)));
    if (this.circles === before) known.set(index, values);
    else known.delete(index);
    return values;
  }

  extending(definition: ClassDefinition): ClassDefinition[] {
    return this.index
      .classesBelow(definition)
      .filter((each) => each !== definition && this.lineOf(each).includes(definition));
  }

  member(of: Value, name: string): Value[] {
    return memberOf(this, of, name);
  }

  givenTo(definition: ClassDefinition, field: string): Value[] {
    const line = this.lineOf(definition);
    if (line.some(({ methods, constructorName }) => methods.has(constructorName))) return [];
    const index = [...definition.fields.keys()].indexOf(field);
    return this.index.callsOf(definition.name).flatMap((call) => {
      const isMade = this.evaluate(call.callee).some(
        (value) => value.kind === "class" && value.definition === definition,
      );
      return isMade ? (argumentsOf(this, call.arguments).get(field, index) ?? []) : [];
    });
  }

  lineOf(definition: ClassDefinition): ClassDefinition[] {
    const line: ClassDefinition[] = [];
    const add = (one: ClassDefinition) => {
      if (line.includes(one)) return;
      line.push(one);
      for (const base of one.bases.flatMap((each) => this.evaluate(each))) {
        if (base.kind === "class") add(base.definition);
      }
    };
    add(definition);
    return line;
  }

  private guarded(find: () => Value[]): Value[] {
    if (this.depth >= DEEPEST || this.isExhausted) return [UNKNOWN_VALUE];
    this.steps++;
    this.depth++;
    try {
      return find();
    } finally {
      this.depth--;
    }
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
        return this.superOf(expression.definition);
      case "element":
        return this.evaluate(expression.of, frame).flatMap((of) => this.elementOf(of));
      case "import":
        return this.imported(expression);
      case "typed":
        return this.typed(expression.type);
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
        return only(this.returned(callee, given, frame));
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
      parameter: (index) => this.argumentFor(definition, index, given),
      ...(parent && { parent }),
      ...(self && { self }),
      depth,
    };
    const isClosed = definition.parameters.length === 0 && !parent && !self;
    const values = united(
      definition.returns.flatMap((each) => this.evaluate(each, isClosed ? undefined : frame)),
    );
    const isKnown = values.some((value) => !isUnknown(value));
    return isKnown || !definition.returnType ? values : this.typed(definition.returnType);
  }

  private argumentFor(definition: FunctionDefinition, index: number, given: Arguments): Value[] {
    const parameter = definition.parameters[index]!;
    if (parameter.rest) return [UNKNOWN_VALUE];
    const values = given.get(parameter.name, index);
    if (values) return this.orTyped(values, parameter.type);
    if (given.isOpen) return this.orTyped([UNKNOWN_VALUE], parameter.type);
    return parameter.default ? this.evaluate(parameter.default) : this.orTyped([], parameter.type);
  }

  private origins(definition: FunctionDefinition, index: number): Value[] {
    const { default: usual, type } = definition.parameters[index]!;
    const calls = this.index.candidates(definition).filter((call) => this.means(call.callee, definition));
    if (calls.length === 0) return usual ? this.orTyped(this.evaluate(usual), type) : this.typed(type);
    return calls.flatMap((call) =>
      this.argumentFor(definition, index, argumentsOf(this, call.arguments, undefined)),
    );
  }

  private means(callee: Expression, definition: FunctionDefinition): boolean {
    return this.evaluate(callee).some((value) => {
      if (value.kind === "function") return value.definition === definition;
      if (value.kind !== "class") return false;
      const name = value.definition.constructorName;
      const made = this.lineOf(value.definition).find((each) => each.methods.has(name));
      return made?.methods.get(name) === definition;
    });
  }

  /** A declared type tells what the value does not. */
  private orTyped(values: Value[], type: Expression | undefined): Value[] {
    return type && values.every(isUnknown) ? this.typed(type) : values;
  }

  private typed(type: Expression | undefined): Value[] {
    if (!type) return [UNKNOWN_VALUE];
    return this.evaluate(type).flatMap((value): Value[] => {
      if (value.kind === "class") return [{ kind: "instance", definition: value.definition }];
      if (value.kind !== "external") return [UNKNOWN_VALUE];
      return this.program.library.ofType(value.path) ?? [UNKNOWN_VALUE];
    });
  }

  private superOf({ bases }: ClassDefinition): Value[] {
    return bases.flatMap((base) =>
      this.evaluate(base).map((value): Value =>
        value.kind === "class" ? { kind: "instance", definition: value.definition } : UNKNOWN_VALUE,
      ),
    );
  }

  private elementOf(of: Value): Value[] {
    if (of.kind === "list") return of.items;
    if (of.kind === "sdk") return this.program.library.member(of, "[]") ?? [UNKNOWN_VALUE];
    return [UNKNOWN_VALUE];
  }

  private imported({ specifier, from, name }: Expression & { kind: "import" }): Value[] {
    const module = this.program.resolve(specifier, from);
    if (module && name === undefined) {
      return module.whole ? this.evaluate(module.whole) : [{ kind: "module", module }];
    }
    const exported = module && name !== undefined ? exportedBy(this, module, name) : undefined;
    if (exported) return exported;
    const below = name === undefined ? undefined : this.program.resolve(specifier, from, name);
    if (below) return [{ kind: "module", module: below }];
    if (module) return [UNKNOWN_VALUE];
    const whole: Value = { kind: "external", path: [specifier] };
    return name === undefined ? [whole] : memberOf(this, whole, name);
  }
}
