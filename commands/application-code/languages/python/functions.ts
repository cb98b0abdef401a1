import type { Node } from "web-tree-sitter";
import { type Expression, type FunctionDefinition, NOTHING } from "../../program/expressions";
import { PythonTargets } from "./targets";
import { typeExpression } from "./types";

/** Functions and lambdas, with their parameters and types. */
export abstract class PythonFunctions extends PythonTargets {
  protected lambda(node: Node): Expression {
    const definition = this.define("", {}, (made) => {
      this.parameters(node.childForFieldName("parameters"), made, false);
      made.returns.push(this.expression(node.childForFieldName("body")));
    });
    return { kind: "function", definition };
  }

  protected returnValue(node: Node | null | undefined): void {
    const value = node ? this.expression(node) : NOTHING;
    this.owner?.returns.push(value);
  }

  /** @returns the name of the first parameter, where it is the object and no parameter of a call */
  protected parameters(
    list: Node | null | undefined,
    definition: FunctionDefinition,
    hasReceiver: boolean,
  ): string | undefined {
    let receiver: string | undefined;
    for (const node of list?.namedChildren ?? []) {
      if (!node || node.type === "comment") continue;
      const isReceiver = hasReceiver && receiver === undefined && definition.parameters.length === 0;
      if (isReceiver) receiver = node.type === "identifier" ? node.text : "";
      if (!isReceiver || receiver === "") this.parameter(node, definition);
    }
    return receiver === "" ? undefined : receiver;
  }

  protected parameter(node: Node, definition: FunctionDefinition): void {
    const named =
      node.childForFieldName("name") ?? (node.type === "identifier" ? node : node.namedChildren[0]);
    const pattern = named ?? node;
    const isSplat = /splat_pattern$/.test(node.type) || /splat_pattern$/.test(pattern.type);
    const identifier = /splat_pattern$/.test(pattern.type) ? pattern.namedChildren[0] : pattern;
    if (identifier?.type !== "identifier") return;
    const type = node.childForFieldName("type");
    const usual = node.childForFieldName("value") ?? (type && injected(type));
    this.addParameter(definition, {
      name: identifier.text,
      ...(usual && { default: this.expression(usual) }),
      ...(type && { type: this.typeOf(type) }),
      ...(isSplat && { rest: node.text.startsWith("**") ? ("record" as const) : ("list" as const) }),
    });
  }

  protected functionStatement(node: Node, decorators: string[]): void {
    const name = node.childForFieldName("name")?.text ?? "";
    const inClass = this.class && !this.owner ? this.class : undefined;
    const outer = { self: this.selfName, class: this.className, globals: this.globals };
    this.globals = new Set();
    const isProperty = decorators.some((each) => /(^|\.)(cached_|abstract)?property$/.test(each));
    const definition = this.define(name, { owner: inClass, isProperty }, (made) => {
      const isOfClass = decorators.includes("classmethod");
      const hasReceiver = inClass !== undefined && !decorators.includes("staticmethod");
      const receiver = this.parameters(node.childForFieldName("parameters"), made, hasReceiver);
      if (inClass) {
        this.selfName = isOfClass ? undefined : receiver;
        this.className = isOfClass ? receiver : undefined;
      }
      if (inClass && isAbstract(node, decorators)) made.isAbstract = true;
      const type = node.childForFieldName("return_type");
      if (type) made.returnType = this.typeOf(type);
      this.statements(node.childForFieldName("body"));
    });
    this.selfName = outer.self;
    this.className = outer.class;
    this.globals = outer.globals;
    if (inClass) inClass.methods.set(name, definition);
    else this.bind(name, { kind: "function", definition }, node);
  }

  protected typed(node: Node): Expression {
    return { kind: "typed", type: this.typeOf(node) };
  }

  protected typeOf(node: Node): Expression {
    return typeExpression(
      node,
      (inner) => this.expression(inner),
      (at, name) => this.nameAt(at, name),
    );
  }
}

/** Whether a method is left to the classes that extend its own. */
function isAbstract(node: Node, decorators: string[]): boolean {
  if (decorators.some((each) => /(^|\.)abstract(method|property)$/.test(each))) return true;
  const body = node.childForFieldName("body")?.namedChildren ?? [];
  const left = body.filter((each) => each?.type !== "comment" && each?.namedChildren[0]?.type !== "string");
  return left.length === 1 && /^(\.\.\.$|raise NotImplementedError\b)/.test(left[0]!.text);
}

/** The call in `Annotated[T, Depends(make)]`, which gives the parameter its value. */
function injected(type: Node): Node | undefined {
  const calls = /^Annotated\b/.test(type.text) ? type.descendantsOfType("call") : [];
  return (
    calls.find((call) => /(^|\.)(Depends|Security)$/.test(call?.childForFieldName("function")?.text ?? "")) ??
    undefined
  );
}
