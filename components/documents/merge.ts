import type { Conditions, Statement } from "./statement";

/**
 * The fewest statements that say the same: equal grants are one statement, resources that a wildcard beside them
 * covers are left out, and everything is sorted, so that the order of the config never changes a document.
 */
export function merge(statements: Statement[]): Statement[] {
  let merged = statements.map(normalized);
  for (let before = Infinity; merged.length < before;) {
    before = merged.length;
    merged = joinBy(
      merged,
      (statement) => [statement.actions, statement.effect, statement.conditions],
      "resources",
    );
    merged = joinBy(
      merged,
      (statement) => [statement.resources, statement.effect, statement.conditions],
      "actions",
    );
  }
  return distinctSids(merged.sort((a, b) => compare(sortKey(a), sortKey(b))));
}

function normalized(statement: Statement): Statement {
  return {
    ...statement,
    actions: uncovered(statement.actions),
    resources: uncovered(statement.resources),
    conditions: statement.conditions && sortedConditions(statement.conditions),
  };
}

/** Joins statements with the same key by uniting one of their lists; the first Sid in alphabetical order stays. */
function joinBy(
  statements: Statement[],
  key: (statement: Statement) => unknown,
  list: "actions" | "resources",
): Statement[] {
  const groups = new Map<string, [Statement, ...Statement[]]>();
  for (const statement of statements) {
    const id = JSON.stringify(key(statement));
    const others = groups.get(id);
    if (others) others.push(statement);
    else groups.set(id, [statement]);
  }
  return [...groups.values()].map((same) => {
    const [first] = same;
    if (same.length === 1) return first;
    const sid = same.map((each) => each.sid).reduce(earlier);
    return { ...first, sid, [list]: uncovered(same.flatMap((each) => each[list])) };
  });
}

function earlier(a: string, b: string): string {
  return compare(a, b) <= 0 ? a : b;
}

/** Sorted, once each, without those that another one with a `*` at its end covers. */
function uncovered(values: string[]): string[] {
  const distinct = [...new Set(values)].sort(compare);
  const stems = distinct.filter((value) => value.endsWith("*")).map((value) => value.slice(0, -1));
  return distinct.filter((value) => !stems.some((stem) => value !== `${stem}*` && value.startsWith(stem)));
}

function sortedConditions(conditions: Conditions): Conditions {
  const sorted: Conditions = {};
  for (const operator of Object.keys(conditions).sort(compare)) {
    const keys = conditions[operator] ?? {};
    const inner: Conditions[string] = {};
    for (const key of Object.keys(keys).sort(compare)) {
      const values = keys[key] ?? [];
      inner[key] = Array.isArray(values) ? [...new Set(values)].sort(compare) : values;
    }
    sorted[operator] = inner;
  }
  return sorted;
}

function sortKey(statement: Statement): string {
  return JSON.stringify([
    statement.sid,
    statement.effect,
    statement.actions,
    statement.resources,
    statement.conditions,
  ]);
}

/** A document's Sids must be unique: ReadSecrets, ReadSecrets2, … */
export function distinctSids(statements: Statement[]): Statement[] {
  const taken = new Set<string>();
  return statements.map((statement) => {
    let sid = statement.sid;
    for (let number = 2; taken.has(sid); number++) sid = `${statement.sid}${number}`;
    taken.add(sid);
    return { ...statement, sid };
  });
}

/** By code unit: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
