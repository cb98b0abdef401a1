/** What `a.b` and `a["b"]` are. */
import type { ClassDefinition, Expression, FunctionDefinition } from "../program/expressions";
import type { Module } from "../program/module";
import { extending, givenTo, lineOf } from "./class-lines";
import { isRecordMethod } from "./collection-methods";
import type { Context } from "./context";
import { isUnknown, literalOf, UNKNOWN_VALUE, type Value } from "./values";

/** The values of a value's member. */
export function memberOf(context: Context, of: Value, name: string): Value[] {
  switch (of.kind) {
    case "external":
      return context.program.library.member(of, name) ?? [{ kind: "external", path: [...of.path, name] }];
    case "sdk":
      return context.program.library.member(of, name) ?? [{ kind: "sdk-method", object: of.object, name }];
    case "environment":
      return context.program.library.member(of, name) ?? [UNKNOWN_VALUE];
    case "module":
      return exportedBy(context, of.module, name) ?? [UNKNOWN_VALUE];
    case "record":
      return of.entries.get(name) ?? recordMember(of, name);
    case "class":
      return classMember(context, of.definition, name) ?? [UNKNOWN_VALUE];
    case "instance":
      return instanceMember(context, of, name) ?? [UNKNOWN_VALUE];
    case "text":
    case "list":
      return [{ kind: "value-method", of, name }];
    default:
      if (/^(map|flatMap)$/.test(name)) return [{ kind: "value-method", of: UNKNOWN_LIST, name }];
      return context.program.library.memberOfUnknown?.(name) ?? [UNKNOWN_VALUE];
  }
}

/** What a function makes of each thing in a list tells of the result, whatever is in the list. */
const UNKNOWN_LIST: Value & { kind: "list" } = { kind: "list", items: [UNKNOWN_VALUE] };

/** What a record has that nobody has put there. */
function recordMember(of: Value & { kind: "record" }, name: string): Value[] {
  if (isRecordMethod(name)) return [{ kind: "value-method", of, name }];
  return of.isOpen ? [UNKNOWN_VALUE] : [];
}

/** The values of `of[key]`. */
export function entryOf(context: Context, of: Value, key: Value[]): Value[] {
  const name = literalOf(key);
  // With its types: `NewStore[Order](…)`, `Store[Order](…)`.
  if (of.kind === "function" || of.kind === "class") return [of];
  if (of.kind === "list") return of.items;
  if (of.kind === "record") {
    if (name !== undefined) return of.entries.get(name) ?? [UNKNOWN_VALUE];
    return [...[...of.entries.values()].flat(), ...(of.isOpen ? [UNKNOWN_VALUE] : [])];
  }
  if (name === undefined) return [UNKNOWN_VALUE];
  const hasEntries = of.kind === "environment" || of.kind === "sdk" || of.kind === "external";
  return hasEntries ? memberOf(context, of, name) : [UNKNOWN_VALUE];
}

/** What a loop takes out of a value. @param place of one of several things that stand together */
export function elementOf(context: Context, of: Value, place?: number): Value[] {
  if (of.kind === "list") return of.items;
  if (of.kind === "record" && place !== undefined) return of.entries.get(String(place)) ?? [];
  if (of.kind === "sdk") return context.program.library.member(of, "[]") ?? [UNKNOWN_VALUE];
  return [UNKNOWN_VALUE];
}

/** What a module gives under a name; undefined if it is nothing of its own. */
export function exportedBy(
  context: Context,
  module: Module,
  name: string,
  seen = new Set<Module>(),
): Value[] | undefined {
  if (seen.has(module)) return undefined;
  seen.add(module);
  const own = module.exports.get(name);
  if (own) return own.flatMap((each) => context.evaluate(each));
  for (const each of module.reexports) {
    for (const value of context.evaluate(each)) {
      if (value.kind === "external") return [{ kind: "external", path: [...value.path, name] }];
      const found =
        value.kind === "module"
          ? exportedBy(context, value.module, name, seen)
          : value.kind === "record"
            ? value.entries.get(name)
            : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

function classMember(context: Context, definition: ClassDefinition, name: string): Value[] | undefined {
  for (const each of lineOf(context, definition)) {
    const method = each.methods.get(name);
    if (method) return [{ kind: "function", definition: method }];
    const fields = each.fields.get(name);
    if (fields) return fields.flatMap((field) => context.evaluate(field));
  }
  return undefined;
}

function instanceMember(
  context: Context,
  of: Value & { kind: "instance" },
  name: string,
): Value[] | undefined {
  const line = lineOf(context, of.definition);
  for (const each of line) {
    const method = each.methods.get(name);
    if (method)
      return method.isAbstract ? implemented(context, method, of) : methodValue(context, method, of);
    const fields = each.fields.get(name);
    if (!fields) continue;
    const own = fieldValues(context, of, line, name, fields);
    const set = own.every(isUnknown) ? extendedFields(context, of.definition, name) : [];
    return set.length > 0 ? set : own;
  }
  const external = basesOf(context, line);
  const typed = external.flatMap((base) =>
    base.kind === "external" ? (context.program.library.ofType(base.path) ?? []) : [],
  );
  return typed.length > 0 ? typed.flatMap((each) => memberOf(context, each, name)) : undefined;
}

function methodValue(context: Context, definition: FunctionDefinition, self: Value): Value[] {
  const method: Value = { kind: "function", definition, self };
  if (!definition.isProperty) return [method];
  return definition.returns.flatMap((returned) => context.evaluate(returned));
}

/** What the classes that extend one do where it leaves that to them. */
function implemented(context: Context, left: FunctionDefinition, of: Value & { kind: "instance" }): Value[] {
  const found = extending(context, of.definition).flatMap((definition) => {
    const method = definition.methods.get(left.name);
    const self: Value = { kind: "instance", definition };
    return method && !method.isAbstract ? methodValue(context, method, self) : [];
  });
  return found.length > 0 ? found : methodValue(context, left, of);
}

/** What the classes that extend one set a field to that it leaves open itself. */
function extendedFields(context: Context, definition: ClassDefinition, name: string): Value[] {
  return extending(context, definition).flatMap(({ fields }) =>
    (fields.get(name) ?? []).flatMap((each) => context.evaluate(each)),
  );
}

function basesOf(context: Context, line: ClassDefinition[]): Value[] {
  return line.flatMap(({ bases }) => bases.flatMap((base) => context.evaluate(base)));
}

function fieldValues(
  context: Context,
  { definition, path }: Value & { kind: "instance" },
  line: ClassDefinition[],
  name: string,
  declared: Expression[],
): Value[] {
  const values = declared.flatMap((each) => context.evaluate(each));
  const other = (field: string) =>
    line.flatMap(({ fields }) => fields.get(field) ?? []).flatMap((each) => context.evaluate(each));
  const bases = () => basesOf(context, line);
  const field = { name, declared: values, other, bases, ...(path !== undefined && { path }) };
  const setting = context.program.library.setting?.(field, context);
  if (setting) return setting;
  const given = givenTo(context, definition, name);
  return given.length > 0 ? given : values;
}
