/** Tags of struct fields. https://pkg.go.dev/reflect#StructTag */

/** Pseudo-fields of structs that are read from elsewhere: the prefix of their variables or keys, and whether a file gives them. */
export const PREFIX = "(prefix)";
export const ENVCONFIG_PREFIX = "(envconfig)";
export const FROM_FILE = "(file)";
/** The key of viper's below which a struct's fields are. */
export const VIPER_KEY = "(viper)";

/** What a tag says under a key. */
export function tagValue(tag: string, key: string): string | undefined {
  for (const [, name, value] of tag.matchAll(/([^\s":]+):"((?:[^"\\]|\\.)*)"/g)) {
    if (name === key) return value!.replace(/\\(.)/g, "$1");
  }
  return undefined;
}

/** Whether a tag says which variable or key gives the field. */
export function isSetting(tag: string): boolean {
  return ["env", "envconfig", "split_words", "ignored", "mapstructure"].some(
    (key) => tagValue(tag, key) !== undefined,
  );
}
