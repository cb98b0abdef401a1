import type { Node } from "web-tree-sitter";
import { packageNameOf } from "./module-names";
import { literalText } from "./strings";

export interface ImportedPackage {
  specifier: string;
  /** As it is called here; `.` for one whose names are used as if they were this package's own. */
  name: string;
}

/** The packages that an import declaration names. */
export function importedPackages(node: Node): ImportedPackage[] {
  return node.descendantsOfType("import_spec").flatMap((spec): ImportedPackage[] => {
    const written = spec?.childForFieldName("path");
    if (!written) return [];
    const specifier = literalText(written);
    const name = spec?.childForFieldName("name")?.text ?? packageNameOf(specifier);
    return name === "_" ? [] : [{ specifier, name }];
  });
}
