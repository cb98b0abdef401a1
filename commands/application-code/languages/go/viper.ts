/**
 * viper: settings by key, from variables, files and defaults that are told elsewhere in the program.
 * https://pkg.go.dev/github.com/spf13/viper
 */
import type { Arguments } from "../../evaluation/arguments";
import { isUnknown, literalOf, textsOf, textValue, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { HOLE, type Text } from "../../program/text";
import { gives } from "../../sdk/objects";
import type { CallResult, Evaluator } from "../../sdk/sdk";
import { tagValue } from "./struct-tags";

const VIPER = /^github\.com\/spf13\/viper\.(?:New\.\(\)\.|GetViper\.\(\)\.|NewWithOptions\.\(\)\.)?(\w+)$/;

/** These read a file, which wins over defaults. */
const READERS = ["ReadInConfig", "MergeInConfig", "ReadConfig", "ReadRemoteConfig"];

export function viperCall(callee: Value, given: Arguments, evaluator: Evaluator): CallResult | undefined {
  if (!/^(GetString|Get)$/.test(functionIn(callee) ?? "")) return undefined;
  const key = literalOf(given.get(0));
  return gives(key === undefined ? UNKNOWN_VALUE : textValue(setting(key.toLowerCase(), evaluator)));
}

function functionIn(callee: Value): string | undefined {
  return callee.kind === "external" ? VIPER.exec(callee.path.join("."))?.[1] : undefined;
}

/**
 * A field of a struct that viper fills: by its tag, or else by its name. Of structs within it, where their fields are.
 *
 * @param prefixes of the keys of its struct's fields
 */
export function viperField(
  { name, declared }: { name: string; declared: Value[] },
  tag: string,
  prefixes: string[],
  evaluator: Evaluator,
): Value[] {
  const [written = "", ...options] = (tagValue(tag, "mapstructure") ?? "").split(",");
  const key = `${written === "" ? name : written}`.toLowerCase();
  return prefixes.flatMap((prefix) => {
    const below = options.includes("squash") ? prefix : `${prefix}${key}.`;
    const structs = declared.flatMap((each) => (each.kind === "instance" ? [{ ...each, path: below }] : []));
    if (structs.length === 0 && !declared.every(isUnknown)) return declared;
    return structs.length > 0 ? structs : [textValue(setting(`${prefix}${key}`, evaluator))];
  });
}

function setting(key: string, evaluator: Evaluator): Text {
  const calls = (name: string) =>
    evaluator
      .callsOf(name)
      .flatMap(({ callees, given }) => (callees.some((each) => functionIn(each) === name) ? [given] : []));
  const usual = READERS.some((name) => calls(name).length > 0) ? [HOLE] : defaultOf(key, calls("SetDefault"));
  return variablesOf(key, calls).reduceRight<Text>((fallback, variable) => [{ variable, fallback }], usual);
}

function defaultOf(key: string, defaults: Arguments[]): Text {
  const values = defaults.flatMap((given) =>
    literalOf(given.get(0))?.toLowerCase() === key ? (given.get(1) ?? []) : [],
  );
  const [only, ...others] = textsOf(values);
  return only && others.length === 0 ? only : [HOLE];
}

/** The variables that set a key, the first before the others: those that it is bound to, or the one of its name. */
function variablesOf(key: string, calls: (name: string) => Arguments[]): string[] {
  const own = [ownVariable(key, calls)];
  const bound = calls("BindEnv").filter((given) => literalOf(given.get(0))?.toLowerCase() === key);
  const named = bound.flatMap((given) =>
    given.count < 2
      ? own
      : Array.from({ length: given.count - 1 }, (_, index) => literalOf(given.get(index + 1)) ?? ""),
  );
  return [...new Set([...(calls("AutomaticEnv").length > 0 ? own : []), ...named])].filter(
    (name) => name !== "",
  );
}

function ownVariable(key: string, calls: (name: string) => Arguments[]): string {
  const [prefix] = calls("SetEnvPrefix").map((given) => literalOf(given.get(0)));
  const name = calls("SetEnvKeyReplacer").length > 0 ? key.replace(/[.-]/g, "_") : key;
  return `${prefix === undefined || prefix === "" ? "" : `${prefix}_`}${name}`.toUpperCase();
}
