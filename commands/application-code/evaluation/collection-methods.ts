/** What the functions of lists and records give, in whichever language they are called so. */
import type { Arguments } from "./arguments";
import { madeArguments } from "./call-arguments";
import { literalOf, textValue, united, UNKNOWN_VALUE, type Value } from "./values";

/** Calls a function of the application. */
export type Call = (callee: Value, given: Arguments) => Value[];

type List = Value & { kind: "list" };
type Record = Value & { kind: "record" };

/** These give a list of the same things, or of some of them. */
const SAME_LIST =
  /^(values|slice|copy|filter|sort|sorted|toSorted|reverse|toReversed|stream|parallelStream|toList|toArray|collect|distinct|limit|skip|peek|iterator|boxed)$/;
/** These give one of them. */
const ONE = /^(at|pop|shift|find|findLast|get|getFirst|getLast|next)$/;

export function listMethod(of: List, name: string, given: Arguments, call: Call): Value[] {
  if (SAME_LIST.test(name)) return [of];
  if (ONE.test(name)) return of.items;
  switch (name) {
    case "concat":
      return [listOf([...of.items, ...itemsOf(given.get(0) ?? [])])];
    case "map":
    case "mapToObj":
      return [listOf(called(given, [of.items], call))];
    case "flatMap":
      return [listOf(itemsOf(called(given, [of.items], call)))];
    case "findFirst":
    case "findAny":
      return of.items;
    default:
      return [UNKNOWN_VALUE];
  }
}

/** Of dictionaries and maps; what else is called on a record is one of its entries. */
const RECORD_METHODS =
  /^(copy|entries|entrySet|get|getOrDefault|items|keys|keySet|pop|setdefault|computeIfAbsent|values)$/;

export function isRecordMethod(name: string): boolean {
  return RECORD_METHODS.test(name);
}

export function recordMethod(of: Record, name: string, given: Arguments, call: Call): Value[] {
  switch (name) {
    case "copy":
      return [of];
    case "values":
      return [listOf(valuesIn(of))];
    case "keys":
    case "keySet":
      return [listOf(keysIn(of))];
    case "items":
    case "entries":
    case "entrySet":
      return [entriesOf(of)];
    case "computeIfAbsent":
      return united([
        ...entryOf(of, given.get(0), () => []),
        ...called(given, [given.get(0) ?? []], call, 1),
      ]);
    case "get":
    case "getOrDefault":
    case "pop":
    case "setdefault":
      return entryOf(of, given.get(0), () => given.get(1) ?? []);
    default:
      return [UNKNOWN_VALUE];
  }
}

/** A record's keys and values as what stands in the places 0 and 1, for loops over both. */
export function entriesOf(of: Record): List {
  const pair = (key: Value[], values: Value[]): Value => ({
    kind: "record",
    entries: new Map([
      ["0", key],
      ["1", values],
    ]),
    isOpen: false,
  });
  const known = [...of.entries].map(([key, values]) => pair([textValue([key])], values));
  return listOf(of.isOpen ? [...known, pair([UNKNOWN_VALUE], [UNKNOWN_VALUE])] : known);
}

export function keysIn(of: Record): Value[] {
  return [
    ...[...of.entries.keys()].map((key) => textValue([key])),
    ...(of.computed ?? []).map((text) => textValue(text)),
  ];
}

export function valuesIn(of: Record): Value[] {
  return [...[...of.entries.values()].flat(), ...(of.isOpen ? [UNKNOWN_VALUE] : [])];
}

export function listOf(items: readonly Value[]): List {
  return { kind: "list", items: united(items) };
}

/** The things in lists; of what is no list nothing is known. */
export function itemsOf(values: readonly Value[]): Value[] {
  return values.flatMap((each) => (each.kind === "list" ? each.items : [UNKNOWN_VALUE]));
}

function entryOf(of: Record, key: Value[] | undefined, otherwise: () => Value[]): Value[] {
  const name = literalOf(key);
  if (name !== undefined && of.entries.has(name)) return of.entries.get(name)!;
  if (name === undefined || of.isOpen) return united([...valuesIn(of), ...otherwise()]);
  return otherwise();
}

/** What the function that is given at a place gives for some arguments. */
function called(given: Arguments, values: Value[][], call: Call, place = 0): Value[] {
  return (given.get(place) ?? []).flatMap((each) => call(each, madeArguments(values)));
}
