/** Functions that a program gives to those of lists, which call them with what is in the list. */
import { type Argument, type CallExpression, type Expression, OPAQUE } from "../program/expressions";

/**
 * https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Array#iterative_methods
 * https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/stream/Stream.html
 */
const ITERATING =
  /^(map|mapToObj|forEach|forEachOrdered|flatMap|filter|peek|some|every|anyMatch|allMatch|find|findLast|reduce)$/;
/** Functions of libraries that take the list first: `_.map(list, f)`, `async.eachSeries(list, f)`, `pMap(list, f)`. */
const TAKING_LISTS = /^(pMap|pEach|pFilter|(map|each|forEach)(Limit|Series|OfSeries)?)$/;

/** The call of the function that a call is given, for one thing in the list. */
export function callbackCall({
  callee,
  arguments: given,
  place,
}: CallExpression): CallExpression | undefined {
  const name = callee.kind === "member" || callee.kind === "name" ? callee.name : "";
  const [first] = given;
  if (!first) return undefined;
  if (callee.kind === "member" && ITERATING.test(name) && isFunction(first)) {
    const item: Argument = { value: { kind: "element", of: callee.of } };
    const values = name === "reduce" ? [{ value: OPAQUE }, item] : [item];
    return { kind: "call", callee: first.value, arguments: values, place, isPartial: true };
  }
  const taken = TAKING_LISTS.test(name) ? given.slice(1).find(isFunction) : undefined;
  if (!taken) return undefined;
  const item: Expression = { kind: "element", of: first.value };
  return { kind: "call", callee: taken.value, arguments: [{ value: item }], place, isPartial: true };
}

function isFunction({ value: { kind }, isSpread }: Argument): boolean {
  return !isSpread && (kind === "function" || kind === "name" || kind === "member");
}
