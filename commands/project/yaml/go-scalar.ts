/**
 * What Pulumi's CLI makes of a scalar without quotes: YAML as Go's yaml.v3 resolves it, which is YAML 1.1 with parts of 1.2.
 * https://github.com/go-yaml/yaml/blob/v3.0.1/resolve.go
 */
export type GoScalar =
  | { kind: "null" }
  | { kind: "boolean"; value: boolean }
  /** Whole numbers keep all of their digits. */
  | { kind: "number"; value: number | bigint }
  /** A day or a moment, which Pulumi writes out in a form of its own. */
  | { kind: "timestamp" }
  | { kind: "text" };

const NULLS = ["", "~", "null", "Null", "NULL"];
const TRUE = ["true", "True", "TRUE"];
const FALSE = ["false", "False", "FALSE"];
const NOT_A_NUMBER = [".nan", ".NaN", ".NAN"];
const INFINITY = /^([-+]?)\.(?:inf|Inf|INF)$/;

/** @param text as it is written, without quotes, tags and anchors */
export function goScalar(text: string): GoScalar {
  if (NULLS.includes(text)) return { kind: "null" };
  if (TRUE.includes(text) || FALSE.includes(text)) return { kind: "boolean", value: TRUE.includes(text) };
  if (NOT_A_NUMBER.includes(text)) return { kind: "number", value: NaN };
  const infinity = INFINITY.exec(text);
  if (infinity) return { kind: "number", value: infinity[1] === "-" ? -Infinity : Infinity };
  if (text.startsWith(".")) return floatIn(text);
  if (!/^[-+\d]/.test(text)) return { kind: "text" };
  if (isTimestamp(text)) return { kind: "timestamp" };
  const plain = text.replaceAll("_", "");
  const whole = wholeNumber(plain);
  return whole === undefined ? floatIn(plain) : { kind: "number", value: whole };
}

/** Go's ParseInt with base 0, which reads `0x1F`, `0b11`, `0o17` and `017`; 64 bits at the most. */
function wholeNumber(text: string): number | bigint | undefined {
  const [, sign, digits = ""] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  const octal = /^0([0-7]+)$/.exec(digits);
  const isWhole = /^(?:0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+|0|[1-9]\d*)$/.test(digits);
  if (!isWhole && !octal) return undefined;
  const size = BigInt(octal ? `0o${octal[1]}` : digits.toLowerCase());
  const value = sign === "-" ? -size : size;
  if (value < -(2n ** 63n) || value >= 2n ** 64n) return undefined;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

/** A number too large for 64 bits is a text to Go. */
function floatIn(text: string): GoScalar {
  const value = FLOAT.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? { kind: "number", value } : { kind: "text" };
}

const TIMESTAMP =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d)| (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?)?$/;

function isTimestamp(text: string): boolean {
  const found = TIMESTAMP.exec(text);
  if (!found) return false;
  const [year, month, day, ...time] = found.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
  ];
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  const isDay = month >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  const limits = [23, 59, 59, 23, 59, 59];
  return isDay && (time as number[]).every((part, index) => part <= limits[index]!);
}
