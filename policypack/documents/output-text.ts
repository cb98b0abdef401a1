import { UNKNOWN } from "../evaluation/types";
import { isRecord } from "../graph/resources/plain";

/**
 * What Pulumi writes where a program puts an output into a text without waiting for its value: the text is valid, and
 * means nothing. https://www.pulumi.com/docs/iac/concepts/inputs-outputs/all/#outputs-and-strings
 */
const OUTPUT_TEXT =
  /Calling \[to(?:String|JSON)\] on an \[Output<T>\]|Output\.__str__ is not supported|pulumi\.Output object at 0x/i;

/** The place where such a text begins, with what stands before it; undefined where there is none. */
export function outputText(value: unknown): string | undefined {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  const found = OUTPUT_TEXT.exec(text);
  return found ? `${text.slice(Math.max(0, found.index - 40), found.index)}…` : undefined;
}

/** The value with nothing known where such a text stands, in JSON texts too. */
export function withoutOutputTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOutputTexts);
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutOutputTexts(each)]));
  if (typeof value !== "string" || outputText(value) === undefined) return value;
  const parsed = parsedJson(value);
  return parsed === undefined ? UNKNOWN : withoutOutputTexts(parsed);
}

/** Undefined for a text that is neither a list nor an object in JSON. */
function parsedJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** What to do about a value that is not the text that it must be: `{}` is all that JSON has of a promise. */
export function textRemedy(values: readonly unknown[], otherwise: string): string {
  const isPromise = (value: unknown) => isRecord(value) && Object.keys(value).length === 0;
  return values.some(isPromise)
    ? "{} is what JSON.stringify writes of a promise: await it, or take its value by pulumi.all, before the text is made."
    : otherwise;
}

export const OUTPUT_REMEDY =
  "Make the text by pulumi.interpolate, pulumi.jsonStringify or apply, or build it from names that are known.";
