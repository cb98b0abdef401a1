import { show } from "../evaluation/reading/problems";

/** A value as messages show it, short and safe whatever it is; the entries of a list one by one. */
export function shown(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string" && value !== "") return value.length > 80 ? `${value.slice(0, 80)}…` : value;
  if (Array.isArray(value) && value.length > 0) return value.slice(0, 10).map(shownEntry).join(", ");
  return show(value);
}

function shownEntry(value: unknown): string {
  return Array.isArray(value) ? show(value) : shown(value);
}
