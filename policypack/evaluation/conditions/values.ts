/**
 * How one value of a condition compares with one value of a request, type by type.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import { BlockList, isIP } from "node:net";

/** The comparison's result, or `invalid` where one side is no value of the operator's type. */
export type Comparison = boolean | "invalid";

/** Compares a document's value, read once, with many requests' values. */
export type Comparer = (requestValue: string) => Comparison;

/** Which of two ordered values makes an operator true, by the sign of `request - document`. */
export type Order = (difference: number) => boolean;

/** A finite decimal number; undefined for anything else. */
export function parseNumber(text: string): number | undefined {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : undefined;
}

const W3C_DATE =
  /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?)?)?)?$/i;

/** Seconds since 1970 of a date in one of W3C's ISO 8601 formats or in epoch seconds; undefined for anything else. */
export function parseDate(text: string): number | undefined {
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  if (!W3C_DATE.test(text)) return undefined;
  const zoned = /T/i.test(text) && !/(Z|[+-]\d\d:\d\d)$/i.test(text) ? `${text}Z` : text;
  const milliseconds = Date.parse(zoned.toUpperCase());
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}

export function parseBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return lower === "true" || lower === "false" ? lower === "true" : undefined;
}

export interface AddressRange {
  family: "ipv4" | "ipv6";
  addresses: BlockList;
}

/** The addresses of a CIDR range, or of one address; undefined for anything else. */
export function parseRange(text: string): AddressRange | undefined {
  const [address = "", bits, ...rest] = text.split("/");
  const family = familyOf(address);
  if (family === undefined || rest.length > 0 || address.includes("%")) return undefined;
  const longest = family === "ipv4" ? 32 : 128;
  if (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > longest)) return undefined;
  const addresses = new BlockList();
  addresses.addSubnet(address, bits === undefined ? longest : Number(bits), family);
  return { family, addresses };
}

function familyOf(address: string): AddressRange["family"] | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? "ipv4" : "ipv6";
}

export function compareNumbers(documentValue: string, order: Order): Comparer {
  return compareOrdered(parseNumber, documentValue, order);
}

export function compareDates(documentValue: string, order: Order): Comparer {
  return compareOrdered(parseDate, documentValue, order);
}

function compareOrdered(
  parse: (text: string) => number | undefined,
  documentValue: string,
  order: Order,
): Comparer {
  const expected = parse(documentValue);
  return (requestValue) => {
    const given = parse(requestValue);
    return expected === undefined || given === undefined ? "invalid" : order(given - expected);
  };
}

export function compareBooleans(documentValue: string): Comparer {
  const expected = parseBoolean(documentValue);
  return (requestValue) => {
    const given = parseBoolean(requestValue);
    return expected === undefined || given === undefined ? "invalid" : given === expected;
  };
}

/** Base64 text against base64 text: it has one spelling for each sequence of bytes. */
export function compareBinary(documentValue: string): Comparer {
  return (requestValue) => requestValue === documentValue;
}

export function compareAddresses(documentValue: string): Comparer {
  const range = parseRange(documentValue);
  return (requestValue) => {
    const family = familyOf(requestValue);
    if (range === undefined || family === undefined) return "invalid";
    return family === range.family && range.addresses.check(requestValue, family);
  };
}
