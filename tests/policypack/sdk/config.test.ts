import assert from "node:assert/strict";
import type { PolicyConfigSchema } from "@pulumi/policy";
import { fullSchema, readConfig } from "../../../policypack/sdk/config";

const own: PolicyConfigSchema = {
  properties: {
    limit: { type: "integer", minimum: 1, maximum: 10, default: 3 },
    mode: { enum: ["strict", "lax"] },
    required: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["role"],
        additionalProperties: false,
        properties: {
          role: { type: "string", pattern: "^[a-z]+$" },
          actions: { type: "array", items: { type: "string" } },
        },
      },
    },
  },
};
const schema = fullSchema(own, "stack");

function problems(config: unknown): string[] {
  return readConfig("rule", schema, config).findings.map(({ message }) => message);
}

describe("readConfig", () => {
  it("gives defaults", () =>
    assert.deepEqual(readConfig("rule", schema, undefined), { config: { limit: 3 }, findings: [] }));

  it("accepts what the schema allows", () => {
    const config = {
      limit: 10,
      mode: "lax",
      required: [{ role: "app", actions: ["s3:GetObject"] }],
      account: "618574523116",
      region: "ap-northeast-2",
      partition: "aws",
      external: [
        {
          principal: "role/x",
          documents: [{}, "{}"],
          awsManagedPolicies: ["A"],
          trust: {},
          tags: { a: "b" },
        },
      ],
      exemptions: [{ id: "rule-1", reason: "r", owner: "o", expires: "2027-01-31" }],
    };
    assert.deepEqual(readConfig("rule", schema, config), { config, findings: [] });
  });

  const wrong: [string, unknown, RegExp][] = [
    ["a wrong type", { limit: "3" }, /"3" for limit of the policy rule/],
    ["a fraction", { limit: 1.5 }, /1.5 for limit/],
    ["a number out of range", { limit: 11 }, /11 for limit/],
    ["null", { limit: null }, /null for limit/],
    ["a value that is not listed", { mode: "off" }, /"off" for mode/],
    ["an empty list", { required: [] }, /\[\] for required/],
    ["a missing key", { required: [{}] }, /nothing for required\[0\].role/],
    ["a text that does not match", { required: [{ role: "A1" }] }, /"A1" for required\[0\].role/],
    ["an entry of a list", { required: [{ role: "a", actions: [1] }] }, /1 for required\[0\].actions\[0\]/],
    ["a key inside an entry", { required: [{ role: "a", action: [] }] }, /\[\] for required\[0\].action/],
    ["an account with too few digits", { account: "1234" }, /"1234" for account/],
    [
      "a date that is none",
      { exemptions: [{ id: "a", reason: "r", owner: "o", expires: "soon" }] },
      /"soon" for exemptions/,
    ],
    [
      "an exemption without an owner",
      { exemptions: [{ id: "a", reason: "r", expires: "2027-01-31" }] },
      /exemptions\[0\].owner/,
    ],
    ["an unknown key", { requierd: [] }, /"requierd": \[\] for the policy rule, which knows no such key/],
    ["a key of all objects", JSON.parse('{"__proto__":1}'), /"__proto__"/],
  ];
  for (const [title, config, what] of wrong) {
    it(`reports ${title} once`, () => {
      const found = problems(config);
      assert.equal(found.length, 1, found.join("\n"));
      assert.match(found[0]!, what);
    });
  }

  it("reports a required key that is missing", () => {
    const { findings } = readConfig("rule", { properties: { a: { type: "string" } }, required: ["a"] }, {});
    assert.match(findings[0]!.remedy, /Set a under "rule" in the pack's config to a string/);
  });

  it("tells all keys that there are", () => {
    const [{ remedy } = { remedy: "" }] = readConfig("rule", schema, { x: 1 }).findings;
    assert.match(
      remedy,
      /Allowed: account, enforcementLevel, exemptions, external, limit, mode, partition, region, required, unknowns/,
    );
  });

  it("gives resource policies exemptions and the treatment of unknown facts only", () => {
    assert.deepEqual(Object.keys(fullSchema(undefined, "resource").properties), ["unknowns", "exemptions"]);
  });
});
