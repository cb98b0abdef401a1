/** Writes docs/config.md, the reference of a stack's config, from the JSON Schema: `npm run docs:config`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stackConfigJsonSchema } from "../../components/config";
import { CONFIG_EXAMPLES } from "./config-examples";
import { anchor, table, valueText, type Schema } from "./schema-text";

export const CONFIG_REFERENCE = join(__dirname, "..", "config.md");

const INTRODUCTION = `# Stack config

<!-- Written by \`npm run docs:config\` from the schema in components/config; do not edit. -->

What \`Pulumi.<stack>.yaml\` may hold under \`config\`, beside the keys of Pulumi's own namespaces. Every key of this
project begins with \`ecs-task-permissions:\`, which is left out below. A value that is not allowed stops \`check\`,
\`preview\` and \`up\` before anything is created, with every mistake listed at once. An editor with a YAML language server
completes and checks the files as you type, by \`stack-config.schema.json\`, which the first line of each names.

Whole stacks to copy from lie in [docs/examples](examples/README.md).
`;

/** The page's text, the same for the same schema. */
export function configReference(schema = stackConfigJsonSchema() as Schema): string {
  const sections = referenceSections(schema);
  const first = new Map(sections.map((section) => [keyOf(section.schema), section]));
  const link = (object: Schema) => first.get(keyOf(object))?.title;
  return [INTRODUCTION, ...sections.map((section) => sectionText(section, link))].join("\n");
}

/** The parts of the config in their order, each once: one that two parts share stands at the first of them. */
export function referenceSections(schema = stackConfigJsonSchema() as Schema): Section[] {
  const config = schema.properties?.["config"] ?? {};
  const first = new Map<string, Section>();
  for (const section of sectionsOf("Settings", withoutNamespace(config))) {
    const key = keyOf(section.schema);
    if (!first.has(key)) first.set(key, section);
  }
  return [...first.values()];
}

/** Equal for the same keys, whatever the object is called where it stands. */
function keyOf({ properties, required }: Schema): string {
  return JSON.stringify([properties, required]);
}

/** One part of the config: an object, or a role with all its modes. */
export interface Section {
  title: string;
  schema: Schema;
  /** The modes in which the object has each key; of an object without modes, undefined. */
  modes?: Map<string, string[]>;
}

/** The object itself and every object inside, outer ones first. AWS's own form is described by AWS. */
function sectionsOf(title: string, schema: Schema): Section[] {
  if (title.endsWith(".aws")) return [];
  const ways = schema.oneOf?.filter((way) => way.properties?.["mode"]) ?? [];
  if (ways.length > 0) return withModes(title, schema, ways);
  const { properties, items, additionalProperties } = schema;
  if (items) return sectionsOf(`${title}[]`, items);
  if (typeof additionalProperties === "object" && !properties)
    return sectionsOf(`${title}.<name>`, additionalProperties);
  if (!properties) return [];
  return [{ title, schema }, ...within(title, properties)];
}

/** A role: one table for all modes, which says of each key in which it may stand. */
function withModes(title: string, { description }: Schema, ways: Schema[]): Section[] {
  const modes = new Map<string, string[]>();
  for (const way of ways)
    for (const key of Object.keys(way.properties ?? {}))
      modes.set(key, [...(modes.get(key) ?? []), modeOf(way)]);
  const properties: Record<string, Schema> = {
    ...Object.assign({}, ...ways.map((way) => way.properties)),
    mode: {
      enum: ways.map(modeOf),
      description: ways
        .map((way) => `${modeOf(way)}: ${sentence(way.properties?.["mode"]?.description)}`)
        .join(" "),
    },
  };
  const required = [...modes.keys()].filter((key) => ways.some((way) => way.required?.includes(key)));
  const schema = { description, properties, required };
  return [{ title, schema, modes }, ...within(title, properties)];
}

function modeOf(way: Schema): string {
  return String(way.properties?.["mode"]?.const ?? "");
}

/** Beginning with a small letter, for it follows a colon. */
function sentence(text = ""): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function within(title: string, properties: Record<string, Schema>): Section[] {
  const path = title === "Settings" ? "" : `${title}.`;
  return Object.entries(properties).flatMap(([key, property]) => sectionsOf(`${path}${key}`, property));
}

function sectionText(
  { title, schema, modes }: Section,
  link: (schema: Schema) => string | undefined,
): string {
  const heading = title === "Settings" ? title : `\`${title}\``;
  const rows = Object.entries(schema.properties ?? {}).map(([key, property]) => {
    const required = schema.required?.includes(key) ? "required" : defaultText(property);
    const own = [`\`${key}\``, valueText(property, linkTo(link)), required, property.description ?? ""];
    return modes ? [...own.slice(0, 3), modeText(modes.get(key) ?? [], modes), ...own.slice(3)] : own;
  });
  const head = ["Key", "Value", "Default", ...(modes ? ["In mode"] : []), "What it is"];
  const description = schema.description ? `${schema.description}\n\n` : "";
  const example = CONFIG_EXAMPLES[title];
  const shown = example === undefined ? "" : `\`\`\`yaml\n${example.trim()}\n\`\`\`\n\n`;
  return `## ${heading}\n\n${description}${shown}${table(head, rows)}`;
}

function modeText(own: string[], modes: Map<string, string[]>): string {
  return own.length === modes.get("mode")?.length ? "any" : own.map((mode) => `\`${mode}\``).join(", ");
}

function linkTo(link: (schema: Schema) => string | undefined): (schema: Schema) => string | undefined {
  return (schema) => {
    const title = link(schema);
    return title && `#${anchor(title)}`;
  };
}

function defaultText({ default: value }: Schema): string {
  if (value === undefined) return "";
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

function withoutNamespace(config: Schema): Schema {
  const short = (key: string) => key.replace(/^ecs-task-permissions:/, "");
  const properties = Object.entries(config.properties ?? {}).map(([key, property]) => [short(key), property]);
  return {
    ...config,
    properties: Object.fromEntries(properties) as never,
    required: config.required?.map(short),
  };
}

if (require.main === module) {
  writeFileSync(CONFIG_REFERENCE, configReference());
  console.log("wrote docs/config.md");
}
