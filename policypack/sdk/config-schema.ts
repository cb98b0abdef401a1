import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";

/** One place where a config value is not what its schema asks for. */
export interface SchemaProblem {
  /** Key path from the policy's config, e.g. `required[0].role`. */
  path: string;
  /** What is allowed there, e.g. `a string`. */
  allowed: string;
  /** The value as JSON, shortened. */
  found: string;
}

type Definition = PolicyConfigJSONSchema | boolean;

/**
 * Checks a value against the part of JSON Schema that this pack's config uses: `type`, `enum`, `pattern`, `minimum`,
 * `maximum`, `minLength`, `minItems`, `items`, `properties`, `minProperties`, `required`, `dependencies` (on keys) and
 * `additionalProperties`.
 */
export function schemaProblems(value: unknown, schema: Definition, path: string): SchemaProblem[] {
  if (typeof schema === "boolean")
    return schema ? [] : [problem(path, "nothing: the key is not known", value)];
  if (!hasType(value, schema) || !withinLimits(value, schema))
    return [problem(path, allowedBy(schema), value)];
  if (Array.isArray(value)) return itemProblems(value, schema, path);
  if (typeof value === "object" && value !== null) return propertyProblems(value, schema, path);
  return [];
}

/** What a schema allows, as a noun phrase. */
export function allowedBy(schema: PolicyConfigJSONSchema): string {
  if (schema.enum) return `one of ${schema.enum.map((each) => JSON.stringify(each)).join(", ")}`;
  const types = typesOf(schema);
  const kinds = types.map((type) => NOUNS[type] ?? type);
  const limits = [
    schema.pattern === undefined ? "" : ` that matches ${schema.pattern}`,
    schema.minimum === undefined ? "" : ` from ${schema.minimum}`,
    schema.maximum === undefined ? "" : ` up to ${schema.maximum}`,
    schema.minItems === undefined ? "" : ` with at least ${schema.minItems} item(s)`,
    schema.minLength === undefined ? "" : ` of at least ${schema.minLength} character(s)`,
  ];
  const described = schema.description ? ` (${schema.description})` : "";
  return (kinds.join(" or ") || "a value") + limits.join("") + described;
}

const NOUNS: Record<string, string> = {
  string: "a string",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
  null: "null",
};

function typesOf(schema: PolicyConfigJSONSchema): string[] {
  if (schema.type === undefined) return [];
  return Array.isArray(schema.type) ? schema.type : [schema.type];
}

function hasType(value: unknown, schema: PolicyConfigJSONSchema): boolean {
  const types = typesOf(schema);
  return types.length === 0 || types.some((type) => type === typeOf(value) || isInteger(type, value));
}

function isInteger(type: string, value: unknown): boolean {
  return type === "integer" && Number.isInteger(value);
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function withinLimits(value: unknown, schema: PolicyConfigJSONSchema): boolean {
  if (schema.enum && !schema.enum.includes(value as string)) return false;
  if (isObject(value)) return Object.keys(value).length >= (schema.minProperties ?? 0);
  if (typeof value === "number") {
    return value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity);
  }
  if (typeof value === "string") {
    return (
      value.length >= (schema.minLength ?? 0) &&
      (!schema.pattern || new RegExp(schema.pattern, "u").test(value))
    );
  }
  return !Array.isArray(value) || value.length >= (schema.minItems ?? 0);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function itemProblems(list: unknown[], { items }: PolicyConfigJSONSchema, path: string): SchemaProblem[] {
  if (items === undefined || Array.isArray(items)) return [];
  return list.flatMap((item, index) => schemaProblems(item, items, `${path}[${index}]`));
}

function propertyProblems(object: object, schema: PolicyConfigJSONSchema, path: string): SchemaProblem[] {
  const known = schema.properties ?? {};
  const missing = (schema.required ?? []).filter((key) => !Object.hasOwn(object, key));
  const absent = missing.map((key) => ({
    path: join(path, key),
    allowed: allowedAt(known[key]),
    found: "nothing",
  }));
  const needed = Object.entries(schema.dependencies ?? {}).flatMap(([key, keys]) =>
    Object.hasOwn(object, key) && Array.isArray(keys)
      ? keys.filter((other) => !Object.hasOwn(object, other))
      : [],
  );
  const depended = [...new Set(needed)].map((key) => ({
    path: join(path, key),
    allowed: allowedAt(known[key]),
    found: "nothing",
  }));
  const present = Object.entries(object).flatMap(([key, value]) => {
    const definition = Object.hasOwn(known, key) ? known[key] : undefined;
    if (definition !== undefined) return schemaProblems(value, definition, join(path, key));
    if (schema.additionalProperties !== false) {
      return schemaProblems(value, schema.additionalProperties ?? true, join(path, key));
    }
    return [problem(join(path, key), `one of the keys ${Object.keys(known).sort().join(", ")}`, value)];
  });
  return [...absent, ...depended, ...present];
}

function allowedAt(definition: Definition | undefined): string {
  return typeof definition === "object" ? allowedBy(definition) : "a value";
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function problem(path: string, allowed: string, value: unknown): SchemaProblem {
  return { path, allowed, found: shortJson(value) };
}

/** A value as JSON, as much of it as a message takes. */
export function shortJson(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}
