import { parseRange } from "../../evaluation/conditions/values";

/** Ranges that are wider than these are half the Internet, and AWS counts them as public. */
const WIDEST = { ipv4: 8, ipv6: 32 };

/** Whether a range of addresses, or one address, keeps the rest of the Internet out. */
export function isNarrowRange(text: string): boolean {
  const range = parseRange(text);
  const [, bits] = text.split("/");
  return range !== undefined && (bits === undefined || Number(bits) >= WIDEST[range.family]);
}
