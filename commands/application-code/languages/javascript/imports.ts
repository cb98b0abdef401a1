import type { Node } from "web-tree-sitter";
import type { Expression, ImportExpression } from "../../program/expressions";
import { literalText } from "./strings";

export interface ImportedName {
  /** As it is called here. */
  name: string;
  value: Expression;
  /** As it is called there, if otherwise. */
  alias?: string;
}

/** The names that an import statement binds; types too, for they say what a value is. */
export function importedNames(node: Node, from: string): ImportedName[] {
  const source = node.childForFieldName("source");
  const clause = node.namedChildren.find((child) => child?.type === "import_clause");
  if (source) {
    const specifier = literalText(source);
    return (clause?.namedChildren ?? []).flatMap((child) =>
      namesOf(child!, { kind: "import", specifier, from }),
    );
  }
  return importRequire(node, from);
}

function namesOf(node: Node, whole: Expression & { kind: "import" }): ImportedName[] {
  if (node.type === "identifier") return [{ name: node.text, value: { ...whole, name: "default" } }];
  if (node.type === "namespace_import") return [{ name: node.namedChildren[0]?.text ?? "", value: whole }];
  return node.namedChildren.flatMap((child): ImportedName[] => {
    const name = child?.childForFieldName("name")?.text;
    if (name === undefined) return [];
    const own = child?.childForFieldName("alias")?.text ?? name;
    return [{ name: own, value: { ...whole, name }, ...(own !== name && { alias: name }) }];
  });
}

/** `import x = require("…")` */
function importRequire(node: Node, from: string): ImportedName[] {
  const clause = node.namedChildren.find((child) => child?.type === "import_require_clause");
  const name = clause?.namedChildren.find((child) => child?.type === "identifier");
  const source = clause?.childForFieldName("source");
  if (!name || !source) return [];
  return [{ name: name.text, value: { kind: "import", specifier: literalText(source), from } }];
}

/** `require("…")` and `import("…")`; undefined for other calls. */
export function requiredModule(
  callee: Node | null,
  given: Node | null,
  from: string,
): ImportExpression | undefined {
  const isImport = callee?.type === "import" || (callee?.type === "identifier" && callee.text === "require");
  const [first] = given?.namedChildren ?? [];
  if (!isImport || first?.type !== "string") return undefined;
  return { kind: "import", specifier: literalText(first), from };
}
