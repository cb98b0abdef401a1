/** JavaScript's own functions, as far as names of resources and parts of requests are made with them. */
import type { Arguments } from "../../evaluation/arguments";
import { madeArguments } from "../../evaluation/call-arguments";
import { entriesOf, itemsOf, keysIn, listOf, valuesIn } from "../../evaluation/collection-methods";
import { UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { gives } from "../../sdk/objects";
import type { CallResult, Evaluator } from "../../sdk/sdk";

/** These give back what they are given: X-Ray's and Powertools' wrappers of clients too. */
const SAME = /^(capture(AWS|AWSv3)?(Client)?|String|freeze|all|allSettled|structuredClone)$/;

export function standardCall(callee: Value, given: Arguments, evaluator: Evaluator): CallResult | undefined {
  if (callee.kind !== "external") return undefined;
  const path = callee.path.join(".");
  const first = given.get(0) ?? [];
  switch (path) {
    case "Object.values":
      return gives(...ofRecords(first, (record) => listOf(valuesIn(record))));
    case "Object.keys":
      return gives(...ofRecords(first, (record) => listOf(keysIn(record))));
    case "Object.entries":
      return gives(...ofRecords(first, entriesOf));
    case "Object.fromEntries":
      return gives(fromEntries(itemsOf(first)));
    case "Object.assign":
      return gives(merged(given));
    case "Array.from":
      return gives(listFrom(first, given.get(1), evaluator));
    case "Set":
    case "Array.of":
      return gives(listOf(path === "Set" ? itemsOf(first) : first));
    default:
      return SAME.test(path.split(".").at(-1)!) && given.get(0) ? gives(...first) : undefined;
  }
}

function ofRecords(values: Value[], made: (record: Value & { kind: "record" }) => Value): Value[] {
  return values.map((each) => (each.kind === "record" ? made(each) : UNKNOWN_VALUE));
}

/** What stands in a list that is written out is not told apart by its place: a text is taken for the key. */
function fromEntries(pairs: Value[]): Value {
  const keysOf = (pair: Value): Value[] => {
    if (pair.kind === "record") return pair.entries.get("0") ?? [];
    return pair.kind === "list" ? pair.items.filter(({ kind }) => kind === "text") : [];
  };
  const computed = pairs.flatMap(keysOf).flatMap((key) => (key.kind === "text" ? [key.text] : []));
  return { kind: "record", entries: new Map(), computed, isOpen: true };
}

/** `Object.assign({}, usual, own)` */
function merged(given: Arguments): Value {
  const all = Array.from({ length: given.count }, (_, index) => given.get(index) ?? []).flat();
  const records = all.flatMap((each) => (each.kind === "record" ? [each] : []));
  return {
    kind: "record",
    entries: new Map(records.flatMap(({ entries }) => [...entries])),
    isOpen: given.isOpen || records.length < all.length || records.some(({ isOpen }) => isOpen),
  };
}

/** `Array.from(names, (name) => …)` */
function listFrom(values: Value[], made: Value[] | undefined, evaluator: Evaluator): Value {
  const items = itemsOf(values);
  return listOf(made ? made.flatMap((each) => evaluator.call(each, madeArguments([items]))) : items);
}
