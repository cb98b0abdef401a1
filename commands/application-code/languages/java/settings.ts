/**
 * Settings that frameworks read: Spring's and Micronaut's `@Value`, MicroProfile's `@ConfigProperty`, Spring's `Environment`.
 * https://docs.spring.io/spring-boot/reference/features/external-config.html
 */
import type { Arguments } from "../../evaluation/arguments";
import { literalOf, textValue, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { HOLE, joined, type Text } from "../../program/text";
import { gives, sdkValue } from "../../sdk/objects";
import type { CallResult } from "../../sdk/sdk";
import { fallbackOf } from "../../sdk/settings";

/** What a declared type is: Spring's environment, which has all settings. */
export function springType(path: string[]): Value[] | undefined {
  return path.join(".") === "org.springframework.core.env.Environment"
    ? [sdkValue("settings", "")]
    : undefined;
}

export function settingValue(callee: Value, given: Arguments): CallResult | undefined {
  if (callee.kind === "sdk-method" && callee.object.type === "settings") {
    const isRead = /^get(Required)?Property$/.test(callee.name);
    return gives(isRead ? property(literalOf(given.get(0)), given.get(1)) : UNKNOWN_VALUE);
  }
  if (callee.kind !== "external" || !callee.path[0]?.startsWith("@")) return undefined;
  switch (callee.path[0]) {
    case "@Value": {
      const written = literalOf(given.get(0, "value"));
      return gives(written === undefined ? UNKNOWN_VALUE : textValue(filled(written)));
    }
    case "@ConfigProperty":
      return gives(property(literalOf(given.get("name")), given.get("defaultValue")));
    case "@Property":
      return gives(property(literalOf(given.get(0)), given.get(1)));
    default:
      return gives(...(given.get(0, "value") ?? [UNKNOWN_VALUE]));
  }
}

function property(name: string | undefined, usual: Value[] | undefined): Value {
  return name === undefined ? UNKNOWN_VALUE : textValue([variableOf(name, fallbackOf(usual).fallback)]);
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

/** `${app.table:jobs}-${STAGE}`, with placeholders in the defaults too. */
function filled(written: string): Text {
  if (written.includes("#{")) return [HOLE];
  const parts: Text[] = [];
  let rest = written;
  while (rest !== "") {
    const start = rest.indexOf("${");
    if (start < 0) break;
    const end = endOf(rest, start + 2);
    if (end < 0) return [HOLE];
    parts.push([rest.slice(0, start)], [placeholder(rest.slice(start + 2, end))]);
    rest = rest.slice(end + 1);
  }
  return joined([...parts, [rest]]);
}

function placeholder(inner: string): Text[number] {
  const [, name = inner, usual] = /^([^:]*):([^]*)$/.exec(inner) ?? [];
  return variableOf(name.trim(), usual === undefined ? undefined : filled(usual));
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
