/** What an application keeps under a name for all its parts. */
import type { Context } from "./context";
import { isUnknown, type Value } from "./values";

/**
 * What is kept under a name; or if nothing is, what is known anyway.
 *
 * @param counts whether a value that is kept may be meant
 */
export function orShared(
  context: Context,
  own: Value[],
  name: string,
  counts: (value: Value) => boolean = () => true,
): Value[] {
  const kept = context.index
    .sharedValues(name)
    .flatMap((each) => context.evaluate(each))
    .filter(counts);
  return kept.length > 0 ? kept : own;
}

export function isObject(value: Value): boolean {
  return value.kind !== "text" && !isUnknown(value);
}
