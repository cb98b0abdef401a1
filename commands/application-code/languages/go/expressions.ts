import type { Node } from "web-tree-sitter";
import { type Argument, type Expression, NOTHING, OPAQUE } from "../../program/expressions";
import { GoLiterals } from "./literals";
import { literalText } from "./strings";

/** These keep what they are given: an address is the value itself to us. */
const SAME_OPERATORS = new Set(["&", "*"]);

/** Functions that read into what they get the address of. */
const FILLING =
  /^(Must)?(Unmarshal|Decode|Load|Read|Parse|Process|Bind|Scan|Get|Fill|Populate|As$|Var$|\w+Var$)/;

/** What has a value. */
export abstract class GoExpressions extends GoLiterals {
  protected expressionOf(node: Node): Expression {
    switch (node.type) {
      case "identifier":
      case "type_identifier":
        this.packages.mentioned.add(node.text);
        return this.nameAt(node);
      case "nil":
        return NOTHING;
      case "interpreted_string_literal":
      case "raw_string_literal":
        return { kind: "text", value: literalText(node) };
      case "qualified_type":
      case "slice_type":
      case "map_type":
      case "generic_type":
        return this.typeOf(node);
      case "selector_expression": {
        const name = node.childForFieldName("field")?.text ?? "";
        this.packages.mentioned.add(name);
        return {
          kind: "member",
          of: this.expression(node.childForFieldName("operand")),
          name,
        };
      }
      case "index_expression":
        return {
          kind: "index",
          of: this.expression(node.childForFieldName("operand")),
          key: this.expression(node.childForFieldName("index")),
        };
      case "parenthesized_expression":
      case "expression_statement":
        return this.expression(node.namedChildren[0]);
      case "unary_expression":
        return this.unary(node);
      case "binary_expression":
        return this.binary(node);
      case "call_expression":
        return this.called(node);
      case "type_conversion_expression":
        return this.converted(node);
      case "composite_literal":
        return this.composite(node);
      case "func_literal":
        return { kind: "function", definition: this.functionOf(node, "") };
      case "type_assertion_expression":
        return {
          kind: "typed",
          type: this.typeOf(node.childForFieldName("type")!),
          value: this.expression(node.childForFieldName("operand")),
        };
      case "slice_expression": {
        const [of = OPAQUE] = node.namedChildren.map((child) => this.expression(child));
        return { kind: "list", items: [{ kind: "element", of }] };
      }
      case "comment":
        return OPAQUE;
      default:
        return this.opaque(node);
    }
  }

  private unary(node: Node): Expression {
    const operand = this.expression(node.childForFieldName("operand"));
    return SAME_OPERATORS.has(node.childForFieldName("operator")?.text ?? "") ? operand : OPAQUE;
  }

  private binary(node: Node): Expression {
    const left = this.expression(node.childForFieldName("left"));
    const right = this.expression(node.childForFieldName("right"));
    return node.childForFieldName("operator")?.text === "+"
      ? { kind: "joined", parts: [left, right] }
      : OPAQUE;
  }

  /** `f[T](x)` with one argument looks like a conversion to a generic type. */
  private converted(node: Node): Expression {
    const type = node.childForFieldName("type");
    const operand = node.childForFieldName("operand");
    if (!type || !operand) return this.opaque(node);
    return this.addCall(node, this.typeOf(type), [{ value: this.expression(operand) }]);
  }

  private called(node: Node): Expression {
    const callee = node.childForFieldName("function");
    const given = (node.childForFieldName("arguments")?.namedChildren ?? []).filter(
      (child) => child && child.type !== "comment",
    ) as Node[];
    const built = callee?.type === "identifier" ? this.builtInCall(callee.text, given) : undefined;
    if (built) return built;
    const expression = this.expression(callee);
    const values = given.map((each) => this.argument(each));
    if (callee) this.fill(callee, given);
    return this.addCall(node, expression, values);
  }

  private argument(node: Node): Argument {
    if (node.type !== "variadic_argument") return { value: this.expression(node) };
    return { value: this.expression(node.namedChildren[0]), isSpread: true };
  }

  private builtInCall(name: string, given: Node[]): Expression | undefined {
    const [first, ...rest] = given;
    if (!first || this.scopeOf(name).has(name)) return undefined;
    if (name === "new") return this.unset(first);
    if (name === "make") {
      rest.forEach((each) => this.expression(each));
      return this.emptyOf(first);
    }
    if (name !== "append") return undefined;
    const list = this.expression(first);
    const items = rest.map((each): Expression => {
      const { value, isSpread } = this.argument(each);
      return isSpread ? { kind: "element", of: value } : value;
    });
    return { kind: "list", items: [{ kind: "element", of: list }, ...items] };
  }

  /** `json.Unmarshal(text, &x)` */
  private fill(callee: Node, given: Node[]): void {
    const name =
      callee.type === "selector_expression" ? callee.childForFieldName("field")?.text : callee.text;
    for (const each of given) {
      const operand = each.type === "unary_expression" ? each.childForFieldName("operand") : undefined;
      if (operand?.type !== "identifier" || !each.text.startsWith("&")) continue;
      const type = this.typeOfName(operand.text);
      if (FILLING.test(name ?? "")) {
        this.filled(operand);
        if (type) this.settingsRead(name ?? "", given, type, operand);
      }
    }
  }

  /** A function read a struct from elsewhere: the environment, or a file. */
  protected abstract settingsRead(name: string, given: Node[], type: Expression, node: Node): void;

  protected override typeOfNode(node: Node): Expression | undefined {
    switch (node.type) {
      case "identifier":
        return this.typeOfName(node.text);
      case "parenthesized_expression":
        return node.namedChildren[0] ? this.typeOfNode(node.namedChildren[0]) : undefined;
      case "unary_expression": {
        const operand = node.childForFieldName("operand");
        const isSame = SAME_OPERATORS.has(node.childForFieldName("operator")?.text ?? "");
        return operand && isSame ? this.typeOfNode(operand) : undefined;
      }
      case "composite_literal": {
        const type = node.childForFieldName("type");
        return type ? this.typeOf(type) : undefined;
      }
      case "call_expression": {
        const [first] = node.childForFieldName("arguments")?.namedChildren ?? [];
        const isNew = node.childForFieldName("function")?.text === "new";
        return isNew && first ? this.typeOf(first) : undefined;
      }
      default:
        return undefined;
    }
  }
}
