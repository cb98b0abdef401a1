import type { Node } from "web-tree-sitter";
import type { Expression } from "../../program/expressions";

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", "\n": "" };

/** The text of a string literal. */
export function literalText(node: Node): string {
  return node.namedChildren.map((child) => partText(child!)).join("");
}

function partText(node: Node): string {
  if (node.type !== "escape_sequence") return node.text;
  const char = node.text.slice(1);
  return ESCAPES[char] ?? char;
}

/** A template's texts and expressions. */
export function templateParts(node: Node, expression: (node: Node) => Expression): Expression[] {
  return node.namedChildren.map((child): Expression => {
    if (child?.type !== "template_substitution") return { kind: "text", value: partText(child!) };
    const inner = child.namedChildren[0];
    return inner ? expression(inner) : { kind: "opaque" };
  });
}

/** The name of a property, as it is written or in quotes; undefined for one that is computed. */
export function keyOf(node: Node | null | undefined): string | undefined {
  if (node?.type === "property_identifier" || node?.type === "private_property_identifier") return node.text;
  if (node?.type === "string") return literalText(node);
  if (node?.type === "number") return node.text;
  const inner = node?.type === "computed_property_name" ? node.namedChildren[0] : undefined;
  return inner?.type === "string" ? literalText(inner) : undefined;
}
