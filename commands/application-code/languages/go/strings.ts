import type { Node } from "web-tree-sitter";

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r" };

export function isString(node: Node): boolean {
  return node.type === "interpreted_string_literal" || node.type === "raw_string_literal";
}

/** The text of a string literal. */
export function literalText(node: Node): string {
  return node.namedChildren
    .map((child) => (child?.type === "escape_sequence" ? escaped(child.text.slice(1)) : (child?.text ?? "")))
    .join("");
}

function escaped(written: string): string {
  const code = /^(?:x|u|U)([0-9a-fA-F]+)$/.exec(written)?.[1];
  const point = code === undefined ? NaN : parseInt(code, 16);
  if (point <= 0x10ffff) return String.fromCodePoint(point);
  return ESCAPES[written] ?? written;
}
