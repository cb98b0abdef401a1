import type { ContextValue, RequestContext } from "../types";

/** A context of which nothing is known. */
export const unknownContext: RequestContext = () => ({ state: "unknown" });

/** For a key that requests carry with a value that nothing in the stack fixes, not even in the update. */
export const OPEN: ContextValue = { state: "unknown" };

/**
 * Builds a request context from what is known of single keys.
 *
 * @param entries context key (in any letter case) to its value or values; null where requests carry no such key,
 *   undefined where the stack fixes it by something that is not known yet, `OPEN` where nothing fixes it. A key that ends
 *   in `/*` stands for all of a kind (`aws:RequestTag/*`) that are not among the others
 * @param otherwise answers for all other keys; by default nothing is known of them
 */
export function contextOf(
  entries: Record<string, string | string[] | null | undefined | ContextValue>,
  otherwise: RequestContext = unknownContext,
): RequestContext {
  const known = new Map<string, ContextValue>();
  for (const key of Object.keys(entries)) known.set(key.toLowerCase(), contextValue(entries[key]));
  return (key) => {
    const asked = key.toLowerCase();
    return known.get(asked) ?? ofKind(known, asked) ?? otherwise(key);
  };
}

/** A context that is made when it is first asked: most requests meet statements without conditions and variables. */
export function whenAsked(make: () => RequestContext): RequestContext {
  let made: RequestContext | undefined;
  return (key) => (made ??= make())(key);
}

function ofKind(known: ReadonlyMap<string, ContextValue>, asked: string): ContextValue | undefined {
  const slash = asked.indexOf("/");
  return slash < 0 ? undefined : known.get(`${asked.slice(0, slash)}/*`);
}

function contextValue(value: string | string[] | null | undefined | ContextValue): ContextValue {
  if (value === undefined) return { state: "unknown", isFixedLater: true };
  if (value === null) return { state: "absent" };
  if (typeof value === "string") return { state: "present", values: [value] };
  return Array.isArray(value) ? { state: "present", values: value } : value;
}
