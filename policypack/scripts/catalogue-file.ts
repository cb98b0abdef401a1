/** The form of a committed catalogue file: one line of header, then one line of JSON for each entry. */
import { createHash } from "node:crypto";
import type { CatalogueHeader } from "../evaluation/catalogue/data-file";

/**
 * The text of a catalogue file. Entries are sorted by their first property's value, so that the same data gives the
 * same bytes and a new version of the data shows as a small diff.
 *
 * @param source the npm package and version that the entries come from, and the date of its data
 */
export function catalogueText(source: Omit<CatalogueHeader, "sha256">, entries: object[]): string {
  const keyOf = (entry: object) => String(Object.values(entry)[0]);
  const lines = [...entries]
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
    .map((entry) => `${JSON.stringify(entry)}\n`);
  const body = lines.join("");
  const header: CatalogueHeader = { ...source, sha256: checksum(body) };
  return `${JSON.stringify(header)}\n${body}`;
}

/** What a header's `sha256` must be for the lines that follow it. */
export function checksum(body: string): string {
  return createHash("sha256").update(body).digest("hex");
}
