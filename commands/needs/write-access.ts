import fs from "node:fs";
import path from "node:path";
import { type Document, isAlias, isMap, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { keys } from "../../components/config/stack";
import type { RoleEntry } from "../remedies/access-entries";
import type { WantedAccess } from "./access-wanted";

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

function writeTask(document: Document, { task, entries }: WantedAccess): boolean {
  const role = document.getIn(["config", keys.tasks, task, "taskRole"], true);
  if (!isMap(role)) return false;
  const written = entries.map((entry) => {
    const holder = entry.list.length > 1 ? mapAt(document, role, entry.list[0]!) : role;
    return holder !== undefined && addEntry(document, holder, entry);
  });
  return written.includes(true);
}

/** The map at a key, made if there is none; undefined where something else stands there. */
function mapAt(document: Document, holder: YAMLMap, key: string): YAMLMap | undefined {
  if (!holder.has(key)) holder.set(key, document.createNode({}));
  const map = holder.get(key, true);
  return isMap(map) ? map : undefined;
}

function addEntry(document: Document, holder: YAMLMap, { list: path, identity, entry }: RoleEntry): boolean {
  const key = path.at(-1)!;
  if (!holder.has(key)) holder.set(key, document.createNode([]));
  const list = holder.get(key, true);
  if (!isSeq(list) || list.items.some(isAlias)) return false;
  const known = list.items.find(
    (item) => identity && isMap(item) && item.get(identity.key) === identity.value,
  );
  if (isMap(known) && isOfSameActions(known, entry)) widen(document, known, entry);
  else
    list.add(document.createNode(isMap(known) ? { ...entry, sid: freeSid(list, identity!.value) } : entry));
  list.flow = false;
  return true;
}

/** Statements with other actions stay apart: together, each would grant its actions on the other's resources. */
function isOfSameActions(known: YAMLMap, entry: Record<string, unknown>): boolean {
  if (!Array.isArray(entry.actions)) return true;
  const { actions } = known.toJSON() as { actions?: unknown };
  return Array.isArray(actions) && [...actions].sort().join(" ") === entry.actions.join(" ");
}

function freeSid(list: YAMLSeq, sid: string): string {
  const taken = list.items.flatMap((item) => (isMap(item) ? [item.get("sid")] : []));
  let count = 2;
  while (taken.includes(`${sid}${count}`)) count++;
  return `${sid}${count}`;
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
  for (const key of ["create", "delete"]) if (entry[key] === true) known.set(key, true);
  const { access } = entry;
  const own = known.get("access");
  // Without the key an entry is read and written; of keys, decrypted only.
  if (access === undefined || own === access) return;
  if (own === undefined && entry.key === undefined) return;
  known.set("access", entry.key === undefined ? "read-write" : "encrypt-decrypt");
}
