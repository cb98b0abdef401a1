import type { Node } from "web-tree-sitter";
import { type Expression, OPAQUE } from "../../program/expressions";

const ESCAPES: Record<string, string> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "\n": "",
};

/** What a string is made of: its text, and the expressions of an f-string. */
export function stringParts(node: Node, expression: (node: Node) => Expression): Expression[] {
  const isRaw = /^[a-z]*r/i.test(node.namedChildren[0]?.text ?? "");
  return node.namedChildren.flatMap((child): Expression[] => {
    if (child?.type === "string_content") return contentParts(child, isRaw);
    if (child?.type !== "interpolation") return [];
    const inner = child.childForFieldName("expression") ?? child.namedChildren[0];
    const isFormatted = child.namedChildren.some((each) => each?.type === "format_specifier");
    const part = inner ? expression(inner) : OPAQUE;
    return [isFormatted ? OPAQUE : part];
  });
}

function contentParts(node: Node, isRaw: boolean): Expression[] {
  const text = node.text;
  const value = isRaw ? text : text.replace(/\\(\n|.)/gs, (whole, char: string) => ESCAPES[char] ?? whole);
  return [{ kind: "text", value: value.replace(/\{\{/g, "{").replace(/\}\}/g, "}") }];
}

/** The text of a plain string; undefined for everything else. */
export function textOf(node: Node | null | undefined): string | undefined {
  if (node?.type !== "string") return undefined;
  const parts = stringParts(node, () => OPAQUE);
  if (!parts.every((part) => part.kind === "text")) return undefined;
  return parts.map((part) => (part.kind === "text" ? part.value : "")).join("");
}

/** `"jobs-%s" % stage`, `"%s/%s" % (a, b)`; by name nothing is followed. */
export function percentFormatted(template: Expression, values: Expression): Expression {
  const parts = template.kind === "joined" ? template.parts : [template];
  if (!parts.every((part) => part.kind === "text")) return OPAQUE;
  const given = values.kind === "list" ? [...values.items] : [values];
  const pieces = parts
    .map((part) => part.value)
    .join("")
    .split(/%(?:\(\w+\))?[-\d.]*[sdi]/);
  return {
    kind: "joined",
    parts: pieces.flatMap((value, index): Expression[] => {
      const text: Expression = { kind: "text", value };
      return index === 0 ? [text] : [given[index - 1] ?? OPAQUE, text];
    }),
  };
}
