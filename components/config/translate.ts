import type { z } from "zod";
import type { IssueDraft } from "./errors";

/** zod's issues as this project words them: one a mistake, with the value that is wrong. */
export function translate(error: z.ZodError, raw: unknown): IssueDraft[] {
  return error.issues.flatMap((issue) => draftsOf(issue, raw));
}

function draftsOf(issue: z.core.$ZodIssue, raw: unknown): IssueDraft[] {
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
  const draft = { keys, value: valueAt(raw, keys), message: issue.message };
  // Without a valid mode, zod does not look at the rest of a role.
  return issue.code === "invalid_union" && issue.discriminator
    ? [{ ...draft, unread: keys.slice(0, -1) }]
    : [draft];
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
