import type { Node } from "web-tree-sitter";
import { type Expression, OPAQUE } from "../../program/expressions";

/** What a name means where the node stands. */
export type Named = (node: Node) => Expression;

/** Types whose values are no structs. */
const BASIC =
  /^(any|bool|byte|comparable|complex(64|128)|error|float(32|64)|u?int(8|16|32|64)?|rune|string|uintptr)$/;

/** The expression that a type names; slices, arrays and maps are lists of what they hold. */
export function typeExpression(node: Node, named: Named): Expression {
  switch (node.type) {
    case "type_identifier":
    case "identifier":
      return named(node);
    case "qualified_type": {
      const of = node.childForFieldName("package");
      const name = node.childForFieldName("name");
      return of && name ? { kind: "member", of: named(of), name: name.text } : OPAQUE;
    }
    case "pointer_type":
    case "parenthesized_type":
    case "type_elem":
      return inner(node.namedChildren[0], named);
    case "generic_type":
      return inner(node.childForFieldName("type"), named);
    case "slice_type":
    case "array_type":
    case "implicit_length_array_type":
      return { kind: "list", items: [inner(node.childForFieldName("element"), named)] };
    case "map_type":
      return { kind: "list", items: [inner(node.childForFieldName("value"), named)] };
    case "channel_type":
      return { kind: "list", items: [inner(node.childForFieldName("value"), named)] };
    default:
      return OPAQUE;
  }
}

function inner(node: Node | null | undefined, named: Named): Expression {
  return node ? typeExpression(node, named) : OPAQUE;
}

/** Whether a variable of the type is a struct of its own before it is given anything, as far as its name tells. */
export function holdsStruct(node: Node): boolean {
  if (node.type === "type_identifier") return !BASIC.test(node.text);
  return node.type === "qualified_type" || node.type === "generic_type" || node.type === "struct_type";
}

/** Whether the type is a string. */
export function isBasic(node: Node): boolean {
  return node.type === "type_identifier" && BASIC.test(node.text);
}
