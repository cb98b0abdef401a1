/** Missing access as entries of a task role's `access` lists, where one says just that, else as a statement. */
import { type AccessList, accessLists } from "./access-lists";
import type { MissingAccess } from "./missing-access";

/** An entry to write under a key of the task role. */
export interface RoleEntry {
  /** E.g. `["access", "tables"]`. */
  list: string[];
  /** What names the entry among those that are there, e.g. `{ name: "jobs" }`; none for a new one in any case. */
  identity?: { key: string; value: string };
  entry: Record<string, unknown>;
}

/**
 * How closely an entry has to fit: it grants what is asked and nothing else (what more is asked for becomes a statement), or
 * it grants whatever encloses that, read or write.
 */
export type Fit = "exact" | "enclosing";

/**
 * The entries that grant what is missing.
 * @param accessOf the `access` of an entry that is there already, by its list's key and its name; empty where it has none
 */
export function roleEntries(
  missing: MissingAccess[],
  home: { account: string; region: string },
  accessOf: (list: string, name: string) => string | undefined,
  fit: Fit = "exact",
): RoleEntry[] {
  const entries: RoleEntry[] = [];
  let rest = missing;
  for (const list of accessLists(home)) {
    for (const name of new Set(missing.flatMap(({ resource }) => list.nameIn(resource) ?? []))) {
      const own = rest.filter(({ resource }) => list.nameIn(resource) === name);
      const entry = entryFor(list, name, new Set(own.map(({ action }) => action)), {
        present: accessOf(list.key, name),
        fit,
      });
      if (!entry) continue;
      entries.push(entry);
      rest = rest.filter((pair) => !own.includes(pair));
    }
  }
  return [...entries, ...statements(rest)];
}

function entryFor(
  { key, identity, grants, comesAlong, more, byDefault }: AccessList,
  name: string,
  asked: Set<string>,
  { present, fit }: { present: string | undefined; fit: Fit },
): RoleEntry | undefined {
  const isAsked = (action: string) => asked.has(action);
  const given = present === undefined ? [] : partsOf(present || byDefault);
  let added = Object.keys(grants).filter(
    (access) => !given.includes(access) && grants[access]!.some(isAsked),
  );
  const addsMore = more !== undefined && isAsked(more.action);
  // Who only asks for a description, or to create a log group, is given the least that has it.
  if (added.length === 0 && fit === "enclosing" && present === undefined)
    added = comesAlong.some(isAsked) || byDefault === "all" ? Object.keys(grants).slice(0, 1) : [];
  const covered = new Set([...added.flatMap((access) => grants[access]!), ...comesAlong]);
  if (addsMore && (fit === "enclosing" || present === undefined)) covered.add(more.action);
  const isFit = [...asked].every((action) => covered.has(action));
  const isTight = added.every((access) => grants[access]!.every(isAsked));
  if (added.length === 0 || !isFit || (fit === "exact" && !isTight)) return undefined;
  const access = [...given, ...added].length > 1 ? Object.keys(grants).join("-") : added[0]!;
  return {
    list: ["access", key],
    identity: { key: identity, value: name },
    entry: { [identity]: name, ...(access !== "all" && { access }), ...(addsMore && { [more.key]: true }) },
  };
}

/** `read-write` is both. */
function partsOf(access: string): string[] {
  return access.split("-");
}

/** One for each set of actions. */
function statements(missing: MissingAccess[]): RoleEntry[] {
  const byResource = new Map<string, string[]>();
  for (const { action, resource } of missing)
    byResource.set(resource, [...(byResource.get(resource) ?? []), action]);
  const byActions = new Map<string, string[]>();
  for (const [resource, actions] of byResource) {
    const key = [...new Set(actions)].sort().join(" ");
    byActions.set(key, [...(byActions.get(key) ?? []), resource]);
  }
  const taken = new Map<string, number>();
  return [...byActions].map(([key, resources]) => {
    const actions = key.split(" ");
    const sid = sidFor(actions);
    const count = (taken.get(sid) ?? 0) + 1;
    taken.set(sid, count);
    const name = count > 1 ? `${sid}${count}` : sid;
    const entry = { sid: name, actions, resources: resources.sort() };
    return { list: ["statements"], identity: { key: "sid", value: name }, entry };
  });
}

/** E.g. `SqsSendMessage`; of several the first. */
function sidFor([first = ""]: string[]): string {
  return first.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
