/** Lists and records that are written out, and what a program puts into them later: `items.push(x)`, `params["Key"] = x`. */
import { type Block, type Expression, type Position, type RecordEntry } from "../program/expressions";
import type { Scope } from "../program/scopes";

type Literal = Expression & { kind: "list" | "record" };

/** More than anybody puts into one by hand. */
const MOST_ADDED = 200;

/** The literals among the values that a name has there. */
export function literalsNamed(name: string, scope: Scope, at: Position): Literal[] {
  const bindings = scope.lookUp(name, at);
  return literalsAmong(bindings.flatMap((each) => (each.kind === "value" ? [each.value] : [])));
}

export function literalsAmong(values: readonly Expression[]): Literal[] {
  return values.filter((each): each is Literal => each.kind === "list" || each.kind === "record");
}

/** Puts something into lists. What is in them in the end is in them from the start: which comes first, few programs depend on. */
export function addItems(literals: readonly Literal[], items: readonly Expression[]): void {
  for (const each of literals) {
    if (each.kind === "list" && each.items.length < MOST_ADDED) each.items.push(...items.filter(isData));
  }
}

/** These say whom a client asks, and with whose rights. */
const RIGHTS =
  /^(aws_access_key_id|aws_secret_access_key|aws_session_token|profile_name|profile|endpoint_url|endpoint|credentials|accessKeyId|secretAccessKey|sessionToken)$/;

/**
 * Puts an entry into records. Where one has the key already, its value may be either.
 *
 * @param block of the statement: rights that a client may be given or not, as in tests, are not taken from it
 */
export function addEntry(literals: readonly Literal[], entry: RecordEntry, block: Block): void {
  const isSometimes = block.parent !== undefined;
  if (isSometimes && (entry.key === undefined ? !entry.computed : RIGHTS.test(entry.key))) return;
  for (const each of literals) {
    if (each.kind !== "record" || each.entries.length >= MOST_ADDED) continue;
    const known = entry.key === undefined ? undefined : each.entries.find(({ key }) => key === entry.key);
    if (known) known.value = { kind: "choice", options: [known.value, entry.value] };
    else each.entries.push(entry);
  }
}

/**
 * Whether something is written out where it is put in, or where the variable got it that is. What else is put into lists is
 * seldom part of a request, and would have to be followed all the same.
 */
function isData(item: Expression): boolean {
  if (item.kind !== "name") return DATA.has(item.kind);
  const bindings = item.scope.lookUp(item.name, item.at);
  return bindings.some((each) => each.kind === "value" && DATA.has(each.value.kind));
}

const DATA = new Set<Expression["kind"]>(["record", "list", "text", "joined"]);
