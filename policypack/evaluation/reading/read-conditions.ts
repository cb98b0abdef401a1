/** Reads the `Condition` of a statement. */
import { operatorNames, parseOperator, type Operator } from "../conditions/operators";
import { parseBoolean, parseDate, parseNumber, parseRange } from "../conditions/values";
import { isPlainObject, own, show, type Problems } from "./problems";
import { UNKNOWN, type Condition } from "../types";

/** Reads a condition block. Conditions that are not wholly known are left out and make the result unknown. */
export function readConditions(
  value: unknown,
  path: string,
  problems: Problems,
): { list: Condition[]; unknown: boolean } {
  if (value === undefined) return { list: [], unknown: false };
  if (value === UNKNOWN) return { list: [], unknown: true };
  if (!isPlainObject(value)) {
    problems.add(path, `must be an object, but is ${show(value)}`);
    return { list: [], unknown: false };
  }
  const list: Condition[] = [];
  let unknown = false;
  for (const name of Object.keys(value)) {
    const block = own(value, name);
    const operator = parseOperator(name);
    const place = `${path}.${name}`;
    if (operator === undefined) problems.add(place, `is no condition operator${likely(name)}`);
    if (block === UNKNOWN) unknown = true;
    else if (!isPlainObject(block)) problems.add(place, `must be an object, but is ${show(block)}`);
    else {
      for (const key of Object.keys(block)) {
        if (!problems.admits(key)) continue;
        const values = readValues(own(block, key), operator, `${place}.${key}`, problems);
        if (!key.includes(":"))
          problems.add(`${place}.${key}`, 'is no condition key: it needs a prefix, as in "aws:"');
        if (values === undefined) unknown = true;
        else list.push({ operator: name, key, values });
      }
    }
  }
  return { list, unknown };
}

function likely(name: string): string {
  const stripped = name
    .replace(/^.*:/, "")
    .replace(/IfExists$/i, "")
    .toLowerCase();
  const meant = operatorNames().find((known) => known.toLowerCase() === stripped);
  return meant && !name.includes(meant) ? `; it is spelt ${meant}` : "";
}

/** @returns undefined where some value is unknown */
function readValues(
  value: unknown,
  operator: Operator | "null" | undefined,
  path: string,
  problems: Problems,
): string[] | undefined {
  if (value === UNKNOWN) return undefined;
  const items: unknown[] = Array.isArray(value) ? value : [value];
  if (items.length === 0) problems.add(path, "must not be an empty list");
  const values: string[] = [];
  for (const item of items) {
    if (typeof item === "string" || typeof item === "number" || typeof item === "boolean") {
      const text = String(item);
      if (!problems.admits(text)) continue;
      const fault = operator && wrongFormat(operator, text);
      if (fault) problems.add(path, `${show(item)} ${fault}`);
      values.push(text);
    } else if (item !== UNKNOWN) {
      problems.add(path, `must be a string, a number or a Boolean, but is ${show(item)}`);
    }
  }
  return items.includes(UNKNOWN) ? undefined : values;
}

/** Only literal values can be checked: a policy variable may become anything. */
function wrongFormat(operator: Operator | "null", value: string): string | undefined {
  if (value.includes("${")) return undefined;
  const type = operator === "null" ? "boolean" : operator.type;
  switch (type) {
    case "boolean":
      return parseBoolean(value) === undefined ? 'is neither "true" nor "false"' : undefined;
    case "number":
      return parseNumber(value) === undefined ? "is no number" : undefined;
    case "date":
      return parseDate(value) === undefined ? "is no date in ISO 8601 or in seconds since 1970" : undefined;
    case "address":
      return parseRange(value) === undefined ? "is no IP address or CIDR range" : undefined;
    default:
      return undefined;
  }
}
