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
  ofType: v3Type,
};

/** `process.env`, `import { env } from "node:process"`, `import.meta.env` */
function isEnvironment(path: string[]): boolean {
  return /^(node:)?process\.(default\.)?env$/.test(path.join("."));
}

/** What others' functions do with a value of ours, as far as it is well known. */
function passedOn(callee: Value, given: Arguments): CallResult | undefined {
  if (callee.kind !== "external") return undefined;
  const name = callee.path.join(".").split(".").at(-1)!;
  const first = given.get(0);
  // X-Ray's and Powertools' wrappers give the client back.
  if (first && /^capture(AWS|AWSv3)?(Client)?$/.test(name)) return gives(...first);
  if (name === "String" && first) return gives(...first);
  if ((name === "freeze" || name === "all") && first) return gives(...first);
  return undefined;
}
