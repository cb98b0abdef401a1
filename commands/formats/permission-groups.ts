import { statementLabel } from "../../policypack/unknowns/statement-label";
import type { PermissionRow } from "../judgement/judgement";

/** Rows that differ only in action and resource: each of the actions may be done to each of the resources. */
export interface PermissionGroup {
  principal: string;
  effect: PermissionRow["effect"];
  actions: string[];
  resources: string[];
  document: string;
  sid?: string;
  index?: number;
  conditions: string[];
}

/** The permission table as a person reads it: one group a statement, where its rows allow that. */
export function permissionGroups(rows: PermissionRow[]): PermissionGroup[] {
  const byResource = grouped(rows, (row) => keyOf(row, row.resource)).map((same) => ({
    row: same[0]!,
    actions: same.map(({ action }) => action),
  }));
  const byActions = grouped(byResource, ({ row, actions }) => keyOf(row, actions));
  return byActions.map((same) => {
    const { principal, effect, document, sid, index, conditions } = same[0]!.row;
    const resources = same.map(({ row }) => row.resource);
    return {
      principal,
      effect,
      actions: same[0]!.actions,
      resources,
      document,
      conditions,
      ...(sid && { sid }),
      ...(index !== undefined && { index }),
    };
  });
}

/** The statement as a table names it beside its document: by its Sid, else by its position; a boundary denies by none. */
export function statementCell({ sid, index }: Pick<PermissionRow, "sid" | "index">): string {
  return sid ?? (index === undefined ? "(boundary)" : statementLabel({ index }));
}

function keyOf(row: PermissionRow, more: unknown): string {
  return JSON.stringify([row.principal, row.effect, row.document, row.sid, row.index, row.conditions, more]);
}

/** Items with the same key together, in the order of the first of each. */
function grouped<Item>(items: Item[], key: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()];
}
