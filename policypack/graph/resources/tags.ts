import { UNKNOWN, type Unknown } from "../../evaluation/types";
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

/** Providers carry nested settings as JSON text. */
function defaultTags(setting: unknown): unknown {
  const plain = decoded(setting);
  if (plain.state === "malformed" || plain.value === UNKNOWN) return UNKNOWN;
  return isRecord(plain.value) ? plain.value.tags : undefined;
}

/** `aws` has tags as an object, `aws-native` as a list of key and value. */
function tagMap(value: unknown): Record<string, string> | Unknown {
  if (value === undefined || value === null) return {};
  const entries = Array.isArray(value)
    ? value.map((tag: unknown) => (isRecord(tag) ? [tag.key, tag.value] : [UNKNOWN, UNKNOWN]))
    : isRecord(value)
      ? Object.entries(value)
      : [[UNKNOWN, UNKNOWN]];
  if (entries.flat().some((part) => typeof part !== "string")) return UNKNOWN;
  return Object.fromEntries(entries) as Record<string, string>;
}
