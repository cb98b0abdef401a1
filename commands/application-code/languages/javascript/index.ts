import path from "node:path";
import type { Language } from "../language";
import { javascriptLibrary } from "./library";
import { JavaScriptTranslator } from "./translator";

const JAVASCRIPT = "tree-sitter-javascript.wasm";
const TYPESCRIPT = "tree-sitter-typescript.wasm";

export const javascript: Language = {
  name: "JavaScript",
  grammars: {
    ".js": JAVASCRIPT,
    ".mjs": JAVASCRIPT,
    ".cjs": JAVASCRIPT,
    ".jsx": JAVASCRIPT,
    ".ts": TYPESCRIPT,
    ".mts": TYPESCRIPT,
    ".cts": TYPESCRIPT,
    ".tsx": "tree-sitter-tsx.wasm",
  },
  library: () => javascriptLibrary,
  isTest: (file) =>
    /(^|\/)(tests?|__tests__|__mocks__|cypress|e2e)\/|\.(test|spec|stories)\.\w+$|\.d\.[mc]?ts$|(^|\/)(jest|vitest|playwright|cypress)\.(config|setup)\./.test(
      file,
    ),
  manifests: [],
  isFileByFile: true,
  begin: () => ({ translate: (root, file) => new JavaScriptTranslator(file).translate(root) }),
  candidates,
};

const ENDINGS = ["", ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

/** A relative import lies beside the file; `@/x`, `~/x` and `src/x` below a folder above it, as path mappings have it. */
function candidates(specifier: string, from: string): string[] {
  const folder = path.posix.dirname(from);
  if (/^\.{1,2}(\/|$)/.test(specifier)) return filesOf(path.posix.join(folder, specifier));
  const mapped = /^(?:[@~#]\/|(?=src\/))(.+)$/.exec(specifier)?.[1];
  if (mapped === undefined) return [];
  return ancestors(folder).flatMap((each) => [
    ...filesOf(path.posix.join(each, mapped)),
    ...filesOf(path.posix.join(each, "src", mapped)),
  ]);
}

/** TypeScript's sources are imported by the names that their translations will have. */
function filesOf(written: string): string[] {
  const stem = written.replace(/\.[mc]?jsx?$/, "");
  const stems = stem === written ? [written] : [written, stem];
  return stems.flatMap((each) => [
    ...ENDINGS.map((ending) => each + ending),
    ...ENDINGS.slice(1).map((ending) => path.posix.join(each, `index${ending}`)),
  ]);
}

function ancestors(folder: string): string[] {
  return folder === "." || folder === "/" ? ["."] : [folder, ...ancestors(path.posix.dirname(folder))];
}
