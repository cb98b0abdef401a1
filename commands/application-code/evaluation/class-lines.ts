/** Classes of the application, with those that they extend and that extend them. */
import type { ClassDefinition } from "../program/expressions";
import { argumentsOf } from "./call-arguments";
import type { Context } from "./context";
import { UNKNOWN_VALUE, type Value } from "./values";

/** The classes that a class extends, as far as the application has them, itself first. */
export function lineOf(context: Context, definition: ClassDefinition): ClassDefinition[] {
  const line: ClassDefinition[] = [];
  const add = (one: ClassDefinition) => {
    if (line.includes(one)) return;
    line.push(one);
    for (const base of one.bases.flatMap((each) => context.evaluate(each))) {
      if (base.kind === "class") add(base.definition);
    }
  };
  add(definition);
  return line;
}

/** The classes of the application that extend one, themselves or by others. */
export function extending(context: Context, definition: ClassDefinition): ClassDefinition[] {
  return context.index
    .classesBelow(definition)
    .filter((each) => each !== definition && lineOf(context, each).includes(definition));
}

/** What the calls that make objects of a class give it for a field, where it has no function for that. */
export function givenTo(context: Context, definition: ClassDefinition, field: string): Value[] {
  const line = lineOf(context, definition);
  if (line.some(({ methods, constructorName }) => methods.has(constructorName))) return [];
  const index = [...definition.fields.keys()].indexOf(field);
  return context.callers
    .making(definition)
    .flatMap((call) => argumentsOf(context, call.arguments).get(field, index) ?? []);
}

/** What `super` stands for in a class. */
export function superOf(context: Context, { bases }: ClassDefinition): Value[] {
  return bases.flatMap((base) =>
    context
      .evaluate(base)
      .map((value): Value =>
        value.kind === "class" ? { kind: "instance", definition: value.definition } : UNKNOWN_VALUE,
      ),
  );
}
