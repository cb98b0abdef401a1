import type { Node } from "web-tree-sitter";
import type { Expression } from "../../program/expressions";

export interface ImportedName {
  /** As it is called here. */
  name: string;
  value: Expression;
  /** As it is called there, if otherwise. */
  alias?: string;
}

/** The names that an import statement binds. */
export function imports(node: Node, from: string): ImportedName[] {
  return node.type === "import_statement" ? wholeModules(node, from) : namesOfModule(node, from);
}

/** `import a.b` binds `a`; `import a.b as c` binds `a.b` as `c`. */
function wholeModules(node: Node, from: string): ImportedName[] {
  return node.namedChildren.flatMap((child): ImportedName[] => {
    if (child?.type === "aliased_import") {
      const specifier = child.childForFieldName("name")?.text ?? "";
      return [
        { name: child.childForFieldName("alias")?.text ?? "", value: { kind: "import", specifier, from } },
      ];
    }
    const specifier = (child?.text ?? "").split(".")[0]!;
    return [{ name: specifier, value: { kind: "import", specifier, from } }];
  });
}

function namesOfModule(node: Node, from: string): ImportedName[] {
  const module = node.childForFieldName("module_name");
  const specifier = module?.text ?? "";
  return node.namedChildren.flatMap((child): ImportedName[] => {
    if (!child || child.id === module?.id) return [];
    if (child.type === "wildcard_import") return [{ name: "*", value: { kind: "import", specifier, from } }];
    const isAliased = child.type === "aliased_import";
    const name = isAliased ? (child.childForFieldName("name")?.text ?? "") : child.text;
    const value: Expression = { kind: "import", specifier, from, name };
    const own = isAliased ? (child.childForFieldName("alias")?.text ?? name) : name;
    return [{ name: own, value, ...(own !== name && { alias: name }) }];
  });
}
