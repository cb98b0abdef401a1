import type { Argument } from "../program/expressions";
import { Arguments } from "./arguments";
import type { Context } from "./context";
import type { Frame, Value } from "./values";

/** A call's arguments; spread records count as if their entries stood there. */
export function argumentsOf(context: Context, given: Argument[], frame?: Frame): Arguments {
  const positional = given.filter(({ name, isSpread }) => name === undefined && !isSpread);
  const named = new Map(
    given.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value] as const])),
  );
  const spreads = given.filter(({ isSpread }) => isSpread);
  let records: (Value & { kind: "record" })[] | undefined;
  const spreadRecords = () =>
    (records ??= spreads
      .flatMap(({ value }) => context.evaluate(value, frame))
      .filter((value) => value.kind === "record"));
  const find = (place: string | number): Value[] | undefined => {
    const written = typeof place === "number" ? positional[place]?.value : named.get(place);
    if (written) return context.evaluate(written, frame);
    if (typeof place === "number") return undefined;
    const spread = spreadRecords().flatMap(({ entries }) => entries.get(place) ?? []);
    return spread.length > 0 ? spread : undefined;
  };
  const names = () => [...named.keys(), ...spreadRecords().flatMap(({ entries }) => [...entries.keys()])];
  return new Arguments(find, positional.length, names, spreads.length > 0);
}

/** The arguments of a call that nobody has written: of a function that a library calls. */
export function madeArguments(positional: Value[][]): Arguments {
  const find = (place: string | number) => (typeof place === "number" ? positional[place] : undefined);
  return new Arguments(find, positional.length, () => [], false);
}
