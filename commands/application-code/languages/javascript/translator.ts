import type { Node } from "web-tree-sitter";
import { type Expression, NOTHING, OPAQUE } from "../../program/expressions";
import { Scope } from "../../program/scopes";
import { addTo } from "../translator";
import { JavaScriptExpressions } from "./expressions";
import { importedNames } from "./imports";
import { literalText } from "./strings";

const FUNCTIONS = /^(generator_function|function_expression|function|arrow_function)$/;

/** JavaScript and TypeScript: https://github.com/tree-sitter/tree-sitter-typescript */
export class JavaScriptTranslator extends JavaScriptExpressions {
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
        if (this.constructorFunction(node)) return;
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

  protected declared(node: Node): void {
    const type = node.childForFieldName("type");
    const value = node.childForFieldName("value");
    const isNamed = value !== null && FUNCTIONS.test(value.type) && value.type !== "arrow_function";
    if (isNamed && this.constructorFunction(value, node.childForFieldName("name")?.text)) return;
    const given = value ? this.expression(value) : type ? this.typed(type) : NOTHING;
    const name = node.childForFieldName("name");
    if (value && FUNCTIONS.test(value.type) && given.kind === "function")
      given.definition.name ||= name?.text ?? "";
    if (value || type) this.bound(name, given);
  }

  protected forOf(node: Node): void {
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

  protected importNames(node: Node): void {
    const source = node.childForFieldName("source");
    if (source) this.keptBy(literalText(source));
    for (const { name, value, alias } of importedNames(node, this.module.path)) {
      this.bind(name, value, node);
      if (alias) this.module.aliases.set(name, alias);
    }
  }

  protected exported(node: Node): void {
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

  protected exportedDeclaration(node: Node, declaration: Node): void {
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

  protected reexported(source: Node, name?: string): Expression {
    const from = { kind: "import" as const, specifier: literalText(source), from: this.module.path };
    return name === undefined ? from : { ...from, name };
  }
}
