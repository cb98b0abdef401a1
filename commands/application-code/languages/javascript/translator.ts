import type { Node } from "web-tree-sitter";
import {
  type Argument,
  type ClassDefinition,
  type Expression,
  type FunctionDefinition,
  OPAQUE,
  type RecordEntry,
} from "../../program/expressions";
import { Scope } from "../../program/scopes";
import { addTo, Translator } from "../translator";
import { importedNames, requiredModule } from "./imports";
import { keyOf, literalText, templateParts } from "./strings";
import { typeExpression } from "./types";

const NOTHING: Expression = { kind: "choice", options: [] };
const FUNCTIONS = /^(generator_function|function_expression|function|arrow_function)$/;

/** JavaScript and TypeScript: https://github.com/tree-sitter/tree-sitter-typescript */
export class JavaScriptTranslator extends Translator {
  constructor(path: string) {
    super(path, "javascript");
  }

  protected statement(node: Node): void {
    switch (node.type) {
      case "import_statement":
        return this.importNames(node);
      case "export_statement":
        return this.exported(node);
      case "lexical_declaration":
      case "variable_declaration":
        return this.statements(node);
      case "variable_declarator":
        return this.declared(node);
      case "function_declaration":
      case "generator_function_declaration": {
        const definition = this.functionOf(node);
        return this.bind(definition.name, { kind: "function", definition }, node);
      }
      case "class_declaration":
      case "abstract_class_declaration":
        return void this.classOf(node);
      case "enum_declaration":
        return this.bind(node.childForFieldName("name")?.text ?? "", this.enumeration(node), node);
      case "statement_block":
      case "if_statement":
      case "else_clause":
      case "try_statement":
      case "catch_clause":
      case "finally_clause":
      case "switch_statement":
      case "switch_body":
      case "switch_case":
      case "switch_default":
        return this.inBlock(() => this.inScope(new Scope(this.scope), () => this.statements(node)));
      case "while_statement":
      case "do_statement":
      case "for_statement":
        return this.inBlock(() => this.inScope(new Scope(this.scope), () => this.statements(node)), true);
      case "for_in_statement":
        return this.forOf(node);
      case "return_statement": {
        const value = node.namedChildren.find((child) => child?.type !== "comment");
        const returned = value ? this.expression(value) : NOTHING;
        return void this.owner?.returns.push(returned);
      }
      default:
        this.expression(node);
    }
  }

  protected expressionOf(node: Node): Expression {
    switch (node.type) {
      case "identifier":
      case "shorthand_property_identifier":
        return this.nameAt(node);
      case "undefined":
      case "null":
        return NOTHING;
      case "this":
        return this.class ? { kind: "self", definition: this.class } : OPAQUE;
      case "super":
        return this.class ? { kind: "super", definition: this.class } : OPAQUE;
      case "member_expression":
        return {
          kind: "member",
          of: this.expression(node.childForFieldName("object")),
          name: node.childForFieldName("property")?.text ?? "",
        };
      case "subscript_expression":
        return {
          kind: "index",
          of: this.expression(node.childForFieldName("object")),
          key: this.expression(node.childForFieldName("index")),
        };
      case "call_expression":
      case "new_expression":
        return this.called(node);
      case "string":
        return { kind: "text", value: literalText(node) };
      case "template_string":
        return { kind: "joined", parts: templateParts(node, (inner) => this.expression(inner)) };
      case "binary_expression":
        return this.binary(node);
      case "ternary_expression":
        this.expression(node.childForFieldName("condition"));
        return {
          kind: "choice",
          options: ["consequence", "alternative"].map((each) =>
            this.expression(node.childForFieldName(each)),
          ),
        };
      case "await_expression":
      case "parenthesized_expression":
      case "expression_statement":
      case "as_expression":
      case "satisfies_expression":
      case "non_null_expression":
      case "instantiation_expression":
        return this.expression(node.namedChildren[0]);
      case "type_assertion":
        return this.expression(node.namedChildren.at(-1));
      case "sequence_expression":
        return node.namedChildren.map((child) => this.expression(child)).at(-1) ?? OPAQUE;
      case "object":
        return { kind: "record", entries: node.namedChildren.flatMap((child) => this.entries(child!)) };
      case "array":
        return { kind: "list", items: node.namedChildren.map((child) => this.expression(child)) };
      case "arrow_function":
      case "function_expression":
      case "function":
      case "generator_function":
        return { kind: "function", definition: this.functionOf(node) };
      case "class":
        return { kind: "class", definition: this.classOf(node) };
      case "assignment_expression":
      case "augmented_assignment_expression":
        return this.assignment(node);
      case "yield_expression":
        this.owner?.returns.push(this.expression(node.namedChildren[0]));
        return OPAQUE;
      case "comment":
      case "type_annotation":
      case "type_alias_declaration":
      case "interface_declaration":
      case "type_arguments":
        return OPAQUE;
      case "statement_block":
        this.statements(node);
        return OPAQUE;
      default:
        return this.opaque(node);
    }
  }

  private enumeration(node: Node): Expression {
    const members = node.childForFieldName("body")?.namedChildren ?? [];
    return {
      kind: "record",
      entries: members.flatMap((member): RecordEntry[] => {
        const key = keyOf(member?.childForFieldName("name"));
        const value = member?.childForFieldName("value");
        return key === undefined || !value ? [] : [{ key, value: this.expression(value) }];
      }),
    };
  }

  private called(node: Node): Expression {
    const isNew = node.type === "new_expression";
    const callee = node.childForFieldName(isNew ? "constructor" : "function");
    const given = node.childForFieldName("arguments");
    const required = isNew ? undefined : requiredModule(callee, given, this.module.path);
    if (required) return required;
    const list = given?.type === "arguments" ? given.namedChildren : [];
    const expressions = list
      .filter((each) => each && each.type !== "comment")
      .map((each) => this.argument(each!));
    return this.addCall(node, this.expression(callee), expressions);
  }

  private argument(node: Node): Argument {
    if (node.type === "spread_element")
      return { value: this.expression(node.namedChildren[0]), isSpread: true };
    return { value: this.expression(node) };
  }

  private binary(node: Node): Expression {
    const left = this.expression(node.childForFieldName("left"));
    const right = this.expression(node.childForFieldName("right"));
    const operator = node.childForFieldName("operator")?.text;
    if (operator === "+") return { kind: "joined", parts: [left, right] };
    if (operator === "??" || operator === "||") return { kind: "otherwise", first: left, second: right };
    return operator === "&&" ? right : OPAQUE;
  }

  private entries(node: Node): RecordEntry[] {
    switch (node.type) {
      case "pair": {
        const name = node.childForFieldName("key");
        const key = keyOf(name);
        const value = this.expression(node.childForFieldName("value"));
        return [
          key === undefined ? { computed: this.expression(name?.namedChildren[0]), value } : { key, value },
        ];
      }
      case "shorthand_property_identifier":
        return [{ key: node.text, value: this.nameAt(node) }];
      case "spread_element":
        return [{ value: this.expression(node.namedChildren[0]) }];
      case "method_definition": {
        const definition = this.functionOf(node);
        return [{ key: definition.name, value: { kind: "function", definition } }];
      }
      default:
        return [];
    }
  }

  private declared(node: Node): void {
    const type = node.childForFieldName("type");
    const value = node.childForFieldName("value");
    const given = value ? this.expression(value) : type ? this.typed(type) : NOTHING;
    const name = node.childForFieldName("name");
    if (value && FUNCTIONS.test(value.type) && given.kind === "function")
      given.definition.name ||= name?.text ?? "";
    if (value || type) this.bound(name, given);
  }

  /** A name or a pattern gets its value. */
  private bound(pattern: Node | null | undefined, value: Expression): void {
    switch (pattern?.type) {
      case "identifier":
      case "shorthand_property_identifier_pattern":
        return this.bind(pattern.text, value, pattern);
      case "object_pattern":
        for (const each of pattern.namedChildren) this.boundEntry(each!, value);
        return;
      case "array_pattern":
        pattern.namedChildren.forEach((each, index) => {
          const item =
            value.kind === "list" ? (value.items[index] ?? OPAQUE) : { kind: "element" as const, of: value };
          this.bound(each, item);
        });
        return;
      case "assignment_pattern":
        return this.bound(pattern.childForFieldName("left"), {
          kind: "otherwise",
          first: value,
          second: this.expression(pattern.childForFieldName("right")),
        });
      case "rest_pattern":
        return this.bound(pattern.namedChildren[0], value);
      default:
        return;
    }
  }

  private boundEntry(node: Node, of: Expression): void {
    const member = (name: string): Expression => ({ kind: "member", of, name });
    switch (node.type) {
      case "shorthand_property_identifier_pattern":
        return this.bind(node.text, member(node.text), node);
      case "pair_pattern": {
        const key = keyOf(node.childForFieldName("key"));
        return this.bound(node.childForFieldName("value"), key === undefined ? OPAQUE : member(key));
      }
      case "object_assignment_pattern": {
        const name = node.childForFieldName("left");
        const second = this.expression(node.childForFieldName("right"));
        const first = member(name?.text ?? "");
        return this.bound(name, { kind: "otherwise", first, second });
      }
      case "rest_pattern":
        return this.bound(node.namedChildren[0], of);
      default:
        return;
    }
  }

  private assignment(node: Node): Expression {
    const left = node.childForFieldName("left");
    const value = this.expression(node.childForFieldName("right"));
    if (
      node.type === "augmented_assignment_expression" &&
      !/^[?|]{2}=$/.test(node.childForFieldName("operator")?.text ?? "")
    ) {
      this.expression(left);
      return OPAQUE;
    }
    if (left?.type === "member_expression") this.boundMember(left, value);
    else if (left?.type === "identifier") this.assigned(left, value);
    else this.bound(left, value);
    return value;
  }

  /** A variable is assigned where it is declared, in whichever scope that is. */
  private assigned(name: Node, value: Expression): void {
    let scope: Scope | undefined = this.scope;
    while (scope && !scope.has(name.text)) scope = scope.parent;
    (scope ?? this.module.scope).bind(name.text, value, this.at(name));
  }

  private boundMember(target: Node, value: Expression): void {
    const of = target.childForFieldName("object");
    const name = target.childForFieldName("property")?.text ?? "";
    if (of?.type === "this" && this.class) return addTo(this.class.fields, name, value);
    if (of?.text === "exports" || of?.text === "module.exports")
      return addTo(this.module.exports, name, value);
    if (target.text !== "module.exports") return void this.expression(of);
    addTo(this.module.exports, "default", value);
    this.module.reexports.push(value);
    this.module.whole = value;
  }

  private forOf(node: Node): void {
    const of = this.expression(node.childForFieldName("right"));
    this.inBlock(
      () =>
        this.inScope(new Scope(this.scope), () => {
          const isOf = node.childForFieldName("operator")?.text === "of";
          this.bound(node.childForFieldName("left"), isOf ? { kind: "element", of } : OPAQUE);
          this.statements(node.childForFieldName("body"));
        }),
      true,
    );
  }

  private functionOf(node: Node, owner?: ClassDefinition): FunctionDefinition {
    const name = node.childForFieldName("name")?.text ?? "";
    const isProperty = node.children.some((child) => child?.type === "get");
    const outer = this.class;
    // A function that is no arrow has a `this` of its own.
    if (owner === undefined && node.type !== "arrow_function") this.class = undefined;
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
    this.class = outer;
    return definition;
  }

  private parameter(node: Node, definition: FunctionDefinition): void {
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

  private classOf(node: Node): ClassDefinition {
    const name = node.childForFieldName("name")?.text ?? "";
    const heritage = node.namedChildren.find((child) => child?.type === "class_heritage");
    const extended = heritage?.namedChildren.find((child) => child?.type !== "implements_clause");
    const base = extended?.type === "extends_clause" ? extended.childForFieldName("value") : extended;
    const definition = this.defineClass(name, base ? [this.expression(base)] : [], "constructor");
    if (name !== "") this.bind(name, { kind: "class", definition }, node);
    const outer = { class: this.class, owner: this.owner };
    this.class = definition;
    this.owner = undefined;
    for (const member of node.childForFieldName("body")?.namedChildren ?? [])
      this.classMember(member!, definition);
    this.class = outer.class;
    this.owner = outer.owner;
    return definition;
  }

  private classMember(node: Node, owner: ClassDefinition): void {
    if (node.type === "method_definition") {
      const definition = this.functionOf(node, owner);
      owner.methods.set(definition.name, definition);
    } else if (node.type === "public_field_definition" || node.type === "field_definition") {
      this.field(node, owner);
    } else if (node.type === "class_static_block") this.statements(node.childForFieldName("body"));
  }

  private field(node: Node, owner: ClassDefinition): void {
    const name = keyOf(node.childForFieldName("name") ?? node.childForFieldName("property"));
    const value = node.childForFieldName("value");
    const type = node.childForFieldName("type");
    const given = value ? this.expression(value) : type ? this.typed(type) : undefined;
    if (name === undefined || !given) return;
    if (given.kind === "function") {
      given.definition.name ||= name;
      given.definition.owner = owner;
      owner.methods.set(name, given.definition);
    } else addTo(owner.fields, name, given);
  }

  private importNames(node: Node): void {
    for (const { name, value, alias } of importedNames(node, this.module.path)) {
      this.bind(name, value, node);
      if (alias) this.module.aliases.set(name, alias);
    }
  }

  private exported(node: Node): void {
    const source = node.childForFieldName("source");
    const declaration = node.childForFieldName("declaration");
    const value = node.childForFieldName("value");
    if (value) addTo(this.module.exports, "default", this.expression(value));
    if (declaration) this.exportedDeclaration(node, declaration);
    const clause = node.namedChildren.find((child) => child?.type === "export_clause");
    for (const each of clause?.namedChildren ?? []) {
      const name = each?.childForFieldName("name");
      if (!name) continue;
      const as = each?.childForFieldName("alias")?.text ?? name.text;
      addTo(
        this.module.exports,
        as,
        source ? this.reexported(source, name.text) : this.nameAt(node, name.text),
      );
    }
    if (!source || clause) return;
    const namespace = node.namedChildren.find((child) => child?.type === "namespace_export");
    const whole = this.reexported(source);
    if (namespace) addTo(this.module.exports, namespace.namedChildren[0]?.text ?? "", whole);
    else this.module.reexports.push(whole);
  }

  private exportedDeclaration(node: Node, declaration: Node): void {
    const before = new Set(this.scope.names());
    this.statement(declaration);
    const own = declaration.childForFieldName("name")?.text;
    const names = own === undefined ? this.scope.names().filter((name) => !before.has(name)) : [own];
    for (const name of names) {
      const end = { offset: Infinity, block: this.block };
      addTo(this.module.exports, name, { kind: "name", name, scope: this.scope, at: end });
    }
    if (own !== undefined && node.children.some((child) => child?.type === "default")) {
      addTo(this.module.exports, "default", this.nameAt(node, own));
    }
  }

  private reexported(source: Node, name?: string): Expression {
    const from = { kind: "import" as const, specifier: literalText(source), from: this.module.path };
    return name === undefined ? from : { ...from, name };
  }

  private typed(node: Node): Expression {
    return { kind: "typed", type: this.typeOf(node) };
  }

  private typeOf(node: Node): Expression {
    return typeExpression(node, (at, name) => this.nameAt(at, name));
  }
}
