/** Python's own functions, as far as names of resources and parts of requests are made with them. */
import type { Arguments } from "../../evaluation/arguments";
import { itemsOf, listOf } from "../../evaluation/collection-methods";
import { UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { gives } from "../../sdk/objects";
import type { CallResult } from "../../sdk/sdk";

/** What these give back holds what they are given. */
const SAME_THINGS = /^(list|tuple|set|frozenset|sorted|reversed|iter|tqdm)$/;

export function builtInCall(name: string, given: Arguments): CallResult | undefined {
  const first = given.get(0);
  if (!first) return undefined;
  if (SAME_THINGS.test(name)) return gives(...first);
  switch (name) {
    case "next":
      return gives(...itemsOf(first));
    case "enumerate":
      return gives(listOf([placed([[UNKNOWN_VALUE], itemsOf(first)])]));
    case "zip":
      return gives(listOf([placed(all(given).map(itemsOf))]));
    case "filter":
      return gives(...(given.get(1) ?? [UNKNOWN_VALUE]));
    default:
      return undefined;
  }
}

function all(given: Arguments): Value[][] {
  return Array.from({ length: given.count }, (_, index) => given.get(index) ?? []);
}

/** Things that stand together, each in its place. */
function placed(things: Value[][]): Value {
  const entries = new Map(things.map((values, place) => [String(place), values]));
  return { kind: "record", entries, isOpen: false };
}
