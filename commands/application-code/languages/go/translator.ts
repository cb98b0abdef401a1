import type { Node } from "web-tree-sitter";
import { type Expression, OPAQUE } from "../../program/expressions";
import { Scope } from "../../program/scopes";
import { GoBranches } from "./branches";
import { importedPackages } from "./imports";
import { ENVCONFIG_PREFIX, FROM_FILE, PREFIX, VIPER_KEY } from "./struct-tags";

/** The name that a file gives its package. */
export function packageName(root: Node): string {
  const clause = root.namedChildren.find((child) => child?.type === "package_clause");
  return clause?.namedChildren[0]?.text ?? "main";
}

/** Go, as its grammar has it: https://github.com/tree-sitter/tree-sitter-go */
export class GoTranslator extends GoBranches {
  protected statement(node: Node): void {
    switch (node.type) {
      case "import_declaration":
        return this.imported(node);
      case "function_declaration": {
        const name = node.childForFieldName("name")?.text ?? "";
        if (!/^(main|init)$/.test(name)) this.within = name;
        this.declare(name, { kind: "function", definition: this.functionOf(node, name) }, node);
        this.within = undefined;
        return;
      }
      case "method_declaration":
        return this.method(node);
      case "type_declaration":
      case "const_declaration":
      case "var_declaration":
      case "var_spec_list":
      case "statement_list":
      case "labeled_statement":
        return this.statements(node);
      case "type_spec":
      case "type_alias":
        return this.typeDeclared(node);
      case "const_spec":
      case "var_spec":
        return this.variables(node);
      case "short_var_declaration":
        return this.shortDeclared(node);
      case "assignment_statement":
        return this.assigned(node);
      case "if_statement":
        return this.branched(node);
      case "for_statement":
        return this.loop(node);
      case "type_switch_statement":
        return this.typeSwitch(node);
      case "block":
      case "expression_switch_statement":
      case "select_statement":
      case "expression_case":
      case "default_case":
      case "communication_case":
        return this.inBlock(() => this.inScope(new Scope(this.scope), () => this.statements(node)));
      case "receive_statement":
        for (const each of node.childForFieldName("left")?.namedChildren ?? [])
          if (each?.type === "identifier") this.declare(each.text, OPAQUE, each);
        return void this.expression(node.childForFieldName("right"));
      case "return_statement":
        return this.returned(node);
      default:
        this.expression(node);
    }
  }

  private imported(node: Node): void {
    for (const { specifier, name } of importedPackages(node)) {
      const whole: Expression = {
        kind: "import",
        specifier,
        from: this.module.path,
      };
      this.importAs(name, whole, node);
    }
  }

  private method(node: Node): void {
    const name = node.childForFieldName("name")?.text ?? "";
    const receiver = node
      .childForFieldName("receiver")
      ?.namedChildren.find((each) => each?.type !== "comment");
    const type = /^[*(\s]*(\w+)/.exec(receiver?.childForFieldName("type")?.text ?? "")?.[1] ?? "";
    const owner = this.ownPackage.class(type);
    const own = receiver?.childForFieldName("name")?.text ?? "_";
    owner.methods.set(name, this.functionOf(node, name, { name: own, class: owner }));
  }

  private loop(node: Node): void {
    this.inBlock(
      () =>
        this.inScope(new Scope(this.scope), () => {
          const range = node.namedChildren.find((child) => child?.type === "range_clause");
          if (range) this.ranged(range);
          const clause = node.namedChildren.find((child) => child?.type === "for_clause");
          if (clause) this.statements(clause);
          this.statements(node.childForFieldName("body"));
        }),
      true,
    );
  }

  private ranged(node: Node): void {
    const of = this.expression(node.childForFieldName("right"));
    const names = node.childForFieldName("left")?.namedChildren ?? [];
    names.forEach((name, index) => {
      if (name?.type === "identifier")
        this.declare(name.text, index === 1 ? { kind: "index", of, key: OPAQUE } : OPAQUE, name);
    });
  }

  private typeSwitch(node: Node): void {
    const of = this.expression(node.childForFieldName("value"));
    const alias = node.childForFieldName("alias")?.namedChildren[0];
    for (const each of node.namedChildren) {
      if (each?.type !== "type_case" && each?.type !== "default_case") continue;
      this.inBlock(() =>
        this.inScope(new Scope(this.scope), () => {
          const types = each.childrenForFieldName("type");
          const only = types.length === 1 ? types[0] : undefined;
          const value: Expression = only ? { kind: "typed", type: this.typeOf(only), value: of } : of;
          if (alias) this.declare(alias.text, value, each);
          for (const child of each.namedChildren)
            if (child?.type === "statement_list") this.statements(child);
        }),
      );
    }
  }

  private viperKeyOf(key: Node | ""): Expression {
    return key === "" ? { kind: "text", value: "" } : this.expression(key);
  }

  protected override settingsRead(name: string, given: Node[], type: Expression): void {
    const [first, second] = given;
    const key = viperKey(name, first);
    if (key !== undefined) this.packages.mark(this.ownPackage, type, VIPER_KEY, this.viperKeyOf(key));
    if (/^(Must)?Process$/.test(name) && given.length === 2 && first) {
      this.packages.mark(this.ownPackage, type, ENVCONFIG_PREFIX, this.expression(first));
    } else if (name === "ParseWithOptions") {
      const prefix = second?.descendantsOfType("keyed_element").find((each) => {
        return each?.childForFieldName("key")?.text === "Prefix";
      });
      const value = prefix?.childForFieldName("value")?.namedChildren[0];
      if (value) this.packages.mark(this.ownPackage, type, PREFIX, this.expression(value));
    } else if (/Unmarshal|Decode|Scan|Bind|Config|File/.test(name)) {
      this.packages.mark(this.ownPackage, type, FROM_FILE, OPAQUE);
    }
  }
}

/** What `viper.Unmarshal(&x)` and `viper.UnmarshalKey("aws", &x)` fill a struct from; undefined for other functions. */
function viperKey(name: string, first: Node | undefined): Node | "" | undefined {
  if (/^Unmarshal(Exact)?$/.test(name) && first?.text.startsWith("&")) return "";
  return name === "UnmarshalKey" ? first : undefined;
}
