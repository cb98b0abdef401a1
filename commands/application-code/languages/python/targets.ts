import type { Node } from "web-tree-sitter";
import { type Expression, OPAQUE } from "../../program/expressions";
import { sharedName } from "./shared-values";
import { addTo } from "../translator";
import { PythonAdditions } from "./additions";

/** What an assignment, a loop or a \`with\` binds. */
export abstract class PythonTargets extends PythonAdditions {
  /** Names that the function takes from its module, to assign them. */
  protected globals = new Set<string>();

  /** A target of an assignment gets its value. */
  protected bound(target: Node | null | undefined, value: Expression): Expression {
    switch (target?.type) {
      case "as_pattern_target":
      case "parenthesized_expression":
        return this.bound(target.namedChildren[0], value);
      case "identifier":
        if (this.class && !this.owner) addTo(this.class.fields, target.text, value);
        if (this.globals.has(target.text)) this.module.scope.bind(target.text, value, this.boundAt(target));
        else this.bind(target.text, value, target);
        return value;
      case "attribute":
        return this.boundAttribute(target, value);
      case "pattern_list":
      case "tuple_pattern":
      case "list_pattern":
        target.namedChildren.forEach((each, index) => this.bound(each, itemOf(value, index)));
        return value;
      case "subscript": {
        const shared = sharedName(target);
        if (shared !== undefined) addTo(this.module.shared, shared, value);
        this.addIndexed(target, value);
        this.expression(target);
        return value;
      }
      default:
        if (target) this.expression(target);
        return value;
    }
  }

  protected boundAttribute(target: Node, value: Expression): Expression {
    const of = target.childForFieldName("object");
    const name = target.childForFieldName("attribute")?.text ?? "";
    const isOwn = of?.type === "identifier" && [this.selfName, this.className].includes(of.text);
    const shared = sharedName(target);
    if (shared !== undefined) addTo(this.module.shared, shared, value);
    if (this.class && isOwn) addTo(this.class.fields, name, value);
    else this.expression(of);
    return value;
  }
}

function itemOf(value: Expression, index: number): Expression {
  if (value.kind === "list") return value.items[index] ?? OPAQUE;
  return { kind: "element", of: value, place: index };
}
