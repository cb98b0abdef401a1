/** How Python programs read environment variables: by hand, and by the packages that do it for them. */
import type { Arguments } from "../../evaluation/arguments";
import { madeArguments } from "../../evaluation/call-arguments";
import { literalOf, textsOf, textValue, type Value } from "../../evaluation/values";
import { gives, sdkValue } from "../../sdk/objects";
import type { CallResult, Evaluator, FieldSetting } from "../../sdk/sdk";
import { fallbackOf, variableValue } from "../../sdk/settings";

/** `os.getenv(…)`, `os.environ.get(…)`, decouple's and starlette's `config(…)`, environs' `env(…)` and `env.str(…)`. */
export function variableCall(callee: Value, given: Arguments): CallResult | undefined {
  if (callee.kind !== "external" && callee.kind !== "sdk" && callee.kind !== "sdk-method") return undefined;
  if (callee.kind !== "external") return callee.object.type === "env-reader" ? read(given) : undefined;
  const path = callee.path.join(".");
  if (/^os\.(getenv|environ\.(get|setdefault|pop))$/.test(path)) return read(given);
  if (/^decouple\.config$/.test(path)) return read(given);
  if (/^(environs\.Env|starlette\.config\.Config|environ\.Env|decouple\.(Auto)?Config)$/.test(path)) {
    return gives(sdkValue("env-reader", ""));
  }
  return undefined;
}

function read(given: Arguments): CallResult {
  return gives(...variableValue(given.get(0, "key", "name"), given.get("default", 1)));
}

/** `Field("jobs", alias="JOBS_TABLE")`, `SettingsConfigDict(env_prefix="APP_")`, `dataclasses.field(default=…)`. */
export function fieldOption(callee: Value, given: Arguments, evaluator: Evaluator): CallResult | undefined {
  if (callee.kind !== "external") return undefined;
  const name = callee.path.join(".").split(".").at(-1)!;
  if (!/^(Field|field|SettingsConfigDict|ConfigDict|AliasChoices)$/.test(name)) return undefined;
  const first = given.get(0);
  const made = given.get("default_factory")?.flatMap((each) => evaluator.call(each, madeArguments([])));
  const parameters = new Map([
    ...given.named(),
    ...(first ? [["(first)", first] as const] : []),
    ...(made ? [["default", made] as const] : []),
  ]);
  return gives(sdkValue(name.endsWith("Dict") ? "settings-config" : "field", "", { parameters }));
}

/**
 * A field of pydantic's `BaseSettings`: the variable of its name, or of its alias, behind the prefix of the class. Of
 * other classes, the default of a field.
 * https://docs.pydantic.dev/latest/concepts/pydantic_settings/
 */
export function settingOf({ name, path, bases, declared, other }: FieldSetting): Value[] | undefined {
  const isSettings =
    path !== undefined ||
    bases().some((base) => base.kind === "external" && base.path.at(-1) === "BaseSettings");
  const [first] = declared;
  const options =
    first?.kind === "sdk" && first.object.type === "field" ? first.object.parameters : undefined;
  const usual = options ? (options.get("default") ?? options.get("(first)") ?? []) : declared;
  if (!isSettings) return options && usual.length > 0 ? usual : undefined;
  const alias = aliasIn(options);
  const configs = [...other("model_config"), ...other("Config")];
  const variable = alias ?? `${path ?? configText(configs, "env_prefix")}${name}`;
  const inner = declared.flatMap((each) => (each.kind === "instance" && !readsItself(each) ? [each] : []));
  const delimiter = path === undefined ? configText(configs, "env_nested_delimiter") : "__";
  if (inner.length > 0) return inner.map((each) => ({ ...each, path: `${variable}${delimiter || "__"}` }));
  const isText = textsOf(usual).every((text) => text !== undefined);
  // Without a case of its own, the variable is found in any: environments are written in capitals.
  return [textValue([{ variable: alias ?? variable.toUpperCase(), ...(isText && fallbackOf(usual)) }])];
}

/** Settings within settings that have variables of their own. */
function readsItself({ definition }: Value & { kind: "instance" }): boolean {
  return definition.bases.some((base) => "name" in base && /Settings$/.test(base.name ?? ""));
}

function aliasIn(options: ReadonlyMap<string, Value[]> | undefined): string | undefined {
  for (const key of ["validation_alias", "alias", "env"]) {
    const [value] = options?.get(key) ?? [];
    const first = value?.kind === "sdk" ? value.object.parameters.get("(first)") : value && [value];
    const alias = literalOf(first);
    if (alias !== undefined) return alias;
  }
  return undefined;
}

/** An option of the class's configuration; empty where it has none. */
function configText([value]: Value[], option: string): string {
  if (value?.kind === "sdk") return literalOf(value.object.parameters.get(option)) ?? "";
  if (value?.kind === "record") return literalOf(value.entries.get(option)) ?? "";
  return "";
}
