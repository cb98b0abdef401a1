import type { Node } from "web-tree-sitter";
import { type ClassDefinition } from "../../program/expressions";
import { Scope } from "../../program/scopes";
import type { Module } from "../../program/module";
import { PythonExpressions } from "./expressions";
import { imports } from "./imports";
import { shareSettings } from "./shared-values";

/** Python, as its grammar has it: https://github.com/tree-sitter/tree-sitter-python */
export class PythonTranslator extends PythonExpressions {
  constructor(path: string) {
    super(path, "python");
  }

  override translate(root: Node): Module {
    super.translate(root);
    const end = { offset: Infinity, block: this.block };
    for (const name of this.scope.names()) {
      this.module.exports.set(name, [{ kind: "name", name, scope: this.scope, at: end }]);
    }
    shareSettings(this.module);
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

  protected forStatement(node: Node): void {
    const of = this.expression(node.childForFieldName("right"));
    this.inBlock(() => {
      this.bound(node.childForFieldName("left"), { kind: "element", of });
      this.statements(node.childForFieldName("body"));
    }, true);
    const rest = node.childForFieldName("alternative");
    if (rest) this.statement(rest);
  }

  protected classStatement(node: Node): void {
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

  protected importNames(node: Node): void {
    for (const { name, value, alias } of imports(node, this.module.path)) {
      if (name === "*") this.module.reexports.push(value);
      else this.bind(name, value, node);
      if (alias) this.module.aliases.set(name, alias);
    }
  }

  protected decorated(node: Node): void {
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
}
