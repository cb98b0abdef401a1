import type { Language } from "../language";
import { javaLibrary } from "./library";
import { PROPERTY_FILES, propertiesIn } from "./properties";
import { JavaTranslator } from "./translator";

const TEST_FOLDERS = /(^|\/)(tests?|src\/(\w*[tT]ests?|it|testFixtures|jmh)|generated(-sources|-src)?)\//;
const TEST_FILES = /(^|\/)(Test[A-Z]\w*|\w*(Test|Tests|TestCase|IT))\.java$/;

export const java: Language = {
  name: "Java",
  grammars: { ".java": "tree-sitter-java.wasm" },
  library: (manifests) => javaLibrary(propertiesIn(manifests)),
  isTest: (file) => {
    const [, own = ""] = /(?:^|\/)src\/main\/java\/(.*)$/.exec(file) ?? [];
    // What lies there is part of the application, whatever it is called.
    return own === "" && (TEST_FOLDERS.test(file) || TEST_FILES.test(file));
  },
  manifests: PROPERTY_FILES,
  isFileByFile: true,
  begin: () => ({ translate: (root, file) => new JavaTranslator(file).translate(root) }),
  // Files say by themselves of which package they are.
  candidates: () => [],
};
