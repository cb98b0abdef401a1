/** Tags in place, as the official provider changes them: only what is another. */
type Tags = Record<string, string>;

export interface ChangedTags {
  /** Keys to take away. */
  gone: string[];
  /** Tags to set. */
  set: Tags;
}

/** @param old the state's tags @param wanted the program's */
export function changedTags(old: unknown, wanted: unknown): ChangedTags {
  const [before, after] = [(old ?? {}) as Tags, (wanted ?? {}) as Tags];
  return {
    gone: Object.keys(before).filter((key) => !(key in after)),
    set: Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value)),
  };
}
