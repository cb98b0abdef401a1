/**
 * The settings in files that lie among an application's resources: `application.properties`, `application.yml`.
 * https://docs.spring.io/spring-boot/reference/features/external-config.html
 */
import { isMap, isScalar, isSeq, parseAllDocuments } from "yaml";

/** Where they lie, below a module's folder: Spring's, Micronaut's, Quarkus's and MicroProfile's. */
export const PROPERTY_FILES = ["", "config/"].flatMap((folder) =>
  ["application", "bootstrap", "META-INF/microprofile-config"].flatMap((name) =>
    ["properties", "yml", "yaml"].map((ending) => `src/main/resources/${folder}${name}.${ending}`),
  ),
);

/** What files say of each property, by its name without hyphens, underscores and capitals: one value, or one a profile. */
export type Properties = ReadonlyMap<string, string[]>;

/** Spring reads a property's name however it is written. */
export function propertyKey(name: string): string {
  return name.replace(/[-_]/g, "").toLowerCase();
}

/** @param files their texts, by path */
export function propertiesIn(files: ReadonlyMap<string, string>): Properties {
  const found = new Map<string, string[]>();
  for (const [file, text] of files) {
    const entries = file.endsWith(".properties") ? propertyLines(text) : yamlEntries(text);
    for (const [name, value] of entries) {
      const key = propertyKey(name);
      const known = found.get(key) ?? [];
      if (!known.includes(value)) found.set(key, [...known, value]);
    }
  }
  return found;
}

/** https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html#load(java.io.Reader) */
function propertyLines(text: string): [string, string][] {
  const entries = text
    .replace(/\\\r?\n[ \t\f]*/g, "")
    .split(/\r?\n/)
    .flatMap((line): [string, string][] => {
      const [, name, value] =
        /^[ \t\f]*((?:[^#!\s=:\\]|\\.)(?:[^\s=:\\]|\\.)*)[ \t\f]*[=: \t\f][ \t\f]*(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name.replace(/\\(.)/g, "$1"), value!.trim()]];
    });
  return forProduction(entries);
}

/** Quarkus runs a container with what is written behind `%prod.`, where it is. */
function forProduction(entries: [string, string][]): [string, string][] {
  const production = entries.flatMap(([name, value]): [string, string][] =>
    name.startsWith("%prod.") ? [[name.slice("%prod.".length), value]] : [],
  );
  const names = new Set(production.map(([name]) => name));
  return [...entries.filter(([name]) => !name.startsWith("%") && !names.has(name)), ...production];
}

function yamlEntries(text: string): [string, string][] {
  const entries: [string, string][] = [];
  const add = (node: unknown, name: string) => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        const own = isScalar(key) ? String(key.value) : "";
        add(value, name === "" ? own : `${name}.${own}`);
      }
    } else if (isSeq(node)) node.items.forEach((each, index) => add(each, `${name}[${index}]`));
    else if (isScalar(node) && typeof node.value === "string") entries.push([name, node.value]);
  };
  for (const document of parseAllDocuments(text)) {
    if ("contents" in document && document.errors.length === 0) add(document.contents, "");
  }
  return forProduction(entries);
}
