/**
 * Settings that frameworks read: Spring's and Micronaut's `@Value`, MicroProfile's `@ConfigProperty`, Spring's `Environment`.
 * https://docs.spring.io/spring-boot/reference/features/external-config.html
 */
import type { Arguments } from "../../evaluation/arguments";
import { joinedTexts } from "../../evaluation/combined-values";
import { isUnknown, literalOf, textsOf, textValue, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { HOLE, type Text } from "../../program/text";
import { gives, sdkValue } from "../../sdk/objects";
import type { CallResult, FieldSetting } from "../../sdk/sdk";
import { type Properties, propertyKey } from "./properties";

/** What a declared type is: Spring's environment, which has all settings. */
export function springType(path: string[]): Value[] | undefined {
  return path.join(".") === "org.springframework.core.env.Environment"
    ? [sdkValue("settings", "")]
    : undefined;
}

export function settingValue(
  callee: Value,
  given: Arguments,
  properties: Properties,
): CallResult | undefined {
  const settings = new Settings(properties);
  if (callee.kind === "sdk-method" && callee.object.type === "settings") {
    const isRead = /^get(Required)?Property$/.test(callee.name);
    return gives(...(isRead ? settings.property(literalOf(given.get(0)), given.get(1)) : [UNKNOWN_VALUE]));
  }
  if (callee.kind !== "external" || !callee.path[0]?.startsWith("@")) return undefined;
  switch (callee.path[0]) {
    case "@Value": {
      const written = literalOf(given.get(0, "value"));
      return gives(...(written === undefined ? [UNKNOWN_VALUE] : settings.filled(written)));
    }
    case "@ConfigProperty":
      return gives(...settings.property(literalOf(given.get("name")), given.get("defaultValue")));
    default:
      return gives(...(given.get(0, "value") ?? [UNKNOWN_VALUE]));
  }
}

/** Pseudo-fields of classes of settings: where their fields are read, and how a field is called there. */
export const SETTINGS = "(settings)";
export const NAME_OF = "(name)";

/** A field of a class of settings, or of one that stands in another. */
export function settingField(field: FieldSetting, properties: Properties): Value[] | undefined {
  const plain = field.name.replace(/^#/, "");
  if (plain === field.name) return undefined;
  const prefixes =
    field.path === undefined ? field.other(SETTINGS).map((each) => literalOf([each])) : [field.path];
  if (prefixes.length === 0) return undefined;
  const own = literalOf(field.other(`${NAME_OF}${plain}`)) ?? kebab(plain);
  const settings = new Settings(properties);
  return prefixes.flatMap((prefix) => {
    const name = `${prefix}.${own}`;
    const inner = field.declared.flatMap((each) =>
      each.kind === "instance" ? [{ ...each, path: name }] : [],
    );
    if (inner.length > 0) return inner;
    const isPlain = field.declared.every((each) => each.kind === "text" || isUnknown(each));
    const usual = field.declared.filter(({ kind }) => kind === "text");
    return isPlain ? settings.property(name, usual) : field.declared;
  });
}

function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}

/** A text with its placeholders filled in: `${app.table:jobs}`. */
export function filledSetting(written: string, properties: Properties): Value[] {
  return new Settings(properties).filled(written);
}

/** More placeholders within each other are a circle. */
const DEEPEST = 8;

/** Settings by their names: a variable of the environment, else what the files say, else what the code takes. */
class Settings {
  private depth = 0;

  constructor(private readonly properties: Properties) {}

  property(name: string | undefined, usual: Value[] | undefined): Value[] {
    if (name === undefined) return [UNKNOWN_VALUE];
    const inFiles = this.inFiles(name);
    const known = inFiles.length > 0 ? inFiles : textsOf(usual ?? []).flatMap((text) => (text ? [text] : []));
    if (known.length === 0) return [textValue([variableOf(name, undefined)])];
    return known.map((text) => textValue([variableOf(name, text)]));
  }

  /** `${app.table:jobs}-${STAGE}`, with placeholders in the defaults too. */
  filled(written: string): Value[] {
    if (written.includes("#{") || this.depth > DEEPEST) return [textValue([HOLE])];
    const parts: Value[][] = [];
    let rest = written;
    for (let start = rest.indexOf("${"); start >= 0; start = rest.indexOf("${")) {
      const end = endOf(rest, start + 2);
      if (end < 0) return [textValue([HOLE])];
      parts.push([textValue([rest.slice(0, start)])], this.placeholder(rest.slice(start + 2, end)));
      rest = rest.slice(end + 1);
    }
    return joinedTexts([...parts, [textValue([rest])]]);
  }

  private placeholder(inner: string): Value[] {
    const [, name = inner, usual] = /^([^:]*):([^]*)$/.exec(inner) ?? [];
    return this.property(name.trim(), usual === undefined ? undefined : this.filled(usual));
  }

  private inFiles(name: string): Text[] {
    this.depth++;
    const values = (this.properties.get(propertyKey(name)) ?? []).flatMap((each) => this.filled(each));
    this.depth--;
    return textsOf(values).flatMap((text) => (text ? [text] : []));
  }
}

/** The variable that sets a property: `app.jobs-table` is `APP_JOBS_TABLE`, or as Spring Boot has it `APP_JOBSTABLE`. */
function variableOf(name: string, usual: Text | undefined): Text[number] {
  const variable = name.replace(/[^A-Za-z0-9]/g, "_").toUpperCase();
  const canonical = name
    .replace(/-/g, "")
    .replace(/[^A-Za-z0-9]/g, "_")
    .toUpperCase();
  const last: Text[number] = { variable: canonical, ...(usual && { fallback: usual }) };
  return canonical === variable ? last : { variable, fallback: [last] };
}

/** Where a placeholder ends that starts before a place; -1 if it does not. */
function endOf(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith("${", at)) depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return -1;
}
