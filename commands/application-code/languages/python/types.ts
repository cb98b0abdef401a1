import type { Node } from "web-tree-sitter";
import { type Expression, OPAQUE } from "../../program/expressions";
import { textOf } from "./strings";

/** What a name means where the node stands. */
type Named = (node: Node, name: string) => Expression;

/** Wrappers of a type that say nothing of what the value is. */
export const WRAPPERS =
  /^(typing\.)?(Optional|Final|ClassVar|Annotated|Iterator|Generator|AsyncIterator|AsyncGenerator|Awaitable)$/;

/**
 * The expression that a type annotation names, of a plain name, a dotted one, one in quotes, `Optional[T]` or `T | None`.
 */
export function typeExpression(node: Node, expression: (node: Node) => Expression, named: Named): Expression {
  switch (node.type) {
    case "type":
      return node.namedChildren[0] ? typeExpression(node.namedChildren[0], expression, named) : OPAQUE;
    case "identifier":
    case "attribute":
      return expression(node);
    case "string":
      return quoted(node, named);
    case "generic_type":
    case "subscript":
      return wrapped(node, expression, named);
    case "binary_operator":
    case "union_type": {
      const options = node.namedChildren.filter((each) => each && each.text !== "None");
      return options.length === 1 && options[0] ? typeExpression(options[0], expression, named) : OPAQUE;
    }
    default:
      return OPAQUE;
  }
}

function wrapped(node: Node, expression: (node: Node) => Expression, named: Named): Expression {
  const [name, inner] = node.namedChildren;
  if (!name || !inner || !WRAPPERS.test(name.text)) return OPAQUE;
  const first = inner.type === "type_parameter" ? inner.namedChildren[0] : inner;
  return first ? typeExpression(first, expression, named) : OPAQUE;
}

function quoted(node: Node, named: Named): Expression {
  const [first, ...members] = (textOf(node)?.trim() ?? "").split(".");
  if (!first || ![first, ...members].every((part) => /^\w+$/.test(part))) return OPAQUE;
  return members.reduce<Expression>((of, name) => ({ kind: "member", of, name }), named(node, first));
}
