import type { Node } from "web-tree-sitter";
import {
  type Argument,
  type ClassDefinition,
  type Expression,
  type FunctionDefinition,
  OPAQUE,
  type RecordEntry,
} from "../../program/expressions";
import type { Module } from "../../program/module";
import { Scope } from "../../program/scopes";
import { addTo, Translator } from "../translator";
import { imports } from "./imports";
import { percentFormatted, stringParts, textOf } from "./strings";
import { typeExpression } from "./types";

const NOTHING: Expression = { kind: "choice", options: [] };

/** Python, as its grammar has it: https://github.com/tree-sitter/tree-sitter-python */
export class PythonTranslator extends Translator {
  /** The name under which the method that is being read has its object, mostly `self`; and its class, `cls`. */
  private selfName?: string;
  private className?: string;
  /** Names that the function takes from its module, to assign them. */
  private globals = new Set<string>();

  constructor(path: string) {
    super(path, "python");
  }

  override translate(root: Node): Module {
    super.translate(root);
    const end = { offset: Infinity, block: this.block };
    for (const name of this.scope.names()) {
      this.module.exports.set(name, [{ kind: "name", name, scope: this.scope, at: end }]);
    }
    return this.module;
  }

  protected statement(node: Node): void {
    switch (node.type) {
      case "import_statement":
      case "import_from_statement":
      case "future_import_statement":
        return this.importNames(node);
      case "function_definition":
        return this.functionStatement(node, []);
      case "decorated_definition":
        return this.decorated(node);
      case "class_definition":
        return this.classStatement(node);
      case "if_statement":
      case "try_statement":
      case "match_statement":
      case "elif_clause":
      case "else_clause":
      case "except_clause":
      case "finally_clause":
      case "case_clause":
        return this.inBlock(() => this.statements(node));
      case "while_statement":
        return this.inBlock(() => this.statements(node), true);
      case "for_statement":
        return this.forStatement(node);
      case "with_statement":
      case "with_clause":
      case "block":
        return this.statements(node);
      case "with_item":
        return void this.expression(node.childForFieldName("value") ?? node.namedChildren[0]);
      case "return_statement":
        return this.returnValue(node.namedChildren[0]);
      case "global_statement":
        for (const name of node.namedChildren) this.globals.add(name!.text);
        return;
      default:
        this.expression(node);
    }
  }

  protected expressionOf(node: Node): Expression {
    switch (node.type) {
      case "identifier":
        return this.identifier(node);
      case "attribute":
        return {
          kind: "member",
          of: this.expression(node.childForFieldName("object")),
          name: node.childForFieldName("attribute")?.text ?? "",
        };
      case "subscript":
        return {
          kind: "index",
          of: this.expression(node.childForFieldName("value")),
          key: this.expression(node.childForFieldName("subscript")),
        };
      case "call":
        return this.call(node);
      case "string":
        return { kind: "joined", parts: stringParts(node, (inner) => this.expression(inner)) };
      case "concatenated_string":
        return { kind: "joined", parts: node.namedChildren.map((child) => this.expression(child)) };
      case "binary_operator":
        return this.binary(node);
      case "boolean_operator":
        return this.boolean(node);
      case "conditional_expression": {
        const [yes, condition, no] = node.namedChildren;
        this.expression(condition);
        return { kind: "choice", options: [this.expression(yes), this.expression(no)] };
      }
      case "none":
        return NOTHING;
      case "await":
      case "parenthesized_expression":
      case "expression_statement":
      case "as_pattern_target":
        return node.namedChildren.length === 1 ? this.expression(node.namedChildren[0]) : this.opaque(node);
      case "list":
      case "tuple":
      case "set":
      case "expression_list":
        return { kind: "list", items: node.namedChildren.map((child) => this.expression(child)) };
      case "dictionary":
        return { kind: "record", entries: node.namedChildren.flatMap((child) => this.entry(child!)) };
      case "lambda":
        return this.lambda(node);
      case "assignment":
      case "augmented_assignment":
        return this.assignment(node);
      case "named_expression":
        return this.bound(node.childForFieldName("name"), this.expression(node.childForFieldName("value")));
      case "as_pattern":
        return this.bound(node.childForFieldName("alias"), this.expression(node.namedChildren[0]));
      case "yield":
        this.returnValue(node.namedChildren[0]);
        return OPAQUE;
      case "list_comprehension":
      case "set_comprehension":
      case "dictionary_comprehension":
      case "generator_expression":
        return this.comprehension(node);
      case "comment":
        return OPAQUE;
      default:
        return this.opaque(node);
    }
  }

  private identifier(node: Node): Expression {
    const name = node.text;
    if (this.class && name === this.selfName) return { kind: "self", definition: this.class };
    if (this.class && name === this.className) return { kind: "class", definition: this.class };
    return this.nameAt(node, name);
  }

  private call(node: Node): Expression {
    const callee = node.childForFieldName("function");
    const given = node.childForFieldName("arguments");
    if (this.class && callee?.type === "identifier" && callee.text === "super") {
      return { kind: "super", definition: this.class };
    }
    const list = given?.type === "argument_list" ? given.namedChildren : given ? [given] : [];
    return this.addCall(
      node,
      this.expression(callee),
      list.filter((each) => each?.type !== "comment").map((each) => this.argument(each!)),
    );
  }

  private argument(node: Node): Argument {
    if (node.type === "keyword_argument") {
      return {
        name: node.childForFieldName("name")?.text ?? "",
        value: this.expression(node.childForFieldName("value")),
      };
    }
    if (node.type === "list_splat" || node.type === "dictionary_splat") {
      return { value: this.expression(node.namedChildren[0]), isSpread: true };
    }
    return { value: this.expression(node) };
  }

  private entry(node: Node): RecordEntry[] {
    if (node.type === "dictionary_splat") return [{ value: this.expression(node.namedChildren[0]) }];
    if (node.type !== "pair") return [];
    const key = textOf(node.childForFieldName("key"));
    const value = this.expression(node.childForFieldName("value"));
    return [
      key === undefined
        ? { computed: this.expression(node.childForFieldName("key")), value }
        : { key, value },
    ];
  }

  private binary(node: Node): Expression {
    const left = this.expression(node.childForFieldName("left"));
    const right = this.expression(node.childForFieldName("right"));
    const operator = node.childForFieldName("operator")?.text;
    if (operator === "+") return { kind: "joined", parts: [left, right] };
    if (operator === "/") return { kind: "joined", parts: [left, { kind: "text", value: "/" }, right] };
    if (operator === "%") return percentFormatted(left, right);
    if (operator === "|") return { kind: "record", entries: [{ value: left }, { value: right }] };
    return OPAQUE;
  }

  private boolean(node: Node): Expression {
    const first = this.expression(node.childForFieldName("left"));
    const second = this.expression(node.childForFieldName("right"));
    return node.childForFieldName("operator")?.text === "or" ? { kind: "otherwise", first, second } : second;
  }

  private assignment(node: Node): Expression {
    const value = node.childForFieldName("right");
    const type = node.childForFieldName("type");
    const left = node.childForFieldName("left");
    if (node.type === "augmented_assignment") return this.opaque(node);
    const declared: Expression | undefined = type ? this.typed(type) : undefined;
    const given = value ? this.expression(value) : (declared ?? OPAQUE);
    return this.bound(left, given);
  }

  /** A target of an assignment gets its value. */
  private bound(target: Node | null | undefined, value: Expression): Expression {
    switch (target?.type) {
      case "as_pattern_target":
      case "parenthesized_expression":
        return this.bound(target.namedChildren[0], value);
      case "identifier":
        if (this.class && !this.owner) addTo(this.class.fields, target.text, value);
        if (this.globals.has(target.text)) this.module.scope.bind(target.text, value, this.at(target));
        else this.bind(target.text, value, target);
        return value;
      case "attribute":
        return this.boundAttribute(target, value);
      case "pattern_list":
      case "tuple_pattern":
      case "list_pattern":
        target.namedChildren.forEach((each, index) => this.bound(each, itemOf(value, index)));
        return value;
      default:
        if (target) this.expression(target);
        return value;
    }
  }

  private boundAttribute(target: Node, value: Expression): Expression {
    const of = target.childForFieldName("object");
    const name = target.childForFieldName("attribute")?.text ?? "";
    const isOwn = of?.type === "identifier" && [this.selfName, this.className].includes(of.text);
    if (this.class && isOwn) addTo(this.class.fields, name, value);
    else this.expression(of);
    return value;
  }

  private forStatement(node: Node): void {
    const of = this.expression(node.childForFieldName("right"));
    this.inBlock(() => {
      this.bound(node.childForFieldName("left"), { kind: "element", of });
      this.statements(node.childForFieldName("body"));
    }, true);
    const rest = node.childForFieldName("alternative");
    if (rest) this.statement(rest);
  }

  private comprehension(node: Node): Expression {
    return this.inScope(new Scope(this.scope), () => {
      for (const clause of node.namedChildren) {
        if (clause?.type !== "for_in_clause") continue;
        const of = this.expression(clause.childForFieldName("right"));
        this.bound(clause.childForFieldName("left"), { kind: "element", of });
      }
      const body = node.childForFieldName("body");
      const item = body?.type === "pair" ? this.opaque(body) : this.expression(body);
      for (const clause of node.namedChildren) if (clause?.type === "if_clause") this.opaque(clause);
      return { kind: "list", items: [item] };
    });
  }

  private lambda(node: Node): Expression {
    const definition = this.define("", {}, (made) => {
      this.parameters(node.childForFieldName("parameters"), made, false);
      made.returns.push(this.expression(node.childForFieldName("body")));
    });
    return { kind: "function", definition };
  }

  private returnValue(node: Node | null | undefined): void {
    const value = node ? this.expression(node) : NOTHING;
    this.owner?.returns.push(value);
  }

  private decorated(node: Node): void {
    const names: string[] = [];
    for (const child of node.namedChildren) {
      if (child?.type !== "decorator") continue;
      names.push(child.text.slice(1).trim());
      this.opaque(child);
    }
    const definition = node.childForFieldName("definition");
    if (definition?.type === "function_definition") this.functionStatement(definition, names);
    else if (definition) this.classStatement(definition);
  }

  private functionStatement(node: Node, decorators: string[]): void {
    const name = node.childForFieldName("name")?.text ?? "";
    const inClass = this.class && !this.owner ? this.class : undefined;
    const outer = { self: this.selfName, class: this.className, globals: this.globals };
    this.globals = new Set();
    const isProperty = decorators.some((each) => /(^|\.)(cached_)?property$/.test(each));
    const definition = this.define(name, { owner: inClass, isProperty }, (made) => {
      const isOfClass = decorators.includes("classmethod");
      const hasReceiver = inClass !== undefined && !decorators.includes("staticmethod");
      const receiver = this.parameters(node.childForFieldName("parameters"), made, hasReceiver);
      if (inClass) {
        this.selfName = isOfClass ? undefined : receiver;
        this.className = isOfClass ? receiver : undefined;
      }
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

  /** @returns the name of the first parameter, where it is the object and no parameter of a call */
  private parameters(
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

  private parameter(node: Node, definition: FunctionDefinition): void {
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

  private classStatement(node: Node): void {
    const name = node.childForFieldName("name")?.text ?? "";
    const superclasses = node.childForFieldName("superclasses")?.namedChildren ?? [];
    const bases = superclasses.flatMap((each) =>
      each && each.type !== "keyword_argument" ? [this.expression(each)] : [],
    );
    const definition: ClassDefinition = this.defineClass(name, bases, "__init__");
    this.bind(name, { kind: "class", definition }, node);
    const outer = { class: this.class, owner: this.owner };
    this.class = definition;
    this.owner = undefined;
    this.inScope(new Scope(this.scope), () => this.statements(node.childForFieldName("body")));
    this.class = outer.class;
    this.owner = outer.owner;
  }

  private importNames(node: Node): void {
    for (const { name, value, alias } of imports(node, this.module.path)) {
      if (name === "*") this.module.reexports.push(value);
      else this.bind(name, value, node);
      if (alias) this.module.aliases.set(name, alias);
    }
  }

  private typed(node: Node): Expression {
    return { kind: "typed", type: this.typeOf(node) };
  }

  private typeOf(node: Node): Expression {
    return typeExpression(
      node,
      (inner) => this.expression(inner),
      (at, name) => this.nameAt(at, name),
    );
  }
}

/** The call in `Annotated[T, Depends(make)]`, which gives the parameter its value. */
function injected(type: Node): Node | undefined {
  const calls = /^Annotated\b/.test(type.text) ? type.descendantsOfType("call") : [];
  return (
    calls.find((call) => /(^|\.)(Depends|Security)$/.test(call?.childForFieldName("function")?.text ?? "")) ??
    undefined
  );
}

function itemOf(value: Expression, index: number): Expression {
  if (value.kind === "list") return value.items[index] ?? OPAQUE;
  return { kind: "element", of: value };
}
