import type { Node } from "web-tree-sitter";
import {
  type Argument,
  type Block,
  type CallExpression,
  type ClassDefinition,
  type Expression,
  type FunctionDefinition,
  OPAQUE,
  type Parameter,
  type Position,
} from "../program/expressions";
import type { Module } from "../program/module";
import { Scope } from "../program/scopes";

/** Programs that people write nest far less; deeper ones would end the stack. */
const DEEPEST_SYNTAX = 250;

/** What the translation of every language keeps: the scope that it is in, and what it has found so far. */
export abstract class Translator {
  readonly module: Module;
  protected scope: Scope;
  protected block: Block = { isLoop: false };
  /** The function and the class whose body is being read. */
  protected owner?: FunctionDefinition;
  protected class?: ClassDefinition;
  private depth = 0;
  /** Where the assignment ends that is being read. */
  private assignedAt?: number;

  constructor(path: string, language: string) {
    this.scope = new Scope();
    this.module = {
      path,
      language,
      scope: this.scope,
      exports: new Map(),
      reexports: [],
      shared: new Map(),
      calls: [],
      functions: [],
      classes: [],
      aliases: new Map(),
    };
  }

  /** Reads a whole file. */
  translate(root: Node): Module {
    if (root.hasError) this.module.errorLine = firstErrorLine(root);
    this.statements(root);
    return this.module;
  }

  protected abstract expressionOf(node: Node): Expression;
  protected abstract statement(node: Node): void;

  protected expression(node: Node | null | undefined): Expression {
    if (!node) return OPAQUE;
    return this.nested(() => this.expressionOf(node), OPAQUE);
  }

  /** All statements right below a node. */
  protected statements(node: Node | null | undefined): void {
    for (const child of node?.namedChildren ?? []) this.nested(() => this.statement(child!), undefined);
  }

  /** The expressions below one that means nothing to us: calls in them count all the same. */
  protected opaque(node: Node): Expression {
    for (const child of node.namedChildren) this.expression(child);
    return OPAQUE;
  }

  protected inBlock(read: () => void, isLoop = false): void {
    const outer = this.block;
    this.block = { parent: outer, isLoop };
    read();
    this.block = outer;
  }

  protected inScope<Result>(scope: Scope, read: () => Result): Result {
    const outer = this.scope;
    this.scope = scope;
    const result = read();
    this.scope = outer;
    return result;
  }

  /** A function, with what its body binds in a scope of its own. */
  protected define(
    name: string,
    { owner, isProperty = false }: { owner?: ClassDefinition; isProperty?: boolean },
    read: (definition: FunctionDefinition) => void,
  ): FunctionDefinition {
    const definition: FunctionDefinition = {
      name,
      parameters: [],
      returns: [],
      isProperty,
      ...(owner && { owner }),
    };
    this.module.functions.push(definition);
    const outer = { owner: this.owner, block: this.block, assignedAt: this.assignedAt };
    this.assignedAt = undefined;
    this.owner = definition;
    this.block = { isLoop: false };
    this.inScope(new Scope(this.scope, definition), () => read(definition));
    this.owner = outer.owner;
    this.block = outer.block;
    this.assignedAt = outer.assignedAt;
    return definition;
  }

  protected addParameter(definition: FunctionDefinition, parameter: Parameter): void {
    definition.parameters.push(parameter);
    this.scope.bindParameter(parameter.name, definition, definition.parameters.length - 1);
  }

  protected defineClass(name: string, bases: Expression[], constructorName: string): ClassDefinition {
    const definition: ClassDefinition = {
      name,
      bases,
      fields: new Map(),
      methods: new Map(),
      constructorName,
    };
    this.module.classes.push(definition);
    return definition;
  }

  protected addCall(node: Node, callee: Expression, given: Argument[]): CallExpression {
    const place = { file: this.module.path, line: node.startPosition.row + 1 };
    const call: CallExpression = { kind: "call", callee, arguments: given, place };
    this.module.calls.push(call);
    return call;
  }

  protected bind(name: string, value: Expression, node: Node): void {
    this.scope.bind(name, value, this.boundAt(node));
  }

  /** Binds what an assignment binds: from its end on, as what is assigned may be made of what the name meant before. */
  protected assigning(assignment: Node, bind: () => void): void {
    const outer = this.assignedAt;
    this.assignedAt = assignment.endIndex;
    bind();
    this.assignedAt = outer;
  }

  protected boundAt(node: Node): Position {
    return { offset: this.assignedAt ?? node.startIndex, block: this.block };
  }

  protected nameAt(node: Node, name = node.text): Expression {
    return { kind: "name", name, scope: this.scope, at: this.at(node) };
  }

  protected at(node: Node): Position {
    return { offset: node.startIndex, block: this.block };
  }

  protected nested<Result>(read: () => Result, otherwise: Result): Result {
    if (this.depth >= DEEPEST_SYNTAX) return otherwise;
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }
}

export function addTo<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** The first line that is no part of the language. */
function firstErrorLine(root: Node): number {
  let node = root;
  while (!node.isError && !node.isMissing) {
    const next = node.children.find((child) => child?.hasError);
    if (!next) break;
    node = next;
  }
  return node.startPosition.row + 1;
}
