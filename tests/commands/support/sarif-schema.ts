/**
 * The parts of SARIF 2.1.0 that `check --format sarif` uses, as JSON Schema. What the specification knows besides is
 * not allowed here, so that a new property must be looked up first.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
type Schema = Record<string, unknown>;

const text = { type: "string", minLength: 1 };
const level = { enum: ["none", "note", "warning", "error"] };
const position = { type: "integer", minimum: 1 };

function object(required: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema {
  return {
    type: "object",
    required: Object.keys(required),
    properties: { ...required, ...optional },
    additionalProperties: false,
  };
}

function list(items: Schema, minItems = 0): Schema {
  return { type: "array", items, minItems };
}

const message = object({ text });

/** §3.49 */
const reportingDescriptor = object(
  { id: text },
  {
    shortDescription: message,
    help: message,
    helpUri: { type: "string", format: "uri" },
    defaultConfiguration: object({ level }),
  },
);

/** §3.28 */
const location = object(
  {
    physicalLocation: object({
      artifactLocation: object({ uri: { type: "string", format: "uri-reference" }, uriBaseId: text }),
      region: object({ startLine: position }, { startColumn: position }),
    }),
  },
  { logicalLocations: list(object({ fullyQualifiedName: text, kind: text })) },
);

/** §3.27 */
const result = object(
  { message, ruleId: text, ruleIndex: { type: "integer", minimum: 0 }, level, locations: list(location, 1) },
  {
    partialFingerprints: { type: "object", additionalProperties: { type: "string" } },
    properties: { type: "object" },
  },
);

/** §3.13 and §3.14 */
export const sarifSchema = object({
  $schema: { type: "string", format: "uri" },
  version: { const: "2.1.0" },
  runs: list(
    object(
      {
        tool: object({
          driver: object({ name: text, semanticVersion: text, rules: list(reportingDescriptor, 1) }),
        }),
        columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
        results: list(result),
      },
      { properties: { type: "object" } },
    ),
    1,
  ),
});
