import { type ContextValue, UNKNOWN, type Unknown } from "../../evaluation/types";
import { decoded, isRecord } from "./plain";
import type { PlainResource } from "../types";

/** A resource's tags with its provider's default tags; UNKNOWN if any of them is. */
export function tagsOf({ props, provider }: PlainResource): Record<string, string> | Unknown {
  const all = props.tagsAll === undefined ? UNKNOWN : tagMap(props.tagsAll);
  if (all !== UNKNOWN) return all;
  const own = tagMap(props.tags);
  const defaults = tagMap(defaultTags(provider?.props.defaultTags));
  return own === UNKNOWN || defaults === UNKNOWN ? UNKNOWN : { ...defaults, ...own };
}

/**
 * One tag of a resource, as requests carry it. A resource has no tags but those that the program and the provider give
 * it, and those that AWS sets itself. Letter case in keys makes no difference in conditions.
 */
export function tagOf({ props, provider }: PlainResource, key: string): ContextValue {
  if (key.toLowerCase().startsWith("aws:")) return { state: "unknown" };
  const isKnown = props.tagsAll !== undefined && props.tagsAll !== UNKNOWN;
  const given = isKnown ? [props.tagsAll] : [props.tags, defaultTags(provider?.props.defaultTags)];
  const found = given.map((tags) => tagAmong(tags, key));
  return found.find(({ state }) => state !== "absent") ?? { state: "absent" };
}

function tagAmong(tags: unknown, key: string): ContextValue {
  if (tags === undefined || tags === null) return { state: "absent" };
  const entries = tagEntries(tags);
  const tag = entries.find(([name]) => typeof name === "string" && name.toLowerCase() === key.toLowerCase());
  if (tag && typeof tag[1] === "string") return { state: "present", values: [tag[1]] };
  if (!tag && entries.every(([name]) => typeof name === "string")) return { state: "absent" };
  return { state: "unknown", isFixedLater: true };
}

/** Providers carry nested settings as JSON text. */
function defaultTags(setting: unknown): unknown {
  const plain = decoded(setting);
  if (plain.state === "malformed" || plain.value === UNKNOWN) return UNKNOWN;
  return isRecord(plain.value) ? plain.value.tags : undefined;
}

/** `aws` has tags as an object, `aws-native` as a list of key and value. */
function tagMap(value: unknown): Record<string, string> | Unknown {
  if (value === undefined || value === null) return {};
  const entries = tagEntries(value);
  if (entries.flat().some((part) => typeof part !== "string")) return UNKNOWN;
  return Object.fromEntries(entries) as Record<string, string>;
}

/** Keys and values; UNKNOWN for each of which neither can be told. */
function tagEntries(value: unknown): [unknown, unknown][] {
  if (Array.isArray(value)) {
    return value.map((tag: unknown) => (isRecord(tag) ? [tag.key, tag.value] : [UNKNOWN, UNKNOWN]));
  }
  return isRecord(value) ? Object.entries(value) : [[UNKNOWN, UNKNOWN]];
}
