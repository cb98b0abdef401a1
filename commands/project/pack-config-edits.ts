import { withValue } from "./json-text";

/**
 * The text of a pack config with one setting of a policy; all else stays as it is written.
 *
 * @param text JSON; empty where the stack has no pack config yet
 * @param path of the setting below the policy: a number is an item of a list
 */
export function withSetting(text: string, policy: string, path: (string | number)[], value: unknown): string {
  const started = text.trim() === "" ? "{}\n" : text;
  return withValue(ready(started, policy), [policy, ...path], value);
}

/** A level alone, the short form of a policy's config, has no place for more. */
function ready(text: string, policy: string): string {
  const settings = (JSON.parse(text) as Record<string, unknown>)[policy];
  return typeof settings === "string" ? withValue(text, [policy], { enforcementLevel: settings }) : text;
}

/** How many items a list among a policy's settings has; 0 where there is no such list. */
export function settingCount(text: string, policy: string, key: string): number {
  if (text.trim() === "") return 0;
  const settings = (JSON.parse(text) as Record<string, Record<string, unknown> | string | null>)[policy];
  const list = typeof settings === "object" ? settings?.[key] : undefined;
  return Array.isArray(list) ? list.length : 0;
}
