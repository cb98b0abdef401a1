import type { Language } from "../language";
import { goLibrary } from "./library";
import { GoPackages } from "./packages";
import { GoTranslator, packageName } from "./translator";

export const go: Language = {
  name: "Go",
  grammars: { ".go": "tree-sitter-go.wasm" },
  library: () => goLibrary,
  // What begins with a dot or an underscore, Go's own tools pass over.
  isTest: (file) =>
    /_test\.go$|(^|\/)([._][^/]*|testdata|tests?|e2e|mocks?|fakes?)\/|(^|\/)[._][^/]*$/.test(file),
  isLeftOut,
  manifests: ["go.mod"],
  isFileByFile: false,
  begin(manifests) {
    const packages = new GoPackages(manifests);
    return {
      translate: (root, file) =>
        new GoTranslator(file, packages.of(file, packageName(root)), packages).translate(root),
      end: () => packages.end(),
    };
  },
  // Modules have names: those that `go.mod` gives them.
  candidates: () => [],
};

/**
 * Generated files and those that no build takes. What Wire generates makes the program's own objects.
 * https://go.dev/s/generatedcode
 */
function isLeftOut(text: string): boolean {
  const generated = /^\/\/ Code generated (.*)DO NOT EDIT\.\r?$/m.exec(text)?.[1];
  if (generated !== undefined) return !/\bWire\b/.test(generated);
  const head = text.slice(0, text.search(/^package\s/m));
  return /^\/\/(go:build|\s*\+build)\s+(ignore|wireinject|tools|integration|e2e)\s*$/m.test(head);
}
