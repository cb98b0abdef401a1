import type { Node } from "web-tree-sitter";

const ESCAPES: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", s: " ", t: "\t", "\n": "" };

/** The text of a string literal or a text block. https://docs.oracle.com/javase/specs/jls/se21/html/jls-3.html#jls-3.10.6 */
export function literalText(node: Node): string {
  const isBlock = node.text.startsWith('"""');
  const parts = node.namedChildren.filter((child) => child !== null);
  if (!isBlock) return parts.map((child) => partText(child)).join("");
  const raw = node.text.slice(3, -3).replace(/^[^\n]*\n/, "");
  return unindented(raw).replace(/\\(u+[0-9a-fA-F]{4}|[0-7]{1,3}|[^])/g, (_, escape: string) =>
    escaped(escape),
  );
}

function partText(node: Node): string {
  return node.type === "escape_sequence" ? escaped(node.text.slice(1)) : node.text;
}

function escaped(escape: string): string {
  if (/^u/.test(escape)) return String.fromCharCode(parseInt(escape.replace(/^u+/, ""), 16));
  if (/^[0-7]/.test(escape)) return String.fromCharCode(parseInt(escape, 8));
  return ESCAPES[escape] ?? escape;
}

/** The lines of a text block without what all of them are indented by, and without white space at their ends. */
function unindented(raw: string): string {
  const lines = raw.split("\n");
  const counting = lines.filter((line, index) => line.trim() !== "" || index === lines.length - 1);
  const indent = Math.min(...counting.map((line) => /^\s*/.exec(line)![0].length));
  return lines.map((line) => line.slice(indent).trimEnd()).join("\n");
}
