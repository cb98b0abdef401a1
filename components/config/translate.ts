import type { z } from "zod";
import { correction } from "./corrections";
import type { IssueDraft } from "./errors";

type Key = string | number;

/** A scalar as the file has it, without quotes: `1.10` for what YAML reads as 1.1. */
export type Written = (keys: (string | number)[]) => string | undefined;

/** zod's issues as this project words them: one a mistake, with the value that is wrong. */
export function translate(error: z.ZodError, raw: unknown, written: Written): IssueDraft[] {
  return error.issues.flatMap((issue) => draftsOf(issue, raw, written));
}

function draftsOf(issue: z.core.$ZodIssue, raw: unknown, written: Written): IssueDraft[] {
  const keys = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
  if (issue.code === "unrecognized_keys") {
    const messages = issue.message.split("\n");
    return issue.keys.map((key, position) => {
      const path = [...keys, key];
      return { keys: path, value: valueAt(raw, path), message: messages[position] ?? issue.message };
    });
  }
  // A wrong key of a map: zod keeps what is wrong with it one level down.
  if (issue.code === "invalid_key") {
    const message = issue.issues[0]?.message ?? issue.message;
    return [{ keys, value: keys.at(-1), message: `the key ${message}` }];
  }
  const value = valueAt(raw, keys);
  const draft = { keys, value, message: messageOf(issue, value, keys, () => written(keys)) };
  // Without a valid mode, zod does not look at the rest of a role.
  return issue.code === "invalid_union" && issue.discriminator
    ? [{ ...draft, unread: keys.slice(0, -1) }]
    : [draft];
}

/** What is wrong, what is allowed, and where it can be told what to write instead. */
function messageOf(
  issue: z.core.$ZodIssue,
  value: unknown,
  keys: Key[],
  written: () => string | undefined,
): string {
  const message = withYamlReason(issue, value, written);
  if (message !== issue.message || value === undefined) return message;
  const remedy = correction(issue, value, keys);
  return remedy === undefined ? message : `${message}; ${remedy}`;
}

/** Says what the quotes, or their lack, have to do with it. */
function withYamlReason(issue: z.core.$ZodIssue, value: unknown, written: () => string | undefined): string {
  const { message } = issue;
  if (!message.startsWith("must ")) return message;
  if (value === undefined) return `is missing; it ${message}`;
  const wanted = wantedTypes(issue);
  if ((typeof value === "number" || typeof value === "boolean") && wanted.includes("string"))
    return `is a ${typeof value} to YAML: write it in quotes, "${written() ?? String(value)}"; it ${message}`;
  if (typeof value !== "string") return message;
  const isNumber = wanted.includes("number") && /^\d+(?:\.\d+)?$/.test(value);
  const isBoolean = wanted.includes("boolean") && /^(?:true|false)$/.test(value);
  return isNumber || isBoolean
    ? `is in quotes, which make a text of it: write ${value} without them; it ${message}`
    : message;
}

/** The types that could stand there, as `typeof` names them. */
function wantedTypes(issue: z.core.$ZodIssue): string[] {
  if (issue.code === "invalid_value") return issue.values.map((each) => typeof each);
  if (issue.code !== "invalid_type") return [];
  return [issue.expected === "int" ? "number" : issue.expected];
}

/** What stands at a path, or undefined. */
function valueAt(value: unknown, keys: (string | number)[]): unknown {
  let found = value;
  for (const key of keys) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Record<string | number, unknown>)[key];
  }
  return found;
}
