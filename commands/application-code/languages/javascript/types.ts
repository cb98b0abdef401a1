import type { Node } from "web-tree-sitter";
import { type Expression, OPAQUE } from "../../program/expressions";

/** The expression that a type annotation names: `T`, `ns.T`, `Promise<T>`, `T | undefined`. */
export function typeExpression(node: Node, named: (node: Node, name: string) => Expression): Expression {
  switch (node.type) {
    case "type_annotation":
    case "parenthesized_type":
    case "readonly_type":
      return node.namedChildren[0] ? typeExpression(node.namedChildren[0], named) : OPAQUE;
    case "type_identifier":
    case "identifier":
      return named(node, node.text);
    case "nested_type_identifier": {
      const [module, name] = node.namedChildren;
      if (!module || !name) return OPAQUE;
      return { kind: "member", of: typeExpression(module, named), name: name.text };
    }
    case "generic_type": {
      const name = node.childForFieldName("name") ?? node.namedChildren[0];
      const inner = node.namedChildren.find((child) => child?.type === "type_arguments")?.namedChildren[0];
      if (name?.text === "Promise" && inner) return typeExpression(inner, named);
      return name ? typeExpression(name, named) : OPAQUE;
    }
    case "union_type": {
      const options = alternatives(node).filter((each) => !/^(undefined|null)$/.test(each.text));
      return options.length === 1 ? typeExpression(options[0]!, named) : OPAQUE;
    }
    default:
      return OPAQUE;
  }
}

function alternatives(node: Node): Node[] {
  if (node.type !== "union_type") return [node];
  return node.namedChildren.flatMap((child) => (child ? alternatives(child) : []));
}
