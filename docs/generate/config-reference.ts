/** Writes docs/config.md, the reference of a stack's config, from the JSON Schema: `npm run docs:config`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stackConfigJsonSchema } from "../../components/config";
import { anchor, table, valueText, type Schema } from "./schema-text";

export const CONFIG_REFERENCE = join(__dirname, "..", "config.md");

const INTRODUCTION = `# Stack config

<!-- Written by \`npm run docs:config\` from the schema in components/config; do not edit. -->

What \`Pulumi.<stack>.yaml\` may hold under \`config\`, beside the keys of Pulumi's own namespaces. Every key of this
project begins with \`ecs-task-permissions:\`, which is left out below. A value that is not allowed stops \`check\`,
\`preview\` and \`up\` before anything is created, with every mistake listed at once. An editor with a YAML language server
completes and checks the files as you type, by \`stack-config.schema.json\`, which the first line of each names.
`;

/** The page's text, the same for the same schema. */
export function configReference(schema = stackConfigJsonSchema() as Schema): string {
  const config = schema.properties?.["config"] ?? {};
  const sections = sectionsOf("Settings", withoutNamespace(config));
  const first = new Map<string, Section>();
  for (const section of sections) {
    const key = JSON.stringify(section.schema);
    if (!first.has(key)) first.set(key, section);
  }
  const link = (object: Schema) => first.get(JSON.stringify(object))?.title;
  return [INTRODUCTION, ...[...first.values()].map((section) => sectionText(section, link))].join("\n");
}

interface Section {
  title: string;
  schema: Schema;
}

/** The object itself and every object inside, outer ones first; one for each way where a value has several. */
function sectionsOf(title: string, schema: Schema): Section[] {
  const ways = schema.oneOf?.filter((way) => way.properties?.["mode"]);
  if (ways && ways.length > 0) {
    return ways.flatMap((way) =>
      sectionsOf(`${title}, mode ${valueText(way.properties?.["mode"] ?? {})}`, way),
    );
  }
  const { properties, items, additionalProperties } = schema;
  if (items) return sectionsOf(`${title}[]`, items);
  if (typeof additionalProperties === "object" && !properties)
    return sectionsOf(`${title}.<name>`, additionalProperties);
  if (!properties) return [];
  const path = title === "Settings" ? "" : `${title.replace(/, mode .*/, "")}.`;
  const inner = Object.entries(properties).flatMap(([key, property]) =>
    sectionsOf(`${path}${key}`, property),
  );
  return [{ title, schema }, ...inner];
}

function sectionText({ title, schema }: Section, link: (schema: Schema) => string | undefined): string {
  const heading =
    title === "Settings"
      ? title
      : `\`${title.replace(/, mode .*/, "")}\`${/, mode .*/.exec(title)?.[0] ?? ""}`;
  const rows = Object.entries(schema.properties ?? {}).map(([key, property]) => {
    const required = schema.required?.includes(key) ? "required" : defaultText(property);
    return [`\`${key}\``, valueText(property, linkTo(link)), required, property.description ?? ""];
  });
  const description = schema.description ? `${schema.description}\n\n` : "";
  return `## ${heading}\n\n${description}${table(["Key", "Value", "Default", "What it is"], rows)}`;
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
