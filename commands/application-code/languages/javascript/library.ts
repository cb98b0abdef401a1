/** What JavaScript programs use that does not belong to the application. */
import type { Library } from "../../sdk/sdk";
import { nestCall, nestType } from "./nest-config";
import { isOtherPackage, otherPackageCall } from "./other-packages";
import { v2Call } from "./sdk-v2";
import { v3Call, v3Type } from "./sdk-v3";
import { standardCall } from "./standard-library";

export const javascriptLibrary: Library = {
  member(of, name) {
    if (of.kind === "environment") return [{ kind: "text", text: [{ variable: name }] }];
    if (of.kind === "external" && isEnvironment([...of.path, name])) return [{ kind: "environment" }];
    return undefined;
  },
  call(callee, given, evaluator) {
    return (
      v3Call(callee, given) ??
      v2Call(callee, given) ??
      otherPackageCall(callee, given) ??
      nestCall(callee, given, evaluator) ??
      standardCall(callee, given, evaluator)
    );
  },
  mayRequest: ([specifier = ""]) => /\baws-sdk\b/.test(specifier) || isOtherPackage(specifier),
  ofType: (path) => v3Type(path) ?? nestType(path),
};

/** `process.env`, `import { env } from "node:process"`, `import.meta.env` */
function isEnvironment(path: string[]): boolean {
  return /^(node:)?process\.(default\.)?env$/.test(path.join("."));
}
