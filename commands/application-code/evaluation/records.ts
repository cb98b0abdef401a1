import type { RecordEntry } from "../program/expressions";
import type { Context } from "./context";
import { HOLE, type Text } from "../program/text";
import { type Frame, literalOf, textsOf, type Value } from "./values";

/** An object or a dictionary as it is written, those that it takes over included. */
export function recordOf(context: Context, written: RecordEntry[], frame?: Frame): Value {
  const entries = new Map<string, Value[]>();
  const computed: Text[] = [];
  let isOpen = false;
  for (const { key, computed: keyExpression, value } of written) {
    const values = context.evaluate(value, frame);
    if (key !== undefined) entries.set(key, values);
    else if (keyExpression) {
      const keys = context.evaluate(keyExpression, frame);
      const literal = literalOf(keys);
      if (literal !== undefined) entries.set(literal, values);
      else {
        computed.push(...textsOf(keys).map((text) => text ?? [HOLE]));
        isOpen = true;
      }
    } else {
      for (const each of values) {
        if (each.kind !== "record") isOpen = true;
        else {
          for (const [name, own] of each.entries) entries.set(name, own);
          computed.push(...(each.computed ?? []));
          isOpen ||= each.isOpen;
        }
      }
    }
  }
  return { kind: "record", entries, isOpen, ...(computed.length > 0 && { computed }) };
}
