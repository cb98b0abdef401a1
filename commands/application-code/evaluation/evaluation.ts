/**
 * Says what the expressions of a program may come to, without running it: names are followed to what they are bound to,
 * parameters to the arguments of the calls, members to the fields of classes and records. What cannot be followed is an
 * unknown value, never a guess. The work is counted in steps, so that it ends whatever the program is.
 */
import type { CallExpression, Expression, FunctionDefinition, NameExpression } from "../program/expressions";
import type { CallResult } from "../sdk/sdk";
import type { Arguments } from "./arguments";
import { Budget } from "./budget";
import { argumentsOf, madeArguments } from "./call-arguments";
import { Callers } from "./callers";
import { superOf } from "./class-lines";
import { joinedTexts, otherwise, unknownResult } from "./combined-values";
import type { Context } from "./context";
import { orTyped, typed } from "./declared-types";
import { imported } from "./imports";
import { elementOf, entryOf, memberOf } from "./members";
import { overloadsFor } from "./overloads";
import { argumentFor, origins } from "./parameters";
import { CallIndex, type Program } from "./program";
import { recordOf } from "./records";
import { Rounds } from "./rounds";
import { isObject, orShared } from "./shared";
import { Subject } from "./subject";
import { type Frame, isUnknown, type Subjects, textValue, united, UNKNOWN_VALUE, type Value } from "./values";
import { valueMethod } from "./value-methods";

/** Enough for what people write; a program that asks for more has what is left unresolved. */
const LEAST_STEPS = 50_000;
const STEPS_A_CALL = 60;
/** What Node.js's usual stack holds whoever called. */
const DEEPEST = 250;
/** Of calls within each other. */
const MOST_FRAMES = 8;

/** Calls of these may be requests. */
const OUTSIDE = new Set<Value["kind"]>(["external", "sdk", "sdk-method"]);

export class Evaluation implements Context {
  private readonly rounds: Rounds;
  private readonly calls = new Map<CallExpression, CallResult[]>();
  /** What has values whoever calls the function that it stands in. */
  private readonly subjects: Subjects = new Map();
  readonly index: CallIndex;
  readonly callers: Callers = new Callers(this);
  private readonly budget: Budget;

  /** @param deepest how many values may be found within each other, which the stack must hold */
  constructor(
    readonly program: Program,
    deepest = DEEPEST,
  ) {
    this.rounds = new Rounds(deepest);
    this.index = new CallIndex(program);
    const calls = [...program.modules.values()].reduce((sum, module) => sum + module.calls.length, 0);
    this.budget = new Budget(LEAST_STEPS + calls * STEPS_A_CALL);
  }

  /** Whether the program was too large to follow all of it. */
  get isExhausted(): boolean {
    return this.budget.isSpent;
  }

  /** Whether it needs a larger stack to be followed. */
  get isTooDeep(): boolean {
    return this.rounds.isTooDeep;
  }

  /**
   * What a call of something that is not the application's comes to, whoever calls the function that it stands in: one
   * result for each thing that it may mean. What the application's own functions call stands in them.
   */
  resultsOf(call: CallExpression): CallResult[] {
    if (call.isPartial || !this.evaluate(call.callee).some((callee) => this.mayRequest(callee))) return [];
    this.evaluate(call);
    return this.calls.get(call) ?? [];
  }

  evaluate(expression: Expression, frame?: Frame): Value[] {
    return this.found(frame?.subjects ?? this.subjects, expression, () => this.valuesOf(expression, frame));
  }

  isKnown(expression: Expression): boolean {
    return this.subjects.get(expression)?.values !== undefined;
  }

  call(callee: Value, given: Arguments, frame?: Frame): Value[] {
    return this.resultOf(callee, given, frame).values;
  }

  parameter(definition: FunctionDefinition, index: number): Value[] {
    return this.found(this.subjects, definition.parameters[index]!, () => origins(this, definition, index));
  }

  provided(definition: FunctionDefinition): Value[] {
    const self: Value | undefined = definition.owner && { kind: "instance", definition: definition.owner };
    return this.found(this.subjects, definition, () =>
      this.call({ kind: "function", definition, ...(self && { self }) }, madeArguments([])),
    );
  }

  member(of: Value, name: string): Value[] {
    return memberOf(this, of, name);
  }

  callsOf(name: string): { callees: Value[]; given: Arguments }[] {
    return this.index
      .callsOf(name)
      .map((call) => ({ callees: this.evaluate(call.callee), given: argumentsOf(this, call.arguments) }));
  }

  /** The alternatives of one thing, each once, as far as there are steps left for it. */
  private found(subjects: Subjects, of: object, find: () => Value[]): Value[] {
    return this.rounds.valuesOf(subjectIn(subjects, of), () =>
      this.budget.take() ? united(find()) : [UNKNOWN_VALUE],
    );
  }

  /** Most calls are of packages that have nothing to do with AWS: what they are given is looked at where somebody asks. */
  private mayRequest(callee: Value): boolean {
    if (callee.kind !== "external") return OUTSIDE.has(callee.kind);
    return this.program.library.mayRequest?.(callee.path) ?? true;
  }

  private valuesOf(expression: Expression, frame?: Frame): Value[] {
    switch (expression.kind) {
      case "text":
        return [textValue([expression.value])];
      case "joined":
        return joinedTexts(expression.parts.map((part) => this.evaluate(part, frame)));
      case "name":
        return this.named(expression, frame);
      case "member": {
        const own = this.evaluate(expression.of, frame).flatMap((of) => memberOf(this, of, expression.name));
        // A name like `table` is given to much that has nothing to do with it: what it is kept under tells of objects alone.
        return own.every(isUnknown) ? orShared(this, own, `.${expression.name}`, isObject) : own;
      }
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
      case "shared": {
        const own = this.evaluate(expression.value, frame);
        const isOpen = own.every((value) => isUnknown(value) || value.kind === "external");
        return isOpen ? orShared(this, own, expression.name) : own;
      }
      case "element":
        return this.evaluate(expression.of, frame).flatMap((of) => elementOf(this, of, expression.place));
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
        switch (binding.kind) {
          case "here":
            return this.evaluate(binding.value, frame);
          case "value":
            return this.evaluate(binding.value, frameOf(binding.owner, frame));
          case "parameter": {
            const { definition, index } = binding;
            return frameOf(definition, frame)?.parameter(index) ?? this.parameter(definition, index);
          }
        }
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
        return only(valueMethod(callee, given, (each, values) => this.call(each, values, frame)));
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
    const callers = callersOf(caller);
    if (callers.length >= MOST_FRAMES) return [UNKNOWN_VALUE];
    const isRecursive = callers.some((each) => each.definition === definition);
    const isClosed = definition.parameters.length === 0 && !parent && !self;
    const known = new Map<number, Value[]>();
    const frame: Frame = {
      definition,
      parameter: (index) => {
        const values = known.get(index) ?? argumentFor(this, definition, index, given);
        known.set(index, values);
        return values;
      },
      ...(parent && { parent }),
      ...(self && { self }),
      ...(caller && { caller }),
      subjects: new Map(),
    };
    const values = united(
      definition.returns.flatMap((each) => this.evaluate(each, isClosed || isRecursive ? undefined : frame)),
    );
    return orTyped(this, values, { type: definition.returnType });
  }
}

/** A call and those around it, the innermost first. */
function callersOf(frame: Frame | undefined): Frame[] {
  const found: Frame[] = [];
  for (let each = frame; each; each = each.caller) found.push(each);
  return found;
}

/** The call of a function in which an expression is evaluated; of one that is not called in it, any. */
function frameOf(owner: FunctionDefinition | undefined, frame: Frame | undefined): Frame | undefined {
  if (!owner) return undefined;
  let found = frame;
  while (found && found.definition !== owner) found = found.parent;
  return found;
}

function subjectIn(subjects: Subjects, of: object): Subject<Value[]> {
  const known = subjects.get(of);
  if (known) return known;
  const subject = new Subject<Value[]>();
  subjects.set(of, subject);
  return subject;
}
