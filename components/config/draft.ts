/** The part of a config that is well-formed, for checks that must not wait until every mistake is mended. */

/** A value of which any part may be missing. */
export type Draft<T> = T extends (infer Entry)[]
  ? (Draft<Entry> | undefined)[]
  : T extends object
    ? { [Key in keyof T]?: Draft<T[Key]> }
    : T;

/** A copy of `value` without what lies at the given paths; list entries keep their indexes. */
export function withoutPaths(value: unknown, paths: (string | number)[][]): unknown {
  if (paths.some((path) => path.length === 0)) return undefined;
  if (typeof value !== "object" || value === null) return value;
  const inner = (key: string | number) =>
    paths.filter((path) => path[0] === key).map((path) => path.slice(1));
  if (Array.isArray(value)) return value.map((entry, index) => withoutPaths(entry, inner(index)));
  const kept = Object.entries(value).map(([key, entry]): [string, unknown] => [
    key,
    withoutPaths(entry, inner(key)),
  ]);
  return Object.fromEntries(kept.filter(([, entry]) => entry !== undefined));
}
