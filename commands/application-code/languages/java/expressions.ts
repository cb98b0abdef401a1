import type { Node } from "web-tree-sitter";
import { type Argument, type Expression, NOTHING, OPAQUE } from "../../program/expressions";
import { callbackCall } from "../callbacks";
import { JavaDefinitions } from "./definitions";
import { fieldKey, importedName, isFullName } from "./names";
import { ClassScope, objectOf } from "./scopes";
import { literalText } from "./strings";

/** What has a value. */
export abstract class JavaExpressions extends JavaDefinitions {
  protected expressionOf(node: Node): Expression {
    switch (node.type) {
      case "identifier":
        return this.nameAt(node);
      case "null_literal":
        return NOTHING;
      case "this":
        return this.class ? { kind: "self", definition: this.class } : OPAQUE;
      case "super":
        return this.class ? { kind: "super", definition: this.class } : OPAQUE;
      case "string_literal":
        return { kind: "text", value: literalText(node) };
      case "field_access":
        return this.field(node);
      case "method_invocation":
        return this.invocation(node);
      case "object_creation_expression":
        return this.creation(node);
      case "method_reference":
        return this.reference(node);
      case "lambda_expression":
        return { kind: "function", definition: this.lambda(node) };
      case "array_access":
        return {
          kind: "element",
          of: this.expression(node.childForFieldName("array")),
        };
      case "array_initializer":
      case "element_value_array_initializer":
        return { kind: "list", items: node.namedChildren.map((child) => this.expression(child)) };
      case "array_creation_expression":
        return this.expression(node.childForFieldName("value"));
      case "binary_expression":
        return this.binary(node);
      case "ternary_expression":
        return this.ternary(node);
      case "parenthesized_expression":
        return this.expression(node.namedChildren.find((child) => !child?.type.endsWith("comment")));
      case "cast_expression":
        return {
          kind: "typed",
          type: this.typeOf(node.childForFieldName("type")),
          value: this.expression(node.childForFieldName("value")),
        };
      case "assignment_expression":
        return this.assignment(node);
      case "switch_expression":
        return this.switched(node);
      case "instanceof_expression":
        return this.instanceOf(node);
      case "line_comment":
      case "block_comment":
      case "type_arguments":
        return OPAQUE;
      case "class_literal":
        return this.typeOf(node.namedChildren[0]);
      default:
        return this.opaque(node);
    }
  }

  protected field(node: Node): Expression {
    const written = node.text.length < 200 ? node.text.replace(/\s+/g, "") : "";
    if (isFullName(written) && !this.isBound(written.split(".")[0]!))
      return importedName(written, this.module.path, true);
    const object = node.childForFieldName("object");
    const field = node.childForFieldName("field");
    // `Outer.this`
    if (field?.type === "this") return this.outerObject(object?.text ?? "");
    return { kind: "member", of: this.expression(object), name: fieldKey(field?.text ?? "") };
  }

  private outerObject(name: string): Expression {
    const found = this.classes.find((each) => each.name === name);
    if (!found) return OPAQUE;
    return found === this.class ? { kind: "self", definition: found } : objectOf(found);
  }

  protected invocation(node: Node): Expression {
    const object = node.childForFieldName("object");
    const name = node.childForFieldName("name") ?? node;
    const callee: Expression = object
      ? { kind: "member", of: this.expression(object), name: name.text }
      : this.methodNamed(name);
    const call = this.addCall(name, callee, this.argumentsIn(node));
    const callback = callbackCall(call);
    if (callback) this.module.calls.push(callback);
    return call;
  }

  /** A method of a class around, or one that is imported. */
  private methodNamed(name: Node): Expression {
    return (
      ClassScope.methodFor(name.text, this.scope, !this.staticMethods.has(name.text)) ??
      this.staticMethods.get(name.text) ??
      this.nameAt(name)
    );
  }

  protected argumentsIn(node: Node): Argument[] {
    const given = node.childForFieldName("arguments")?.namedChildren ?? [];
    return given
      .filter((each) => each && !each.type.endsWith("comment"))
      .map((each) => ({ value: this.expression(each) }));
  }

  protected creation(node: Node): Expression {
    const type = this.typeOf(node.childForFieldName("type"));
    const given = this.argumentsIn(node);
    const body = node.namedChildren.find((child) => child?.type === "class_body");
    if (body) return this.anonymous(node, body, type);
    return this.addCall(node, type, given);
  }

  protected reference(node: Node): Expression {
    const [of, name] = node.namedChildren;
    if (!of || !name || name.type !== "identifier") return OPAQUE;
    return { kind: "member", of: this.expression(of), name: name.text };
  }

  protected binary(node: Node): Expression {
    const left = this.expression(node.childForFieldName("left"));
    const right = this.expression(node.childForFieldName("right"));
    return node.childForFieldName("operator")?.text === "+"
      ? { kind: "joined", parts: [left, right] }
      : OPAQUE;
  }

  /** `x != null ? x : y` is the other value where the first is none. */
  protected ternary(node: Node): Expression {
    const condition = node.childForFieldName("condition");
    const [yes, no] = [node.childForFieldName("consequence"), node.childForFieldName("alternative")];
    this.expression(condition);
    const [first, second] = [this.expression(yes), this.expression(no)];
    const test = condition?.text.replace(/^\(|\)$/g, "").replace(/\s+/g, "");
    const plain = (each: Node | null) => each?.text.replace(/\s+/g, "");
    if (test === `${plain(yes)}!=null`) return { kind: "otherwise", first, second };
    if (test === `${plain(no)}==null`) return { kind: "otherwise", first: second, second: first };
    return { kind: "choice", options: [first, second] };
  }

  protected assignment(node: Node): Expression {
    const left = node.childForFieldName("left");
    const value = this.expression(node.childForFieldName("right"));
    const isPlain = node.childForFieldName("operator")?.text === "=";
    const assigned = isPlain ? value : OPAQUE;
    if (left?.type === "identifier") this.assigning(node, () => this.assigned(left, assigned));
    else if (left?.type === "field_access" && left.childForFieldName("object")?.type === "this")
      this.setField(left.childForFieldName("field")?.text ?? "", assigned);
    else this.expression(left);
    return value;
  }

  protected switched(node: Node): Expression {
    this.expression(node.childForFieldName("condition"));
    const outer = this.yields;
    const options: Expression[] = [];
    this.yields = options;
    for (const rule of node.childForFieldName("body")?.namedChildren ?? []) {
      this.inBlock(() => {
        const [, ...results] = rule?.namedChildren ?? [];
        for (const each of results) {
          const isValue = rule?.type === "switch_rule" && each?.type === "expression_statement";
          if (isValue) options.push(this.expression(each.namedChildren[0]));
          else this.statementsOf([each]);
        }
      });
    }
    this.yields = outer;
    return options.length > 0 ? { kind: "choice", options } : OPAQUE;
  }

  private instanceOf(node: Node): Expression {
    const value = this.expression(node.childForFieldName("left"));
    const name = node.childForFieldName("name");
    const type = this.typeOf(node.childForFieldName("right"));
    if (name) this.bind(name.text, { kind: "typed", type, value }, name);
    return OPAQUE;
  }
}
