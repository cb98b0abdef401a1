import type { PermissionRow } from "./judgement";

/** The permissions that are in one table and not in the other. */
export function permissionChange(
  before: PermissionRow[],
  after: PermissionRow[],
): { gained: PermissionRow[]; lost: PermissionRow[] } {
  const [old, current] = [byKey(before), byKey(after)];
  return {
    gained: [...current].filter(([key]) => !old.has(key)).map(([, row]) => row),
    lost: [...old].filter(([key]) => !current.has(key)).map(([, row]) => row),
  };
}

/** A permission is the same one whichever policy or statement grants it. */
function byKey(rows: PermissionRow[]): Map<string, PermissionRow> {
  return new Map(
    rows.map((row) => {
      const { principal, action, resource, effect, conditions } = row;
      return [JSON.stringify([principal, action, resource, effect, conditions]), row];
    }),
  );
}
