import type { CallExpression, Expression, FunctionDefinition } from "../program/expressions";
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
  private readonly extending = new Map<string, string[]>();

  constructor({ modules }: Program) {
    for (const module of modules.values()) {
      for (const { name, bases } of module.classes) {
        for (const base of bases.flatMap((each) => calledName(each) ?? [])) {
          this.extending.set(base, [...(this.extending.get(base) ?? []), name]);
        }
      }
      for (const call of module.calls) {
        const name = calledName(call.callee);
        if (name === undefined) continue;
        const known = this.byName.get(name);
        if (known) known.push(call);
        else this.byName.set(name, [call]);
      }
      for (const [alias, name] of module.aliases) {
        this.aliases.set(name, (this.aliases.get(name) ?? new Set()).add(alias));
      }
    }
  }

  /** The calls that use the function's name, its class's where it makes that, or an alias of it. */
  candidates(definition: FunctionDefinition): CallExpression[] {
    const { name, owner } = definition;
    const isConstructor = owner !== undefined && name === owner.constructorName;
    const names = isConstructor ? [...this.lineBelow(owner.name), "super", "cls", name] : [name];
    return names.flatMap((each) => this.callsOf(each));
  }

  /** A class and those that extend it, by their names. */
  private lineBelow(name: string, line = new Set<string>()): Set<string> {
    if (line.has(name)) return line;
    line.add(name);
    for (const each of this.extending.get(name) ?? []) this.lineBelow(each, line);
    return line;
  }

  /** The calls that use a name, or an alias of it. */
  callsOf(name: string): CallExpression[] {
    const all = new Set([name, ...(this.aliases.get(name) ?? [])]);
    return [...all].flatMap((each) => this.byName.get(each) ?? []);
  }
}

function calledName(callee: Expression): string | undefined {
  if (callee.kind === "name" || callee.kind === "member") return callee.name;
  if (callee.kind === "super") return "super";
  return undefined;
}
