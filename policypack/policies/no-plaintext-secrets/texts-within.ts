/** Settings that are handed over as one text: in JSON, line by line as YAML and properties have them, or either in Base64. */
import { decoded } from "../../graph/resources/plain";
import type { ExposedText, TextPlace } from "./text-place";

const MOST_NESTED = 8;
const MOST_LINES = 2000;

/** The longest text that is decoded: more fits into no task definition. */
const MOST_CHARACTERS = 70_000;

/** `name: value` and `NAME=value`, the value in quotes or not. */
const SETTING =
  /^\s*(?:-\s+|export\s+)?["']?([A-Za-z][\w.-]{0,120})["']?\s*[:=]\s*("[^"]*"|'[^']*'|\S.*?)\s*,?$/;

/** All that stands within a text, each with its own name; what was in Base64 once more as a whole, under none. */
export function within(place: TextPlace, value: unknown): ExposedText[] {
  if (typeof value !== "string") return [];
  const inside = fromBase64(value);
  if (inside === undefined) return settings(place, value);
  return [{ place, value: inside }, ...settings(place, inside)];
}

function settings(place: TextPlace, text: string): ExposedText[] {
  if (!/^\s*[[{]/.test(text)) return inLines(place, text);
  const json = decoded(text);
  return json.state === "decoded" ? named(place, json.value, MOST_NESTED) : inLines(place, text);
}

function named(place: TextPlace, value: unknown, depth: number): ExposedText[] {
  if (typeof value !== "object" || value === null || depth === 0) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]): ExposedText[] =>
    typeof inner === "string"
      ? [{ place: { ...place, member: name }, name, value: inner }]
      : named(place, inner, depth - 1),
  );
}

function inLines(place: TextPlace, text: string): ExposedText[] {
  if (!text.includes("\n")) return [];
  return text.split("\n", MOST_LINES).flatMap((line) => {
    const [, name, value = ""] = SETTING.exec(line.slice(0, 1000)) ?? [];
    return name === undefined
      ? []
      : [{ place: { ...place, member: name }, name, value: value.replace(/^(["'])(.*)\1$/, "$2") }];
  });
}

/** What a text is in Base64 of, if that is something that a person could read. */
function fromBase64(text: string): string | undefined {
  if (text.length < 24 || text.length > MOST_CHARACTERS || !/^[A-Za-z0-9+/_\s-]+={0,2}\s*$/.test(text))
    return undefined;
  const inside = Buffer.from(text, "base64").toString("latin1");
  return /^[\t\n\r -~]+$/.test(inside) ? inside : undefined;
}
