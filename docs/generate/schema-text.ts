/** Words and Markdown for JSON Schema. */

/** The part of JSON Schema that the stack config's schema uses. */
export interface Schema {
  type?: string | string[];
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
}

/**
 * What a value may be, in a few words: `list of string`, `` `read` or `write` ``.
 * @param link where an object is described
 */
export function valueText(
  schema: Schema,
  link: (schema: Schema) => string | undefined = () => undefined,
): string {
  const inner = (part: Schema) => valueText(part, link);
  const { const: constant, enum: choices, oneOf, anyOf, items, properties, additionalProperties } = schema;
  if (constant !== undefined) return code(constant);
  if (choices) return choices.map(code).join(" or ");
  if (items) return `list of ${inner(items)}`;
  if (properties) return linked("object", link(schema));
  const ways = oneOf ?? anyOf;
  if (ways) return [...new Set(ways.map((way) => wayText(way, link)))].join(" or ");
  if (typeof additionalProperties === "object") return `map of ${inner(additionalProperties)}`;
  return [schema.type ?? "any"].flat().join(" or ") + range(schema);
}

/** One of several kinds of object, by the `mode` that tells them apart; anything else by its own text. */
function wayText(way: Schema, link: (schema: Schema) => string | undefined): string {
  const mode = way.properties?.["mode"];
  return mode ? linked(`mode ${valueText(mode)}`, link(way)) : valueText(way, link);
}

/** Bounds that say something: zod writes JavaScript's own where there are none. */
function range({ minimum, maximum }: Schema): string {
  const said = (bound: number | undefined) =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  if (said(minimum) && said(maximum)) return `, ${minimum} to ${maximum}`;
  if (said(minimum)) return `, at least ${minimum}`;
  return said(maximum) ? `, at most ${maximum}` : "";
}

function code(value: unknown): string {
  return `\`${String(value)}\``;
}

function linked(text: string, target: string | undefined): string {
  return target ? `[${text}](${target})` : text;
}

/** The fragment that GitHub gives to a heading. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

/** A Markdown table as prettier leaves it alone: cells padded, pipes escaped, line feeds gone. */
export function table(head: string[], rows: string[][]): string {
  const cells = [head, ...rows].map((row) => row.map(cell));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [first = [], ...rest] = cells;
  return [line(first), line(widths.map((width) => "-".repeat(width))), ...rest.map(line), ""].join("\n");
}

function cell(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replace(/\|/g, "\\|");
}
