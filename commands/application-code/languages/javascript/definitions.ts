import type { Node } from "web-tree-sitter";
import { type ClassDefinition, type Expression, type FunctionDefinition } from "../../program/expressions";
import { addTo } from "../translator";
import { JavaScriptPatterns } from "./patterns";
import { keyOf } from "./strings";
import { typeExpression } from "./types";

/** Functions and classes, with their parameters, fields and types. */
export abstract class JavaScriptDefinitions extends JavaScriptPatterns {
  /** What `this` is in the function that is being read, where that is no method of a class. */
  protected receiver?: Expression;

  /** @param receiver what `this` is in it, of functions that stand in an object */
  protected functionOf(node: Node, owner?: ClassDefinition, receiver?: Expression): FunctionDefinition {
    const name = node.childForFieldName("name")?.text ?? "";
    const isProperty = node.children.some((child) => child?.type === "get");
    const outer = { class: this.class, receiver: this.receiver };
    // A function that is no arrow has a `this` of its own.
    if (node.type !== "arrow_function") {
      if (owner === undefined) this.class = undefined;
      this.receiver = receiver;
    }
    const definition = this.define(name, { owner, isProperty }, (made) => {
      const single = node.childForFieldName("parameter");
      if (single) this.addParameter(made, { name: single.text });
      for (const each of node.childForFieldName("parameters")?.namedChildren ?? [])
        this.parameter(each!, made);
      const type = node.childForFieldName("return_type");
      if (type) made.returnType = this.typeOf(type);
      const body = node.childForFieldName("body");
      if (body?.type === "statement_block") this.statements(body);
      else if (body) made.returns.push(this.expression(body));
    });
    this.class = outer.class;
    this.receiver = outer.receiver;
    return definition;
  }

  protected parameter(node: Node, definition: FunctionDefinition): void {
    if (node.type === "comment") return;
    const isTyped = node.type === "required_parameter" || node.type === "optional_parameter";
    const pattern = isTyped ? node.childForFieldName("pattern") : node;
    const value = isTyped ? node.childForFieldName("value") : null;
    const type = isTyped ? node.childForFieldName("type") : null;
    const usual =
      value ?? (pattern?.type === "assignment_pattern" ? pattern.childForFieldName("right") : null);
    const target = pattern?.type === "assignment_pattern" ? pattern.childForFieldName("left") : pattern;
    const isRest = target?.type === "rest_pattern";
    const named = isRest ? target?.namedChildren[0] : target;
    const isPlain = named?.type === "identifier";
    const name = isPlain ? named.text : `(${definition.parameters.length})`;
    this.addParameter(definition, {
      name,
      ...(usual && { default: this.expression(usual) }),
      ...(type && { type: this.typeOf(type) }),
      ...(isRest && { rest: "list" as const }),
    });
    if (!isPlain && named) this.bound(named, this.nameAt(node, name));
    if (
      node.children.some((child) => child?.type === "accessibility_modifier" || child?.type === "readonly")
    ) {
      if (this.class) addTo(this.class.fields, name, this.nameAt(node, name));
    }
  }

  protected classOf(node: Node): ClassDefinition {
    const name = node.childForFieldName("name")?.text ?? "";
    const heritage = node.namedChildren.find((child) => child?.type === "class_heritage");
    const extended = heritage?.namedChildren.find((child) => child?.type !== "implements_clause");
    const base = extended?.type === "extends_clause" ? extended.childForFieldName("value") : extended;
    const definition = this.defineClass(name, base ? [this.expression(base)] : [], "constructor");
    if (name !== "") this.bind(name, { kind: "class", definition }, node);
    const outer = { class: this.class, owner: this.owner, receiver: this.receiver };
    this.class = definition;
    this.owner = undefined;
    this.receiver = undefined;
    const types = new Map<string, Expression>();
    for (const member of node.childForFieldName("body")?.namedChildren ?? [])
      this.classMember(member!, definition, types);
    for (const [field, type] of types) typeField(definition, field, type);
    this.class = outer.class;
    this.owner = outer.owner;
    this.receiver = outer.receiver;
    return definition;
  }

  /** @param types of fields that are declared without a value */
  private classMember(node: Node, owner: ClassDefinition, types: Map<string, Expression>): void {
    if (node.type === "method_definition") {
      const definition = this.functionOf(node, owner);
      definition.isAbstract = throwsOnly(node.childForFieldName("body"));
      owner.methods.set(definition.name, definition);
    } else if (node.type === "abstract_method_signature") {
      const definition = this.functionOf(node, owner);
      definition.isAbstract = true;
      owner.methods.set(definition.name, definition);
    } else if (node.type === "public_field_definition" || node.type === "field_definition") {
      this.field(node, owner, types);
    } else if (node.type === "class_static_block") this.statements(node.childForFieldName("body"));
  }

  private field(node: Node, owner: ClassDefinition, types: Map<string, Expression>): void {
    const name = keyOf(node.childForFieldName("name") ?? node.childForFieldName("property"));
    const value = node.childForFieldName("value");
    const type = node.childForFieldName("type");
    const given = value ? this.expression(value) : undefined;
    if (name !== undefined && type && !given) types.set(name, this.typeOf(type));
    if (name === undefined || !given) return;
    if (given.kind === "function") {
      given.definition.name ||= name;
      given.definition.owner = owner;
      owner.methods.set(name, given.definition);
    } else addTo(owner.fields, name, given);
  }

  protected typed(node: Node): Expression {
    return { kind: "typed", type: this.typeOf(node) };
  }

  protected typeOf(node: Node): Expression {
    return typeExpression(node, (at, name) => this.nameAt(at, name));
  }
}

/** A field's declared type tells where what it is given does not. */
function typeField({ fields }: ClassDefinition, name: string, type: Expression): void {
  const given = fields.get(name);
  const value: Expression | undefined = given && { kind: "choice", options: given };
  fields.set(name, [{ kind: "typed", type, ...(value && { value }) }]);
}

/** Whether a method is left to the classes that extend its own: `throw new Error("not implemented")`. */
function throwsOnly(body: Node | null): boolean {
  const statements = body?.namedChildren.filter((each) => each?.type !== "comment") ?? [];
  return statements.length === 1 && statements[0]?.type === "throw_statement";
}
