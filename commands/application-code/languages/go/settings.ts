/** How Go programs read environment variables: by hand, and by the packages that fill structs by their tags. */
import type { Arguments } from "../../evaluation/arguments";
import { isUnknown, literalOf, textValue, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import type { Text } from "../../program/text";
import { gives, sdkValue } from "../../sdk/objects";
import type { CallResult, Evaluator, FieldSetting } from "../../sdk/sdk";
import { variableValue } from "../../sdk/settings";
import { TAGGED } from "./built-ins";
import { ENVCONFIG_PREFIX, FROM_FILE, PREFIX, tagValue, VIPER_KEY } from "./struct-tags";
import { viperField } from "./viper";

/** `os.Getenv(name)`, `os.LookupEnv(name)`, and a struct's field with its tag. */
export function variableCall(callee: Value, given: Arguments): CallResult | undefined {
  if (callee.kind !== "external") return undefined;
  const path = callee.path.join(".");
  if (/^(os|syscall)\.Getenv$/.test(path)) return gives(...variableValue(given.get(0)));
  if (path === "os.LookupEnv") {
    const entries = new Map([
      ["0", variableValue(given.get(0))],
      ["1", [UNKNOWN_VALUE]],
    ]);
    return gives({ kind: "record", entries, isOpen: false });
  }
  return path === TAGGED ? gives(tagged(given)) : undefined;
}

function tagged(given: Arguments): Value {
  const parameters = new Map([
    ["tag", given.get(1) ?? []],
    ["typed", given.get(2) ?? []],
  ]);
  return sdkValue("field", "", { parameters });
}

/** The value of a field that a package which fills the struct takes from elsewhere; undefined where none does. */
export function fieldValue(
  { name, path, declared, other }: FieldSetting,
  evaluator: Evaluator,
): Value[] | undefined {
  const [field] = declared;
  const parameters =
    field?.kind === "sdk" && field.object.type === "field" ? field.object.parameters : undefined;
  const tag = literalOf(parameters?.get("tag")) ?? "";
  const typed = parameters?.get("typed") ?? declared;
  const keys = path === undefined ? other(VIPER_KEY).map((each) => literalOf([each])) : [path];
  if (keys.length > 0)
    return keys.every((each) => each !== undefined)
      ? viperField({ name, declared: typed }, tag, keys.map(asPrefix), evaluator)
      : [UNKNOWN_VALUE];
  if (!typed.every(isUnknown)) return parameters && typed;
  const variable = envVariable(tag, other(PREFIX)) ?? envconfigVariable(name, tag, other(ENVCONFIG_PREFIX));
  if (variable) return variable;
  return parameters || other(FROM_FILE).length > 0 ? [UNKNOWN_VALUE] : undefined;
}

/** Keys of structs within others end with a dot already. */
function asPrefix(key: string): string {
  return key === "" || key.endsWith(".") ? key : `${key}.`;
}

/**
 * `env:"TABLE" envDefault:"jobs"`, `env:"TABLE, default=jobs"`, `env:"TABLE" env-default:"jobs"`.
 * https://pkg.go.dev/github.com/caarlos0/env/v11
 */
function envVariable(tag: string, prefixes: Value[]): Value[] | undefined {
  const [name, ...options] = (tagValue(tag, "env") ?? "").split(",").map((part) => part.trim());
  if (!name || name === "-") return undefined;
  const option = options.find((each) => each.startsWith("default="))?.slice("default=".length);
  const usual =
    option ?? tagValue(tag, "envDefault") ?? tagValue(tag, "env-default") ?? tagValue(tag, "default");
  if (prefixes.length === 0) return [textValue([variableOf(name, usual)])];
  return prefixes.map((each) => {
    const prefix = literalOf([each]);
    return prefix === undefined ? UNKNOWN_VALUE : textValue([variableOf(`${prefix}${name}`, usual)]);
  });
}

/**
 * `envconfig:"TABLE"` behind the prefix that `Process` is given, or else without it; without a tag by the field's name.
 * https://pkg.go.dev/github.com/kelseyhightower/envconfig
 */
function envconfigVariable(name: string, tag: string, prefixes: Value[]): Value[] | undefined {
  if (tagValue(tag, "ignored") === "true") return undefined;
  const own = tagValue(tag, "envconfig");
  // Without a call that fills the struct, nothing tells the prefix.
  if (prefixes.length === 0) return own === undefined ? undefined : [UNKNOWN_VALUE];
  const key = (own ?? (tagValue(tag, "split_words") === "true" ? splitWords(name) : name)).toUpperCase();
  const usual = tagValue(tag, "default");
  return prefixes.map((each) => {
    const prefix = literalOf([each]);
    if (prefix === undefined) return UNKNOWN_VALUE;
    const plain = variableOf(key, usual);
    if (prefix === "") return textValue([plain]);
    const full = `${prefix.toUpperCase()}_${key}`;
    return textValue(own === undefined ? [variableOf(full, usual)] : [{ variable: full, fallback: [plain] }]);
  });
}

function variableOf(variable: string, usual: string | undefined): Text[number] {
  return { variable, ...(usual !== undefined && { fallback: [usual] }) };
}

function splitWords(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2");
}
