import type { IssueDraft } from "./errors";

/** `secure:` values anywhere in a config: this project's config holds names, never secrets, and is read without a key. */
export function findEncrypted(value: unknown, keys: (string | number)[] = []): IssueDraft[] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  if (entries.length === 1 && entries[0]?.[0] === "secure" && typeof entries[0][1] === "string") {
    const message =
      "is encrypted (secure:), and only plain values are read here: write the name of a secret, never the secret itself";
    return [{ keys, value: undefined, message }];
  }
  return entries.flatMap(([key, entry]) => findEncrypted(entry, [...keys, key]));
}
