import path from "node:path";
import type { Language } from "../language";
import { isOfSdk } from "./boto3";
import { pythonLibrary } from "./library";
import { PythonTranslator } from "./translator";

export const python: Language = {
  name: "Python",
  grammars: { ".py": "tree-sitter-python.wasm" },
  library: () => pythonLibrary,
  isTest: (file) => /(^|\/)(tests?|testing)\/|(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/.test(file),
  manifests: [],
  isFileByFile: true,
  begin: () => ({ translate: (root, file) => new PythonTranslator(file).translate(root) }),
  candidates,
};

/**
 * A module of dots lies beside the importing file or above it, any other below one of the folders above it. The SDK is no part
 * of an application, not even where it is installed beside it.
 */
function candidates(specifier: string, from: string, name?: string): string[] {
  if (isOfSdk(specifier)) return [];
  const dots = /^\.*/.exec(specifier)![0].length;
  const parts = [...specifier.slice(dots).split("."), name ?? ""].filter((part) => part !== "");
  const folder = path.posix.dirname(from);
  if (dots > 0) return filesOf(path.posix.join(folder, "../".repeat(dots - 1), ...parts), parts.length > 0);
  return ancestors(folder).flatMap((each) => filesOf(path.posix.join(each, ...parts), true));
}

function filesOf(module: string, mayBeFile: boolean): string[] {
  const inFolder = path.posix.join(module, "__init__.py");
  return mayBeFile ? [`${module}.py`, inFolder] : [inFolder];
}

function ancestors(folder: string): string[] {
  return folder === "." || folder === "/" ? ["."] : [folder, ...ancestors(path.posix.dirname(folder))];
}
