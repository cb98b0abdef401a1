/** Who calls a function, or makes objects of a class. */
import type { CallExpression, ClassDefinition, FunctionDefinition } from "../program/expressions";
import { lineOf } from "./class-lines";
import type { CallersOfProgram, Context } from "./context";
import { overloadsFor } from "./overloads";
import type { Value } from "./values";

type Called = FunctionDefinition | ClassDefinition;

/** The calls that use one name. */
interface NamedCalls {
  /** By what they call, those of which that is found for good. */
  settled: Map<Called, CallExpression[]>;
  open: Set<CallExpression>;
}

/** Looks at each call once, however many functions and classes have the name that it uses. */
export class Callers implements CallersOfProgram {
  private readonly named = new Map<string, NamedCalls>();

  constructor(private readonly context: Context) {}

  of(definition: FunctionDefinition): CallExpression[] {
    return this.context.index.namesOf(definition).flatMap((name) => this.calling(definition, name));
  }

  making(definition: ClassDefinition): CallExpression[] {
    return this.calling(definition, definition.name);
  }

  private calling(definition: Called, name: string): CallExpression[] {
    const calls = this.named.get(name) ?? {
      settled: new Map(),
      open: new Set(this.context.index.callsOf(name)),
    };
    this.named.set(name, calls);
    const maybe: CallExpression[] = [];
    for (const call of calls.open) {
      const called = this.calledBy(call);
      if (!this.context.isKnown(call.callee)) {
        if (called.has(definition)) maybe.push(call);
        // Another question may have settled it meanwhile.
      } else if (calls.open.delete(call)) for (const each of called) addTo(calls.settled, each, call);
    }
    return [...(calls.settled.get(definition) ?? []), ...maybe.filter((call) => calls.open.has(call))];
  }

  private calledBy({ callee, arguments: { length } }: CallExpression): Set<Called> {
    return new Set(this.context.evaluate(callee).flatMap((value) => this.calledIn(value, length)));
  }

  private calledIn(value: Value, count: number): Called[] {
    if (value.kind === "function") return overloadsFor(value.definition, count);
    if (value.kind !== "class") return [];
    const { definition } = value;
    const made = lineOf(this.context, definition)
      .find(({ methods }) => methods.has(definition.constructorName))
      ?.methods.get(definition.constructorName);
    return made ? [definition, ...overloadsFor(made, count)] : [definition];
  }
}

function addTo(calls: Map<Called, CallExpression[]>, called: Called, call: CallExpression): void {
  const others = calls.get(called);
  if (others) others.push(call);
  else calls.set(called, [call]);
}
