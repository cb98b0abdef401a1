import type { Node } from "web-tree-sitter";
import { type ClassDefinition, type Expression, NOTHING } from "../../program/expressions";
import { addTo } from "../translator";
import { builtIn, TAGGED, textExpression } from "./built-ins";
import { GoExpressions } from "./expressions";
import { sdkReceiver } from "./narrowed-clients";
import { isSetting, PREFIX, tagValue } from "./struct-tags";
import { literalText } from "./strings";
import { holdsStruct, isBasic } from "./types";

/** Types, variables and constants. */
export abstract class GoDeclarations extends GoExpressions {
  protected typeDeclared(node: Node): void {
    const name = node.childForFieldName("name")?.text ?? "";
    const type = node.childForFieldName("type");
    if (!type) return;
    if (type.type === "interface_type") return this.interfaceDeclared(name, type);
    const isOther =
      node.type === "type_alias" || isBasic(type) || /^(qualified|pointer)_type$/.test(type.type);
    if (isOther) return this.declare(name, this.typeOf(type), node);
    const definition = this.classFor(name);
    this.declare(name, { kind: "class", definition }, node);
    if (type.type === "struct_type") this.struct(definition, type);
    else if (holdsStruct(type)) definition.bases.push(this.typeOf(type));
  }

  private classFor(name: string): ClassDefinition {
    return this.isTopLevel ? this.ownPackage.class(name) : this.defineClass(name, [], "(none)");
  }

  private struct(definition: ClassDefinition, type: Node): void {
    // What other files have said of the type already comes after its fields, which literals may give by their order.
    const before = [...definition.fields];
    definition.fields.clear();
    const list = type.namedChildren.find((child) => child?.type === "field_declaration_list");
    for (const each of list?.namedChildren ?? [])
      if (each?.type === "field_declaration") this.structField(definition, each);
    for (const [name, values] of before) for (const value of values) addTo(definition.fields, name, value);
  }

  private structField(definition: ClassDefinition, node: Node): void {
    const type = node.childForFieldName("type");
    if (!type) return;
    const tag = node.childForFieldName("tag");
    const text = tag ? literalText(tag) : "";
    const names = node.childrenForFieldName("name").map((each) => each!.text);
    const written =
      type.type === "struct_type" ? this.innerStruct(definition, names[0], type) : this.typeOf(type);
    if (names.length === 0) {
      definition.bases.push(written);
      names.push(/(\w+)\W*$/.exec(type.text.replace(/\[.*\]/s, ""))?.[1] ?? "");
    }
    for (const name of names) {
      const typed: Expression = { kind: "typed", type: written };
      const given = [textExpression(name), textExpression(text), typed];
      addTo(definition.fields, name, isSetting(text) ? builtIn(TAGGED, given, this.placeOf(node)) : typed);
    }
    const prefix = tagValue(text, "envPrefix") ?? tagValue(text, "env-prefix");
    if (prefix !== undefined) this.packages.mark(this.ownPackage, written, PREFIX, textExpression(prefix));
  }

  private innerStruct(outer: ClassDefinition, name: string | undefined, type: Node): Expression {
    const definition = this.ownPackage.class(`${outer.name}.${name ?? ""}`);
    this.struct(definition, type);
    return { kind: "class", definition };
  }

  private interfaceDeclared(name: string, type: Node): void {
    const definition = this.classFor(name);
    const standsFor: Expression & { kind: "choice" } = {
      kind: "choice",
      options: [{ kind: "class", definition }],
    };
    this.declare(name, standsFor, type);
    const methods = new Map<string, number>();
    let isOfSdk = false;
    for (const each of type.namedChildren) {
      if (each?.type === "type_elem") definition.bases.push(this.typeOf(each));
      if (each?.type !== "method_elem") continue;
      const method = each.childForFieldName("name")?.text ?? "";
      methods.set(method, parameterCount(each));
      const receiver = sdkReceiver(each, method, (node) => this.nameAt(node));
      if (!receiver) continue;
      isOfSdk = true;
      const of: Expression = { kind: "typed", type: receiver };
      addTo(definition.fields, method, { kind: "member", of, name: method });
    }
    this.packages.interfaces.push({ methods, isOfSdk, standsFor });
  }

  protected variables(node: Node): void {
    const names = node.childrenForFieldName("name") as Node[];
    const type = node.childForFieldName("type");
    const list = node.childForFieldName("value");
    const values = (list?.namedChildren ?? []).map((each) => this.expression(each));
    const written = type ? this.typeOf(type) : undefined;
    if (values.length > 0) return this.declareAll(names, values, list!.namedChildren as Node[], written);
    if (!type || !written) return;
    for (const name of names) {
      const isLater = this.isTopLevel && !holdsStruct(type);
      if (isLater) this.ownPackage.unset.set(name.text, { kind: "typed", type: written });
      else this.declare(name.text, this.unset(type), name);
      this.setType(isLater || this.isTopLevel ? this.ownPackage.scope : this.scope, name.text, written);
    }
  }

  /** Names get values, one each or together those of one call. */
  protected declareAll(names: Node[], values: Expression[], nodes: Node[], type?: Expression): void {
    names.forEach((name, index) => {
      const value = this.valueAt(values, nodes, index, names.length);
      const node = nodes[index];
      const known = type ?? (node && values.length === names.length ? this.typeOfNode(node) : undefined);
      this.declare(name.text, type ? { kind: "typed", type, value } : value, name, known);
    });
  }

  /** The value of one of several names: of `value, err := f()` and `value, ok := m[key]` too. */
  protected valueAt(values: Expression[], nodes: (Node | null)[], index: number, count: number): Expression {
    const own = values.length === count ? values[index] : undefined;
    if (own) return own;
    const [only] = values;
    if (!only) return NOTHING;
    if (nodes[0]?.type === "call_expression" || nodes[0]?.type === "type_conversion_expression")
      return { kind: "member", of: only, name: String(index) };
    return index === 0 ? only : { kind: "opaque" };
  }

  protected override unset(type: Node): Expression {
    if (!holdsStruct(type) || type.type === "struct_type") return NOTHING;
    return { kind: "call", callee: this.typeOf(type), arguments: [], place: this.placeOf(type) };
  }
}

function parameterCount(method: Node): number {
  const all = method.childForFieldName("parameters")?.namedChildren ?? [];
  return all.reduce((sum, each) => {
    if (!each || each.type === "comment") return sum;
    return sum + Math.max(1, each.childrenForFieldName("name").length);
  }, 0);
}
