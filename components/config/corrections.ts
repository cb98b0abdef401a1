/** What somebody most likely meant by a value that is refused, as YAML to write in its place. */
import type { z } from "zod";
import { asEntries, asList, asMap, inYaml } from "./corrected-shapes";
import { nearest } from "./suggestion";
import { inUnits } from "./units";

type Key = string | number;

/** Other words for the words that there are. */
const SYNONYMS: Record<string, string> = {
  ...{ x64: "X86_64", amd64: "X86_64", x86: "X86_64", intel: "X86_64", arm: "ARM64", aarch64: "ARM64" },
  ...{ r: "read", ro: "read", readonly: "read", w: "write", writeonly: "write", rw: "read-write" },
  ...{ existing: "reference", external: "reference", import: "reference", new: "create" },
};

/** The remedy, `write …`, or undefined where nobody can tell. */
export function correction(issue: z.core.$ZodIssue, value: unknown, keys: Key[]): string | undefined {
  const meant = meantBy(issue, value, keys);
  return meant === undefined ? undefined : `write ${meant}`;
}

function meantBy(issue: z.core.$ZodIssue, value: unknown, keys: Key[]): string | undefined {
  const key = keys.at(-1);
  switch (issue.code) {
    case "invalid_value":
      return ofSome(value, issue.values);
    case "invalid_union":
      return key === "mode" ? ofSome(value, ["create", "reference", "none"]) : undefined;
    case "invalid_format":
      return typeof value === "string" && "pattern" in issue && issue.pattern
        ? inForm(value, patternOf(issue.pattern), key)
        : undefined;
    case "invalid_type":
      if (issue.expected === "int" || issue.expected === "number") return inUnits(key, value);
      if (issue.expected === "string") return value === null ? '"", if it is to be empty' : undefined;
      if (issue.expected === "array") return asList(value, key);
      if (issue.expected === "object") return asMap(value, keys);
      return issue.expected === "record" ? asEntries(value, key) : undefined;
    default:
      return undefined;
  }
}

/** One of the words or numbers that there are: the same but for case and hyphens, another word for it, or one that is near. */
function ofSome(value: unknown, allowed: readonly unknown[]): string | undefined {
  const texts = allowed.filter((each) => typeof each === "string");
  const numbers = allowed.filter((each) => typeof each === "number");
  if (Array.isArray(value)) {
    const all = texts.find(
      (each) => value.length > 1 && value.every((part) => each.split("-").includes(String(part))),
    );
    return all ?? (value.length === 1 ? ofSome(value[0], allowed) : undefined);
  }
  if (numbers.length > 0) {
    const number = typeof value === "string" ? Number(/^\d+/.exec(value)?.[0]) : Number(value);
    const least = numbers.find((each) => each >= number);
    if (least === undefined || least === number) return least?.toString();
    return `${least}, the next that is longer`;
  }
  if (typeof value !== "string") return undefined;
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const synonym = SYNONYMS[plain(value)];
  if (synonym !== undefined && texts.includes(synonym)) return synonym;
  return texts.find((each) => plain(each) === plain(value)) ?? nearest(value, texts);
}

/** The part of an ARN, a URL or a longer name that has the form which is asked for. */
function inForm(value: string, pattern: RegExp, key: Key | undefined): string | undefined {
  const schedule = key === "expression" ? cronOf(value) : undefined;
  const withoutScheme = value.replace(/^[a-z0-9]+:\/\//, "").replace(/\/+$/, "");
  const candidates = [
    ...(schedule === undefined ? [] : [schedule]),
    value.trim(),
    ...(value.includes("://") ? [withoutScheme, withoutScheme.split("/").at(-1)!] : []),
    ...(value.startsWith("arn:") ? [value.split(":").at(-1)!, value.split("/").at(-1)!] : []),
    value.replace(/(?<=-\d)[a-z]$/, ""),
    ...(/^[\d\s-]+$/.test(value) ? [value.replace(/\D/g, "")] : []),
  ];
  const meant = candidates.find((each) => each !== value && pattern.test(each));
  return meant === undefined ? undefined : inYaml(meant);
}

/** `/…/` as zod keeps it, a text. */
function patternOf(pattern: string): RegExp {
  const [, source, flags] = /^\/(.*)\/([a-z]*)$/s.exec(pattern) ?? [];
  return new RegExp(source ?? "(?!)", flags);
}

/** Cron's five fields as EventBridge's six, in which one of the two days is left open. */
function cronOf(value: string): string | undefined {
  const fields = value
    .replace(/^cron\(|\)$/g, "")
    .trim()
    .split(/\s+/);
  const [minutes, hours, day, month, weekday] = fields;
  if (fields.length !== 5 || !fields.every((each) => /^[\d*/,-]+$/.test(each))) return undefined;
  if (weekday === "*") return `cron(${minutes} ${hours} ${day} ${month} ? *)`;
  if (day !== "*" || !/^[0-6]$/.test(weekday!)) return undefined;
  return `cron(${minutes} ${hours} ? ${month} ${Number(weekday) + 1} *)`;
}
