import type { Node } from "web-tree-sitter";
import type { Expression } from "../../program/expressions";
import type { Module } from "../../program/module";
import { Scope } from "../../program/scopes";
import { addTo } from "../translator";
import { JavaClasses } from "./classes";
import { constructorName } from "./definitions";
import { importedName } from "./names";
import { PackageScope } from "./scopes";

const CLASSES = /^(class|interface|enum|record|annotation_type)_declaration$/;

/** Java: https://github.com/tree-sitter/tree-sitter-java */
export class JavaTranslator extends JavaClasses {
  private readonly package: PackageScope;

  constructor(path: string) {
    super(path, "java");
    this.package = new PackageScope(path);
    this.scope = new Scope(this.package);
    this.module.scope = this.scope;
  }

  override translate(root: Node): Module {
    const module = super.translate(root);
    const file = module.path
      .split("/")
      .at(-1)!
      .replace(/\.java$/, "");
    const main = module.exports.has(file) ? file : [...module.exports.keys()][0];
    if (main === undefined) return module;
    [module.whole] = module.exports.get(main)!;
    module.name = this.package.packageName === "" ? main : `${this.package.packageName}.${main}`;
    return module;
  }

  protected override statementsOf(nodes: (Node | null)[]): void {
    for (const each of nodes) this.nested(() => each && this.statement(each), undefined);
  }

  protected statement(node: Node): void {
    if (CLASSES.test(node.type)) return this.declaredClass(node);
    switch (node.type) {
      case "package_declaration":
        this.package.packageName = node.namedChildren.at(-1)?.text.replace(/\s+/g, "") ?? "";
        return;
      case "import_declaration":
        return this.imported(node);
      case "expression_statement":
        return this.noteChange(this.expression(node.namedChildren[0]));
      case "local_variable_declaration":
        return this.locals(node);
      case "resource":
        return this.resource(node);
      case "return_statement": {
        const value = node.namedChildren.find((child) => !child?.type.endsWith("comment"));
        if (value) this.owner?.returns.push(this.expression(value));
        return;
      }
      case "yield_statement":
        return void this.yields?.push(this.expression(node.namedChildren[0]));
      case "explicit_constructor_invocation":
        return this.otherConstructor(node);
      case "block":
      case "constructor_body":
      case "if_statement":
      case "try_statement":
      case "try_with_resources_statement":
      case "resource_specification":
      case "catch_clause":
      case "finally_clause":
      case "synchronized_statement":
      case "labeled_statement":
        return this.scoped(node, false);
      case "while_statement":
      case "do_statement":
      case "for_statement":
        return this.scoped(node, true);
      case "enhanced_for_statement":
        return this.forEach(node);
      default:
        this.expression(node);
    }
  }

  /** Resources of a `try` hold in its body; other statements within one have a scope of their own. */
  private scoped(node: Node, isLoop: boolean): void {
    if (node.type === "resource_specification") return this.statements(node);
    this.inBlock(() => this.inScope(new Scope(this.scope), () => this.statements(node)), isLoop);
  }

  private declaredClass(node: Node): void {
    const name = node.childForFieldName("name")?.text ?? "";
    const isOutermost = this.classes.length === 0;
    const definition = this.classOf(node);
    const value: Expression = { kind: "class", definition };
    this.bind(name, value, node);
    if (isOutermost) addTo(this.module.exports, name, value);
  }

  private imported(node: Node): void {
    const name = node.namedChildren.find((child) => /identifier$/.test(child!.type));
    const written = name?.text.replace(/\s+/g, "") ?? "";
    const isStatic = node.children.some((child) => child?.type === "static");
    if (!node.namedChildren.some((child) => child?.type === "asterisk")) {
      const own = written.split(".").at(-1)!;
      if (isStatic) this.staticMethods.set(own, importedName(written, this.module.path));
      return this.bind(own, importedName(written, this.module.path, isStatic), node);
    }
    if (isStatic) this.package.staticWildcards.push(importedName(written, this.module.path));
    else this.package.wildcards.push(written);
  }

  private locals(node: Node): void {
    const type = node.childForFieldName("type");
    for (const each of node.namedChildren) {
      const name = each?.type === "variable_declarator" ? each.childForFieldName("name") : undefined;
      if (name) this.local(name, type, each!.childForFieldName("value"));
    }
  }

  private resource(node: Node): void {
    const name = node.childForFieldName("name");
    if (!name) return void this.opaque(node);
    this.local(name, node.childForFieldName("type"), node.childForFieldName("value"));
  }

  /** `this(…)` and `super(…)` */
  private otherConstructor(node: Node): void {
    const of = this.expression(node.childForFieldName("constructor"));
    const [base] = this.class?.bases ?? [];
    const baseName = base?.kind === "name" || base?.kind === "member" ? base.name : "";
    const name = of.kind === "super" ? constructorName(baseName) : (this.class?.constructorName ?? "");
    this.addCall(node, { kind: "member", of, name }, this.argumentsIn(node));
  }

  private forEach(node: Node): void {
    const of = this.expression(node.childForFieldName("value"));
    const name = node.childForFieldName("name");
    this.inBlock(
      () =>
        this.inScope(new Scope(this.scope), () => {
          const value: Expression = { kind: "element", of };
          if (name) this.bind(name.text, this.declaredValue(node.childForFieldName("type"), value), name);
          this.statementsOf([node.childForFieldName("body")]);
        }),
      true,
    );
  }
}
