import type { CallExpression, ClassDefinition, Expression, FunctionDefinition } from "../program/expressions";
import type { Module } from "../program/module";
import type { Library } from "../sdk/sdk";

/** All that an application has in one language. */
export interface Program {
  /** By path. */
  modules: ReadonlyMap<string, Module>;
  library: Library;
  /**
   * The module of the application that an import means; undefined for packages.
   *
   * @param name a module below that one, in languages where a package gives its modules by name
   */
  resolve(specifier: string, from: string, name?: string): Module | undefined;
}

/** Which calls may call a function, by the name that they use. */
export class CallIndex {
  private readonly byName = new Map<string, CallExpression[]>();
  private readonly aliases = new Map<string, Set<string>>();
  private readonly named = new Map<string, CallExpression[]>();
  /** The names by which calls may make objects of a class, by way of its constructor. */
  private readonly makers = new Map<ClassDefinition, string[]>();
  /** By the name of the class that they extend. */
  private readonly extending = new Map<string, ClassDefinition[]>();

  /** By the type that they provide. */
  private readonly providers = new Map<string, FunctionDefinition[]>();

  /** What the application keeps under a name for all its parts. */
  private readonly shared = new Map<string, Expression[]>();

  constructor({ modules }: Program) {
    for (const module of modules.values()) {
      for (const each of module.functions) {
        if (each.provides !== undefined)
          this.providers.set(each.provides, [...this.providersOf(each.provides), each]);
      }
      for (const each of module.classes) {
        for (const base of each.bases.flatMap((one) => calledName(one) ?? [])) {
          this.extending.set(base, [...(this.extending.get(base) ?? []), each]);
        }
      }
      for (const call of module.calls) {
        const name = calledName(call.callee);
        if (name === undefined) continue;
        const known = this.byName.get(name);
        if (known) known.push(call);
        else this.byName.set(name, [call]);
      }
      for (const [name, values] of module.shared)
        this.shared.set(name, [...this.sharedValues(name), ...values]);
      for (const [alias, name] of module.aliases) {
        this.aliases.set(name, (this.aliases.get(name) ?? new Set()).add(alias));
      }
    }
  }

  /** The names by which calls may mean a function: its own, and where it makes objects those of their classes. */
  namesOf({ name, owner }: FunctionDefinition): string[] {
    const isConstructor = owner !== undefined && name === owner.constructorName;
    if (!isConstructor) return [name];
    const known = this.makers.get(owner);
    if (known) return known;
    const names = [...new Set([...this.classesBelow(owner).map((each) => each.name), "super", name])];
    this.makers.set(owner, names);
    return names;
  }

  /** A class and those that may extend it, as far as their names tell. */
  classesBelow(definition: ClassDefinition, found = new Set<ClassDefinition>()): ClassDefinition[] {
    if (!found.has(definition)) {
      found.add(definition);
      for (const each of this.extending.get(definition.name) ?? []) this.classesBelow(each, found);
    }
    return [...found];
  }

  /** The functions that give a framework values of a type, by how it is written. */
  providersOf(type: string): FunctionDefinition[] {
    return this.providers.get(type) ?? [];
  }

  sharedValues(name: string): Expression[] {
    return this.shared.get(name) ?? [];
  }

  /** The calls that use a name, or an alias of it. */
  callsOf(name: string): CallExpression[] {
    const known = this.named.get(name);
    if (known) return known;
    const all = new Set([name, ...(this.aliases.get(name) ?? [])]);
    const calls = [...all].flatMap((each) => this.byName.get(each) ?? []);
    this.named.set(name, calls);
    return calls;
  }
}

function calledName(callee: Expression): string | undefined {
  if (callee.kind === "name" || callee.kind === "member") return callee.name;
  if (callee.kind === "index") return calledName(callee.of);
  if (callee.kind === "super") return "super";
  if (callee.kind === "function" || callee.kind === "class") return callee.definition.name;
  return undefined;
}
