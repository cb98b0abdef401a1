/** What a builder, a map or a list has become by the statements that changed it. */
import type { Arguments } from "../../evaluation/arguments";
import { madeArguments } from "../../evaluation/call-arguments";
import { literalOf, united, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { gives } from "../../sdk/objects";
import type { CallResult, Evaluator } from "../../sdk/sdk";
import { CHANGED } from "./changes";
import { withEntry } from "./standard-library";

/** One call of a statement. */
interface Change {
  name: string;
  /** Which one of the statement's calls it is, from 0. */
  link: number;
  /** Whether it depends on something that it happens. */
  isSometimes: boolean;
  given: Value[][];
}

/** These say whom a client asks, and with whose rights. */
const RIGHTS = /^(endpointOverride|credentialsProvider|withCredentials|withEndpointConfiguration)$/;

export function changedValue(callee: Value, given: Arguments, evaluator: Evaluator): CallResult | undefined {
  if (callee.kind !== "external" || callee.path[0] !== CHANGED) return undefined;
  const first = given.get(0) ?? [];
  const isOurs = (value: Value) => /^(sdk|record|list)$/.test(value.kind);
  if (!first.some(isOurs)) return gives(...first);
  const changes = Array.from({ length: given.count - 1 }, (_, index) =>
    (given.get(index + 1) ?? []).flatMap((each) => (each.kind === "record" ? [changeIn(each)] : [])),
  ).flat();
  return gives(
    ...first.map((value) => changes.reduce((known, change) => changed(known, change, evaluator), value)),
  );
}

function changeIn({ entries }: Value & { kind: "record" }): Change {
  const text = (key: string) => literalOf(entries.get(key)) ?? "";
  const given: Value[][] = [];
  for (let index = 0; entries.has(String(index)); index++) given.push(entries.get(String(index))!);
  return {
    name: text("(name)"),
    link: Number(text("(link)")),
    isSometimes: text("(sometimes)") === "true",
    given,
  };
}

function changed(value: Value, change: Change, evaluator: Evaluator): Value {
  if (value.kind === "sdk") return changedBuilder(value, change, evaluator);
  if (change.link > 0) return value;
  if (value.kind === "list") return changedList(value, change);
  return value.kind === "record" ? changedMap(value, change) : value;
}

function changedBuilder(value: Value & { kind: "sdk" }, change: Change, evaluator: Evaluator): Value {
  const { name, isSometimes, given } = change;
  if (!/^(request|client-builder|v1-|enhanced$|transfers|presigner)/.test(value.object.type)) return value;
  if (given.length === 0 || (isSometimes && RIGHTS.test(name))) return value;
  const [method] = evaluator.member(value, name);
  const [made, ...others] = method ? evaluator.call(method, madeArguments(given)) : [];
  return made?.kind === "sdk" && made.object.type === value.object.type && others.length === 0 ? made : value;
}

function changedList(value: Value & { kind: "list" }, { name, given }: Change): Value {
  if (name === "add") return { ...value, items: united([...value.items, ...(given.at(-1) ?? [])]) };
  if (name !== "addAll") return value;
  const more = (given.at(-1) ?? []).flatMap((each) => (each.kind === "list" ? each.items : [UNKNOWN_VALUE]));
  return { ...value, items: united([...value.items, ...more]) };
}

function changedMap(value: Value & { kind: "record" }, { name, given }: Change): Value {
  if (/^(put|putIfAbsent|computeIfAbsent|merge)$/.test(name))
    return withEntry(value, given[0] ?? [], given[1] ?? []);
  if (name !== "putAll") return value;
  return (given[0] ?? []).reduce<Value & { kind: "record" }>(
    (map, each) =>
      each.kind === "record"
        ? { ...map, entries: new Map([...map.entries, ...each.entries]), isOpen: map.isOpen || each.isOpen }
        : { ...map, isOpen: true },
    value,
  );
}
