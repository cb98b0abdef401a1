import type { Node } from "web-tree-sitter";
import { type Argument, type Expression, NOTHING, OPAQUE, type RecordEntry } from "../../program/expressions";
import { handedOverIn } from "./handed-over";
import { addTo } from "../translator";
import { configured, keptOrMade, orShared } from "./shared-values";
import { PythonComprehensions } from "./comprehensions";
import { percentFormatted, stringParts, textOf } from "./strings";
import { WRAPPERS } from "./types";

/** What has a value. */
export abstract class PythonExpressions extends PythonComprehensions {
  protected expressionOf(node: Node): Expression {
    switch (node.type) {
      case "identifier":
      case "true":
        return this.identifier(node);
      case "attribute":
        return orShared(node, {
          kind: "member",
          of: this.expression(node.childForFieldName("object")),
          name: node.childForFieldName("attribute")?.text ?? "",
        });
      case "subscript":
        return this.subscript(node);
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
        return { kind: "list", items: node.namedChildren.map((child) => this.item(child!)) };
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

  protected subscript(node: Node): Expression {
    const of = node.childForFieldName("value");
    const key = this.expression(node.childForFieldName("subscript"));
    // `Orders = Annotated[Table, Depends(get_table)]`
    if (of && WRAPPERS.test(of.text)) return key;
    return orShared(node, { kind: "index", of: this.expression(of), key });
  }

  protected identifier(node: Node): Expression {
    const name = node.text;
    if (this.class && name === this.selfName) return { kind: "self", definition: this.class };
    if (this.class && name === this.className) return { kind: "class", definition: this.class };
    return this.nameAt(node, name);
  }

  protected call(node: Node): Expression {
    const callee = node.childForFieldName("function");
    const given = node.childForFieldName("arguments");
    if (this.class && callee?.type === "identifier" && callee.text === "super") {
      return { kind: "super", definition: this.class };
    }
    const list = given?.type === "argument_list" ? given.namedChildren : given ? [given] : [];
    const values = list.filter((each) => each?.type !== "comment").map((each) => this.argument(each!));
    this.addCalled(callee, values);
    const known = keptOrMade(callee, values);
    if (known) return known;
    for (const { name, value } of configured(callee, values)) addTo(this.module.shared, name, value);
    const call = this.addCall(node, this.expression(callee), values);
    const handedOver = handedOverIn(call, callee?.text ?? "");
    if (handedOver) this.module.calls.push(handedOver);
    return call;
  }

  /** `*items` stands for what is in it. */
  private item(node: Node): Expression {
    const { value, isSpread } = this.argument(node);
    return isSpread ? { kind: "element", of: value } : value;
  }

  protected argument(node: Node): Argument {
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

  protected entry(node: Node): RecordEntry[] {
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

  protected binary(node: Node): Expression {
    const left = this.expression(node.childForFieldName("left"));
    const right = this.expression(node.childForFieldName("right"));
    const operator = node.childForFieldName("operator")?.text;
    if (operator === "+") return { kind: "joined", parts: [left, right] };
    if (operator === "/") return { kind: "joined", parts: [left, { kind: "text", value: "/" }, right] };
    if (operator === "%") return percentFormatted(left, right);
    if (operator === "|") return { kind: "record", entries: [{ value: left }, { value: right }] };
    return OPAQUE;
  }

  protected boolean(node: Node): Expression {
    const first = this.expression(node.childForFieldName("left"));
    const second = this.expression(node.childForFieldName("right"));
    return node.childForFieldName("operator")?.text === "or" ? { kind: "otherwise", first, second } : second;
  }

  protected assignment(node: Node): Expression {
    const value = node.childForFieldName("right");
    const type = node.childForFieldName("type");
    const left = node.childForFieldName("left");
    if (node.type === "augmented_assignment") {
      const more = this.expression(value);
      if (node.childForFieldName("operator")?.text === "+=") this.addAll(left, more);
      this.expression(left);
      return OPAQUE;
    }
    const declared: Expression | undefined = type ? this.typed(type) : undefined;
    const given = value ? this.expression(value) : (declared ?? OPAQUE);
    this.assigning(node, () => this.bound(left, given));
    return given;
  }
}
