import { UNKNOWN } from "../../evaluation/types";

/**
 * What the engine sends in place of a value that is not known at preview, by the value's type; the SDK keeps the
 * same seven in `@pulumi/policy/proxy`.
 */
export const SENTINELS = [
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

const SENTINEL_LENGTH = 36;

/** Each of them is a random UUID, whose third part begins with its version: few other texts of that length have this. */
const PART_OF_SENTINELS = "-4";
const ANY_SENTINEL = new RegExp(SENTINELS.join("|"));
const BARE_SENTINEL = new RegExp(`(?<!["\\w-])(${SENTINELS.join("|")})(?!["\\w-])`, "g");

/** No resource of AWS nests this deep; what does is hostile, and is judged as unknown. */
const MAX_DEPTH = 64;

/** The value made of plain objects, arrays, strings, numbers, booleans, null and `UNKNOWN` only. */
export function toPlain(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return knownString(value);
  if (value === null || value === undefined || typeof value === "number" || typeof value === "boolean")
    return value;
  if (typeof value !== "object" || depth >= MAX_DEPTH) return UNKNOWN;
  try {
    return Array.isArray(value) ? plainArray(value, depth) : plainObject(value, depth);
  } catch {
    return UNKNOWN;
  }
}

/** True for objects with keys, false for arrays and null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a plain value holds UNKNOWN at any depth. */
export function holdsUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown);
}

/** The objects in a list; nothing for anything else. */
export function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A non-empty string, or undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Parses a property that AWS takes as JSON and Pulumi as a string or an object. */
export function decoded(
  value: unknown,
): { state: "decoded"; value: unknown } | { state: "malformed"; message: string } {
  if (typeof value !== "string") return { state: "decoded", value };
  try {
    return { state: "decoded", value: toPlain(JSON.parse(value)) };
  } catch (error) {
    return { state: "malformed", message: `is not JSON: ${(error as Error).message}` };
  }
}

function plainArray(array: unknown[], depth: number): unknown[] {
  const plain: unknown[] = [];
  for (let i = 0; i < array.length; i++) plain.push(readOr(array, i, depth));
  return plain;
}

/** Under this key providers note, in every object of a resource's inputs, which keys they filled in. */
const PROVIDERS_NOTE = "__defaults";

function plainObject(object: object, depth: number): unknown {
  if (typeof (object as { then?: unknown }).then === "function") return UNKNOWN;
  const plain: Record<string, unknown> = {};
  for (const key of Object.keys(object)) {
    const value = readOr(object as Record<string, unknown>, key, depth);
    if (key === PROVIDERS_NOTE && Array.isArray(value)) continue;
    if (key !== "__proto__") plain[key] = value;
    else Object.defineProperty(plain, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return plain;
}

function readOr(
  holder: Record<string | number, unknown> | unknown[],
  key: string | number,
  depth: number,
): unknown {
  let value: unknown;
  try {
    value = (holder as Record<string | number, unknown>)[key];
  } catch {
    return UNKNOWN; // a proxy that refuses to hand out an unknown value
  }
  return toPlain(value, depth + 1);
}

/**
 * A sentinel inside a longer string makes that string unknown, but a JSON text only in part: the strings in it that
 * hold the sentinel are unknown, the rest is as written.
 */
function knownString(value: string): unknown {
  if (value.length < SENTINEL_LENGTH || !value.includes(PART_OF_SENTINELS)) return value;
  if (!ANY_SENTINEL.test(value)) return value;
  if (value.length === SENTINEL_LENGTH || !/^\s*[[{]/.test(value)) return UNKNOWN;
  try {
    return toPlain(JSON.parse(value.replace(BARE_SENTINEL, '"$1"')), 1);
  } catch {
    return UNKNOWN;
  }
}
