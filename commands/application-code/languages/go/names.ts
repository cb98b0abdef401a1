import type { Node } from "web-tree-sitter";
import type { Binding, Expression, Position } from "../../program/expressions";
import { Scope } from "../../program/scopes";
import { Translator } from "../translator";
import { builtIn, FILLED, textExpression, WITH } from "./built-ins";
import { GoPackage, GoPackages } from "./packages";
import { typeExpression } from "./types";

/** The names of a file: its imports, and behind them those of its package and of packages imported with a dot. */
class FileScope extends Scope {
  readonly dotted: Expression[] = [];

  protected override find(name: string, from: Scope, at: Position): Binding[] {
    const found = super.find(name, from, at);
    if (found.length > 0 || !/^[A-Z]/.test(name)) return found;
    return this.dotted.map((of) => ({ kind: "here", value: { kind: "member", of, name } }));
  }
}

/** Names with their scopes and, as far as they are written, the types of what they hold. */
export abstract class GoNames extends Translator {
  private readonly fileScope: FileScope;
  /** Of variables, by the scope that has them. */
  private readonly types = new WeakMap<Scope, Map<string, Expression>>();

  /** The function of the package that is being read, where nothing but its name can call it. */
  protected within?: string;

  /** @param ownPackage the package that the file belongs to */
  constructor(
    path: string,
    protected readonly ownPackage: GoPackage,
    protected readonly packages: GoPackages,
  ) {
    super(path, "go");
    this.fileScope = new FileScope(this.ownPackage.scope);
    this.scope = this.fileScope;
    this.module.scope = this.fileScope;
    this.module.exports = this.ownPackage.exports;
    this.ownPackage.first ??= this.module;
  }

  protected importAs(name: string, whole: Expression, node: Node): void {
    if (name === ".") this.fileScope.dotted.push(whole);
    else this.fileScope.bind(name, whole, this.at(node));
  }

  protected get isTopLevel(): boolean {
    return this.scope === this.fileScope;
  }

  /** A name that is declared here. What stands outside of functions belongs to the package. */
  protected declare(name: string, value: Expression, node: Node, type?: Expression): void {
    if (name === "_" || name === "") return;
    const scope = this.isTopLevel ? this.ownPackage.scope : this.scope;
    scope.bind(name, value, this.boundAt(node));
    if (type) this.setType(scope, name, type);
  }

  protected setType(scope: Scope, name: string, type: Expression): void {
    const known = this.types.get(scope) ?? new Map<string, Expression>();
    this.types.set(scope, known.set(name, type));
  }

  /** A variable that exists already gets a value. */
  protected assign(name: string, value: Expression, node: Node, block = this.block): void {
    if (name === "_") return;
    this.scopeOf(name).bind(name, value, { ...this.boundAt(node), block });
  }

  /** The scope that has a name, or will have it. */
  protected scopeOf(name: string): Scope {
    let scope: Scope | undefined = this.scope;
    while (scope && !scope.has(name)) scope = scope.parent;
    return scope ?? this.ownPackage.scope;
  }

  /** The type of a variable, if it is written where that is declared. */
  protected typeOfName(name: string): Expression | undefined {
    return this.types.get(this.scopeOf(name))?.get(name);
  }

  protected typeOf(node: Node): Expression {
    return typeExpression(node, (inner) => this.nameAt(inner));
  }

  protected placeOf(node: Node) {
    return { file: this.module.path, line: node.startPosition.row + 1 };
  }

  /** `x.name = value`: x is from here on what it was with that field, and so may be whatever else has x's type. */
  protected setField(target: Node, name: string, value: Expression): void {
    const type = this.typeOfNode(target);
    this.packages.fieldAssignments.push({
      ...(type && { type }),
      name,
      value,
      module: this.module,
      line: this.placeOf(target).line,
      ...(this.within !== undefined && { within: this.within }),
    });
    if (target.type !== "identifier") return void this.expression(target);
    this.setEntry(target, textExpression(name), value);
  }

  protected setEntry(target: Node, key: Expression, value: Expression): void {
    const before = this.nameAt(target);
    this.assign(target.text, builtIn(WITH, [before, key, value], this.placeOf(target)), target);
  }

  /** A function got the address of a variable, so that it may hold anything now. */
  protected filled(target: Node): void {
    this.assign(target.text, builtIn(FILLED, [this.nameAt(target)], this.placeOf(target)), target);
  }

  /** The type of a value, as far as it is written. */
  protected abstract typeOfNode(node: Node): Expression | undefined;
}
