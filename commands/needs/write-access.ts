import fs from "node:fs";
import path from "node:path";
import { type Document, isAlias, isMap, isSeq, parseDocument, type YAMLMap } from "yaml";
import { keys } from "../../components/config/stack";
import type { Directed, WantedAccess } from "./access-wanted";

/**
 * Puts what is wanted into a stack's file: entries that are not there are added, those that are there are widened, nothing is
 * taken away. Comments, order and spelling stay.
 *
 * @param root the project's folder
 * @returns the tasks that were written; the others take their settings from elsewhere in the file
 */
export function writeAccess(root: string, stack: string, wanted: WantedAccess[]): string[] {
  const file = path.join(root, `Pulumi.${stack}.yaml`);
  const document = parseDocument(fs.readFileSync(file, "utf8"));
  const written = wanted.filter((each) => writeTask(document, each)).map(({ task }) => task);
  if (written.length > 0) fs.writeFileSync(file, document.toString({ lineWidth: 0 }));
  return written;
}

function writeTask(document: Document, wanted: WantedAccess): boolean {
  const role = document.getIn(["config", keys.tasks, wanted.task, "taskRole"], true);
  if (!isMap(role)) return false;
  const lists: [key: string, entries: object[], name: string][] = [
    ["buckets", wanted.buckets, "name"],
    ["tables", wanted.tables, "name"],
    ["secrets", wanted.secrets, "secret"],
    ["parameters", wanted.parameters, "parameter"],
    ["kmsKeys", wanted.kmsKeys, "key"],
    ["logGroups", wanted.logGroups.map(withoutDefault), "name"],
  ];
  const named = lists.filter(([, entries]) => entries.length > 0);
  if (named.length + wanted.statements.length === 0) return false;
  const access = named.length > 0 ? mapAt(document, role, "access") : role;
  if (!access) return false;
  return [
    ...named.map(([key, entries, name]) => addEntries(document, access, key, entries, name)),
    ...(wanted.statements.length > 0
      ? [addEntries(document, role, "statements", wanted.statements, "sid")]
      : []),
  ].some((isWritten) => isWritten);
}

function withoutDefault({ name, create }: WantedAccess["logGroups"][number]): object {
  return create ? { name, create } : { name };
}

/** The map at a key, made if there is none; undefined where something else stands there. */
function mapAt(document: Document, holder: YAMLMap, key: string): YAMLMap | undefined {
  if (!holder.has(key)) holder.set(key, document.createNode({}));
  const map = holder.get(key, true);
  return isMap(map) ? map : undefined;
}

function addEntries(
  document: Document,
  holder: YAMLMap,
  key: string,
  entries: object[],
  name: string,
): boolean {
  if (!holder.has(key)) holder.set(key, document.createNode([]));
  const list = holder.get(key, true);
  if (!isSeq(list) || list.items.some(isAlias)) return false;
  for (const entry of entries as Record<string, unknown>[]) {
    const known = list.items.find((item) => isMap(item) && item.get(name) === entry[name]);
    if (isMap(known)) widen(document, known, entry);
    else list.add(document.createNode(entry));
  }
  list.flow = false;
  return true;
}

/** An entry that grants less than is wanted grants both from now on. */
function widen(document: Document, known: YAMLMap, entry: Record<string, unknown>): void {
  for (const key of ["actions", "resources"]) {
    const more = entry[key];
    if (!Array.isArray(more)) continue;
    const before = known.toJSON() as Record<string, unknown>;
    const own = Array.isArray(before[key]) ? (before[key] as unknown[]) : [];
    known.set(key, document.createNode([...new Set([...own, ...more])]));
  }
  if (entry.create === true) known.set("create", true);
  const { access } = entry as Partial<Directed>;
  const own = known.get("access");
  // Without the key an entry is read and written; of keys, decrypted only.
  if (access === undefined || own === access) return;
  if (own === undefined && entry.key === undefined) return;
  known.set("access", entry.key === undefined ? "read-write" : "encrypt-decrypt");
}
