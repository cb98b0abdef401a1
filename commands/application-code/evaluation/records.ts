import type { RecordEntry } from "../program/expressions";
import type { Context } from "./context";
import type { Frame, Value } from "./values";

/** An object or a dictionary as it is written, those that it takes over included. */
export function recordOf(context: Context, written: RecordEntry[], frame?: Frame): Value {
  const entries = new Map<string, Value[]>();
  let isOpen = false;
  for (const { key, value } of written) {
    const values = context.evaluate(value, frame);
    if (key !== undefined) entries.set(key, values);
    else {
      for (const each of values) {
        if (each.kind !== "record") isOpen = true;
        else {
          for (const [name, own] of each.entries) entries.set(name, own);
          isOpen ||= each.isOpen;
        }
      }
    }
  }
  return { kind: "record", entries, isOpen };
}
