/** What JavaScript programs use that does not belong to the application. */
import type { Arguments } from "../../evaluation/arguments";
import type { Value } from "../../evaluation/values";
import { gives } from "../../sdk/objects";
import type { CallResult, Library } from "../../sdk/sdk";
import { v2Call } from "./sdk-v2";
import { v3Call, v3Type } from "./sdk-v3";

export const javascriptLibrary: Library = {
  member(of, name) {
    if (of.kind === "environment") return [{ kind: "text", text: [{ variable: name }] }];
    if (of.kind === "external" && isEnvironment([...of.path, name])) return [{ kind: "environment" }];
    return undefined;
  },
  call(callee, given) {
    return v3Call(callee, given) ?? v2Call(callee, given) ?? passedOn(callee, given);
  },
  mayRequest: ([specifier = ""]) => /\baws-sdk\b/.test(specifier),
  ofType: v3Type,
};

/** `process.env`, `import { env } from "node:process"`, `import.meta.env` */
function isEnvironment(path: string[]): boolean {
  return /^(node:)?process\.(default\.)?env$/.test(path.join("."));
}

/** These give back what they are given: X-Ray's and Powertools' wrappers of clients too. */
const SAME = /^(capture(AWS|AWSv3)?(Client)?|String|freeze|all)$/;

/** What others' functions do with a value of ours, as far as it is well known. */
function passedOn(callee: Value, given: Arguments): CallResult | undefined {
  if (callee.kind !== "external") return undefined;
  const name = callee.path.join(".").split(".").at(-1)!;
  if (!SAME.test(name)) return undefined;
  const first = given.get(0);
  return first && gives(...first);
}
