import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { schemaText } from "../../../commands/schema";
import { stackConfigJsonSchema } from "../../../components/config";
import { edited } from "./edit";
import { mistakes } from "./mistakes";
import { variants } from "./variants";

const root = path.join(__dirname, "..", "..", "..");
const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8");

describe("stack-config.schema.json", () => {
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile(JSON.parse(schemaText()));
  const errors = (file: unknown) => (validate(file) ? [] : (validate.errors ?? []));

  it("is what npm run schema writes", () => {
    assert.equal(read("stack-config.schema.json"), schemaText());
  });

  it("accepts what Pulumi itself writes into a stack file", () => {
    assert.deepEqual(errors({ encryptionsalt: "v1:abc", config: edited() }), []);
  });

  it("refuses other keys beside config", () => {
    assert.notDeepEqual(errors({ config: edited(), tasks: {} }), []);
  });

  describe("accepts", () => {
    for (const [title, edits] of variants) {
      it(title, () => assert.deepEqual(errors({ config: edited(...edits) }), []));
    }
  });

  describe("refuses", () => {
    for (const { title, edits } of mistakes.filter(({ inEditor }) => inEditor)) {
      it(title, () => assert.notDeepEqual(errors({ config: edited(...edits) }), []));
    }
  });

  it("describes every setting, so that an editor explains it", () => {
    assert.deepEqual(undescribed(stackConfigJsonSchema(), "$"), []);
  });
});

/** Paths of the properties in a schema that have no description; a property that is `false` only forbids. */
function undescribed(schema: unknown, at: string): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {}, items, additionalProperties, oneOf = [] } = schema as Record<string, never>;
  const own = Object.entries<Record<string, unknown> | false>(properties).flatMap(([key, property]) => [
    ...(property === false || property.description ? [] : [`${at}.${key}`]),
    ...undescribed(property, `${at}.${key}`),
  ]);
  return [
    ...own,
    ...undescribed(items, `${at}[]`),
    ...undescribed(additionalProperties, `${at}.*`),
    ...(oneOf as unknown[]).flatMap((branch, index) => undescribed(branch, `${at}|${index}`)),
  ];
}
