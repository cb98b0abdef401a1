/**
 * NestJS's configuration: the environment's variables by their names, and what the application makes of them under names of its own.
 * https://docs.nestjs.com/techniques/configuration
 */
import type { Arguments } from "../../evaluation/arguments";
import { madeArguments } from "../../evaluation/call-arguments";
import { itemsOf } from "../../evaluation/collection-methods";
import { literalOf, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { gives, sdkValue } from "../../sdk/objects";
import type { CallResult, Evaluator } from "../../sdk/sdk";
import { variableValue } from "../../sdk/settings";

const PACKAGE = "@nestjs/config";
const SERVICE = "nest-config";

/** What a value of its type is. */
export function nestType([specifier, name]: string[]): Value[] | undefined {
  return specifier === PACKAGE && name === "ConfigService" ? [sdkValue(SERVICE, "")] : undefined;
}

/** `config.get("TABLE")`, `config.getOrThrow("aws.table")` */
export function nestCall(callee: Value, given: Arguments, evaluator: Evaluator): CallResult | undefined {
  if (callee.kind === "external" && callee.path[0] === PACKAGE && callee.path.at(-1) === "ConfigService")
    return gives(sdkValue(SERVICE, ""));
  if (callee.kind !== "sdk-method" || callee.object.type !== SERVICE) return undefined;
  if (!/^get(OrThrow)?$/.test(callee.name)) return gives(UNKNOWN_VALUE);
  const key = literalOf(given.get(0));
  return gives(...(key === undefined ? [UNKNOWN_VALUE] : setting(key, given, evaluator)));
}

function setting(key: string, given: Arguments, evaluator: Evaluator): Value[] {
  const [first = "", ...rest] = key.split(".");
  const own = [
    ...namespaces(evaluator, first).flatMap((value) => below(value, rest, evaluator)),
    ...loaded(evaluator).flatMap((value) => below(value, [first, ...rest], evaluator)),
  ];
  if (own.length > 0) return own;
  if (rest.length > 0) return [UNKNOWN_VALUE];
  // A record stands for options: `{ infer: true }`.
  const usual = given.get(1)?.filter(({ kind }) => kind === "text");
  return variableValue(given.get(0), usual);
}

/** `registerAs("aws", () => ({ … }))` */
function namespaces(evaluator: Evaluator, name: string): Value[] {
  return calls(evaluator, "registerAs").flatMap((given) =>
    literalOf(given.get(0)) === name ? made(given.get(1) ?? [], evaluator) : [],
  );
}

/** `ConfigModule.forRoot({ load: [configuration] })` */
function loaded(evaluator: Evaluator): Value[] {
  return calls(evaluator, "forRoot").flatMap((given) => {
    const [options] = given.get(0) ?? [];
    const load = options?.kind === "record" ? (options.entries.get("load") ?? []) : [];
    return made(itemsOf(load), evaluator);
  });
}

function calls(evaluator: Evaluator, name: string): Arguments[] {
  const isNest = (value: Value) => value.kind === "external" && value.path[0] === PACKAGE;
  return evaluator.callsOf(name).flatMap(({ callees, given }) => (callees.some(isNest) ? [given] : []));
}

function made(functions: Value[], evaluator: Evaluator): Value[] {
  return functions.flatMap((each) => evaluator.call(each, madeArguments([])));
}

/** What a record has under names one below the other; nothing where it has no such. */
function below(of: Value, names: string[], evaluator: Evaluator): Value[] {
  const [name, ...rest] = names;
  if (name === undefined) return [of];
  if (of.kind !== "record" || !of.entries.has(name)) return [];
  return of.entries.get(name)!.flatMap((each) => below(each, rest, evaluator));
}
