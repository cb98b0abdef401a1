/** Reads the catalogue files that lie in `data/`: beside this source file, and beside the bundle made of it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** First line of a catalogue file: where its entries come from. */
export interface CatalogueHeader {
  /** The npm package that the entries were taken from. */
  source: string;
  version: string;
  /** Day of the data, `YYYY-MM-DD`. */
  date: string;
  /** Of all lines after the header. */
  sha256: string;
}

export interface CatalogueFile<Entry> {
  header: CatalogueHeader;
  keys: string[];
  /** The entry of that key (its first property), decoded when first asked for. */
  entry(key: string): Entry | undefined;
}

/** Up to the closing quote of the first property's value; keys contain no characters that JSON escapes. */
const KEY = /^\{"[a-z]+":"([^"]+)"/;

/** All catalogue files. */
export function dataFiles(): string[] {
  return readdirSync(join(__dirname, "data")).map((name) => join(__dirname, "data", name));
}

/**
 * Reads a catalogue file. Splitting it is cheap, decoding it all is not, so an entry is decoded when first used.
 *
 * @throws {Error} when the file cannot be read: the pack was installed or built without its data
 */
export function readCatalogueFile<Entry>(name: string): CatalogueFile<Entry> {
  const [header = "", ...lines] = readFileSync(join(__dirname, "data", name), "utf8").split("\n");
  const texts = new Map<string, string>();
  for (const line of lines) {
    const key = KEY.exec(line)?.[1];
    if (key !== undefined) texts.set(key, line);
  }
  const entries = new Map<string, Entry>();
  return {
    header: JSON.parse(header) as CatalogueHeader,
    keys: [...texts.keys()],
    entry(key) {
      const text = texts.get(key);
      if (text === undefined) return undefined;
      const known = entries.get(key);
      if (known !== undefined) return known;
      const entry = JSON.parse(text) as Entry;
      entries.set(key, entry);
      return entry;
    },
  };
}

/** Runs `load` on the first call and hands out its result ever after. */
export function once<T>(load: () => T): () => T {
  let loaded: { value: T } | undefined;
  return () => (loaded ??= { value: load() }).value;
}
