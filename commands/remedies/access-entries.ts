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
      const asked = new Set(own.map(({ action }) => action));
      const entry = entryFor(list, name, { asked, present: accessOf(list.key, name), fit });
      if (!entry) continue;
      entries.push(entry);
      rest = rest.filter((pair) => !own.includes(pair));
    }
  }
  return [...entries, ...statements(rest)];
}

/** What one entry is to grant. */
interface Wanted {
  /** The actions that are missing on its resource. */
  asked: ReadonlySet<string>;
  /** The `access` of the entry that is there already, as `accessOf` has it. */
  present: string | undefined;
  fit: Fit;
}

/** Undefined where no entry of the list grants just that. */
function entryFor(list: AccessList, name: string, wanted: Wanted): RoleEntry | undefined {
  const { key, identity, grants, more, byDefault } = list;
  const { asked, present, fit } = wanted;
  const given = present === undefined ? [] : partsOf(present || byDefault);
  const added = accessToAdd(list, given, wanted);
  const grantsNoMore = added.every((access) => grants[access]!.every((action) => asked.has(action)));
  if (added.length === 0 || !grantsAllAsked(list, added, wanted)) return undefined;
  if (fit === "exact" && !grantsNoMore) return undefined;
  const access = given.length + added.length > 1 ? Object.keys(grants).join("-") : added[0]!;
  const addsMore = more !== undefined && asked.has(more.action);
  return {
    list: ["access", key],
    identity: { key: identity, value: name },
    entry: { [identity]: name, ...(access !== "all" && { access }), ...(addsMore && { [more.key]: true }) },
  };
}

/** The kinds of access that grant something of what is asked, beside those that the entry has. */
function accessToAdd(
  { grants, comesAlong, byDefault }: AccessList,
  given: string[],
  { asked, present, fit }: Wanted,
): string[] {
  const kinds = Object.keys(grants);
  const added = kinds.filter(
    (access) => !given.includes(access) && grants[access]!.some((action) => asked.has(action)),
  );
  if (added.length > 0 || fit === "exact" || present !== undefined) return added;
  // Who only asks for a description, or to create a log group, is given the least that has it.
  const hasIt = byDefault === "all" || comesAlong.some((action) => asked.has(action));
  return hasIt ? kinds.slice(0, 1) : [];
}

/** Whether the access that is added grants all that is asked; the list's further key is set on new entries only, or where it may enclose. */
function grantsAllAsked(
  { grants, comesAlong, more }: AccessList,
  added: string[],
  { asked, present, fit }: Wanted,
): boolean {
  const granted = new Set([...added.flatMap((access) => grants[access]!), ...comesAlong]);
  if (more && (fit === "enclosing" || present === undefined)) granted.add(more.action);
  return [...asked].every((action) => granted.has(action));
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
