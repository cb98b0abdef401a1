/** Objects, lists and maps whose errors speak of YAML, not of types. */
import { z } from "zod";
import { suggestion } from "./suggestion";

/**
 * An object that refuses keys it does not know; the message has a line for each, with the nearest known key.
 *
 * @param advice what to say of a certain unknown key instead
 */
export function strictObject<Shape extends z.ZodRawShape>(shape: Shape, advice: Record<string, string> = {}) {
  const known = Object.keys(shape);
  const advised = new Map(Object.entries(advice));
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === "unrecognized_keys")
        return (issue.keys ?? [])
          .map(
            (key) =>
              `is not a key here; ${advised.get(key) ?? advised.get(fromCapital(key)) ?? suggestion(key, known)}`,
          )
          .join("\n");
      const form = `a map of keys to values; its keys: ${known.join(", ")}`;
      return issue.input === undefined ? `is missing; it must be ${form}` : `must be ${form}`;
    },
  });
}

/** CloudFormation's spelling of a key, `PortMappings`, as the API has it. */
function fromCapital(key: string): string {
  return key.charAt(0).toLowerCase() + key.slice(1);
}

/** A list. */
export function listOf<Entry extends z.ZodType>(entry: Entry) {
  return z.array(entry, {
    error: (issue) => (issue.input === undefined ? "is missing; it must be a list" : "must be a list"),
  });
}

/** A map with keys of one's own choice. */
export function mapOf<Key extends z.ZodString, Value extends z.ZodType>(key: Key, value: Value) {
  return z.record(key, value, {
    error: (issue) => {
      if (issue.input === undefined) return "is missing";
      return Array.isArray(issue.input)
        ? "must be a map of keys to values, not a list: write `NAME: value` for each entry"
        : "must be a map of keys to values";
    },
  });
}
