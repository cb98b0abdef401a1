/** What the files of an application share: each folder is a package, whose files see each other's names. */
import path from "node:path";
import {
  type Block,
  type ClassDefinition,
  type Expression,
  type FunctionDefinition,
  OPAQUE,
} from "../../program/expressions";
import type { Module } from "../../program/module";
import { Scope } from "../../program/scopes";
import { addTo } from "../translator";
import { moduleNames } from "./module-names";

/** An interface, and which type stands for it once all of them are known. */
export interface Interface {
  /** Number of parameters by method. */
  methods: Map<string, number>;
  /** Whether it is cut out of a client of the SDK. */
  isOfSdk: boolean;
  standsFor: Expression & { kind: "choice" };
}

/** An assignment to a field of a struct. */
export interface FieldAssignment {
  /** Of the struct, where it is written. */
  type?: Expression;
  name: string;
  value: Expression;
  module: Module;
  line: number;
  /** The function in which it stands, which makes it only if somebody calls it. */
  within?: string;
}

/** Something that is said of a type elsewhere than in its declaration. */
interface Mark {
  from: GoPackage;
  type: Expression;
  name: string;
  value: Expression;
}

export class GoPackage {
  readonly scope = new Scope();
  readonly classes = new Map<string, ClassDefinition>();
  /** Variables that are declared without a value, with what their types tell. */
  readonly unset = new Map<string, Expression>();
  readonly exports = new Map<string, Expression[]>();
  first?: Module;

  constructor(readonly name: string) {}

  /** A type that is declared somewhere in the package. */
  class(name: string): ClassDefinition {
    const known = this.classes.get(name);
    if (known) return known;
    const made: ClassDefinition = {
      name,
      bases: [],
      fields: new Map(),
      methods: new Map(),
      constructorName: "(none)",
    };
    this.classes.set(name, made);
    return made;
  }

  /** A name as it is seen from everywhere else. */
  reference(name: string): Expression {
    return { kind: "name", name, scope: this.scope, at: END };
  }
}

const NOWHERE: Block = { isLoop: false };
const END = { offset: Infinity, block: NOWHERE };

export class GoPackages {
  private readonly packages = new Map<string, GoPackage>();
  private readonly byFolder = new Map<string, GoPackage[]>();
  readonly interfaces: Interface[] = [];
  readonly fieldAssignments: FieldAssignment[] = [];
  /** All names that are used. */
  readonly mentioned = new Set<string>();
  private readonly marks: Mark[] = [];

  constructor(private readonly manifests: ReadonlyMap<string, string>) {}

  /** The package of a file. @param name as the file says */
  of(file: string, name: string): GoPackage {
    const folder = path.posix.dirname(file);
    const key = `${folder} ${name}`;
    const known = this.packages.get(key);
    if (known) return known;
    const made = new GoPackage(name);
    this.packages.set(key, made);
    this.byFolder.set(folder, [...(this.byFolder.get(folder) ?? []), made]);
    return made;
  }

  /** Says something of a type, as one of its fields. */
  mark(from: GoPackage, type: Expression, name: string, value: Expression): void {
    this.marks.push({ from, type, name, value });
  }

  /** After the last file: names, variables and interfaces get what only all files together tell. */
  end(): void {
    for (const [folder, all] of this.byFolder) {
      const first = (all.find(({ name }) => name !== "main") ?? all[0])?.first;
      const [name] = moduleNames(folder, this.manifests);
      if (first && name !== undefined) first.name = name;
    }
    for (const each of this.packages.values()) {
      for (const [name, value] of each.unset)
        if (!each.scope.has(name)) each.scope.bind(name, value, { offset: 0, block: NOWHERE });
      for (const name of each.scope.names()) each.exports.set(name, [each.reference(name)]);
    }
    for (const { from, type, name, value } of this.marks) {
      const marked = this.declared(from, type);
      if (marked) addTo(marked.fields, name, value);
    }
    this.findImplementers();
    this.giveFields();
  }

  /** The type of the application that a type expression names. */
  private declared(from: GoPackage, type: Expression): ClassDefinition | undefined {
    if (type.kind === "class") return type.definition;
    if (type.kind === "name") return from.classes.get(type.name);
    if (type.kind !== "member" || type.of.kind !== "name") return undefined;
    const [binding] = type.of.scope.lookUp(type.of.name, type.of.at);
    const imported = binding?.kind === "value" && binding.value.kind === "import" ? binding.value : undefined;
    const found = [...this.packages.values()].find((each) => each.first?.name === imported?.specifier);
    return imported && found?.classes.get(type.name);
  }

  /** An interface that one type alone implements stands for that type; with several, which it is depends. */
  private findImplementers(): void {
    const all = [...this.packages.values()].flatMap((each) => [...each.classes.values()]);
    const having = new Map<string, ClassDefinition[]>();
    for (const each of all) {
      for (const name of each.methods.keys()) having.set(name, [...(having.get(name) ?? []), each]);
    }
    for (const { methods, isOfSdk, standsFor } of this.interfaces) {
      const [first] = methods.keys();
      if (isOfSdk || first === undefined) continue;
      const found = (having.get(first) ?? []).filter((each) => implementsAll(each, methods));
      if (found.length === 0) continue;
      const [only] = found;
      standsFor.options = [only && found.length === 1 ? { kind: "class", definition: only } : OPAQUE];
    }
  }

  /** What is assigned to a field may be in any struct of its type; or if nothing tells that, of a type with such a field. */
  private giveFields(): void {
    for (const { type, name, value, module, line, within } of this.fieldAssignments) {
      if (within !== undefined && !this.mentioned.has(within)) continue;
      for (const callee of type ? [type] : this.typesWith(name)) {
        const place = { file: module.path, line };
        module.calls.push({ kind: "call", callee, arguments: [{ name, value }], place });
      }
    }
  }

  private typesWith(field: string): Expression[] {
    return [...this.packages.values()].flatMap((each) =>
      [...each.classes].flatMap(([type, { fields }]) => (fields.has(field) ? [each.reference(type)] : [])),
    );
  }
}

function implementsAll({ methods }: ClassDefinition, wanted: Map<string, number>): boolean {
  return [...wanted].every(([name, count]) => {
    const own: FunctionDefinition | undefined = methods.get(name);
    return own?.parameters.length === count;
  });
}
