import assert from "node:assert/strict";
import { format } from "prettier";
import { jsonText, withValue } from "../../../commands/project/json-text";

const LISTED = `{
  "a": { "list": [{ "one": 1 }, { "two": [1, 2] }] },
  "b": "mandatory"
}
`;

describe("JSON as text", () => {
  const EDITS: Record<string, [text: string, path: (string | number)[], value: unknown, after: string]> = {
    "an entry behind others on their line": [
      LISTED,
      ["a", "list", 2],
      3,
      LISTED.replace("[1, 2] }]", "[1, 2] }, 3]"),
    ],
    "an entry in place of another": [LISTED, ["a", "list", 0], true, LISTED.replace('{ "one": 1 }', "true")],
    "a key with all that lies above it": [
      LISTED,
      ["c", "list", 0],
      { x: ["y"] },
      LISTED.replace(
        '"mandatory"\n',
        '"mandatory",\n  "c": {\n    "list": [\n      {\n        "x": ["y"]\n      }\n    ]\n  }\n',
      ),
    ],
    "the first key of an empty object": ["{}\n", ["a"], 1, '{\n  "a": 1\n}\n'],
    "the first entry of an empty list": ['{\n  "a": []\n}\n', ["a", 0], 1, '{\n  "a": [\n    1\n  ]\n}\n'],
    "an entry on a line of its own": [
      '{\n  "a": [\n    1\n  ]\n}\n',
      ["a", 1],
      { b: null },
      '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ]\n}\n',
    ],
  };
  for (const [title, [text, path, value, after]] of Object.entries(EDITS)) {
    it(`writes ${title}, and leaves the rest`, () => {
      assert.equal(withValue(text, path, value), after);
      JSON.parse(after);
    });
  }

  it("writes a value as prettier does", async () => {
    const value = {
      policy: {
        Statement: [
          { Action: ["kms:Decrypt", "kms:DescribeKey"], Resource: "*", Condition: {} },
          { Action: Array.from({ length: 12 }, (_, index) => `dynamodb:Action${index}`), Principal: "*" },
        ],
      },
      none: null,
      empty: [],
    };
    const written = `${jsonText(value)}\n`;
    assert.equal(await format(written, { parser: "json", printWidth: 110 }), written);
    assert.deepEqual(JSON.parse(written), value);
  });
});
