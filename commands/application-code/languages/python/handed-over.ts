/** Functions that a program hands over with what they are to be called with. */
import type { Argument, CallExpression, Expression } from "../../program/expressions";

/** Of functions that take another one: where it stands among their arguments. What follows are its own. */
const TAKERS: [RegExp, number][] = [
  // https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.submit
  [/\.submit$/, 0],
  [/(^|\.)(to_thread|run_in_threadpool|to_process|run_sync|call_soon|call_soon_threadsafe|add_task)$/, 0],
  [/\.run_in_executor$/, 1],
  [/(^|\.)partial$/, 0],
];

/** `threading.Thread(target=f, args=(x,), kwargs={"y": z})` */
const THREADS = /(^|\.)(Thread|Process|Timer)$/;

/** Functions that call another one with each thing of a list. https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.map */
const ITERATING = /(^|\.)(map|imap|imap_unordered|map_async|thread_map)$/;

/** The call of the function that a call hands over. @param name what is called, as it is written */
export function handedOverIn(
  { arguments: given, place }: CallExpression,
  name: string,
): CallExpression | undefined {
  if (THREADS.test(name)) return threadCall(given, place);
  if (ITERATING.test(name)) return iteratedCall(given, place);
  const taker = TAKERS.find(([pattern]) => pattern.test(name));
  const callee = taker && given[taker[1]];
  if (!taker || !callee || callee.name !== undefined || callee.isSpread || !isFunction(callee.value))
    return undefined;
  const rest = given.slice(taker[1] + 1);
  return {
    kind: "call",
    callee: callee.value,
    arguments: rest,
    place,
    ...(/partial$/.test(name) && { isPartial: true }),
  };
}

function iteratedCall(
  [called, ...lists]: Argument[],
  place: CallExpression["place"],
): CallExpression | undefined {
  if (!called || called.isSpread || !(isFunction(called.value) || called.value.kind === "function"))
    return undefined;
  const items = lists.flatMap(({ name, value }): Argument[] =>
    name === undefined ? [{ value: { kind: "element", of: value } }] : [],
  );
  return { kind: "call", callee: called.value, arguments: items, place };
}

function threadCall(given: Argument[], place: CallExpression["place"]): CallExpression | undefined {
  const named = (name: string) => given.find((each) => each.name === name)?.value;
  const callee = named("target");
  if (!callee || !isFunction(callee)) return undefined;
  const list = named("args");
  const positional = list?.kind === "list" ? list.items.map((value) => ({ value })) : [];
  const record = named("kwargs");
  return {
    kind: "call",
    callee,
    arguments: [...positional, ...(record ? [{ value: record, isSpread: true }] : [])],
    place,
  };
}

function isFunction({ kind }: Expression): boolean {
  return kind === "name" || kind === "member";
}
