import assert from "node:assert/strict";
import { readDocument } from "../../../../policypack/evaluation/reading/read-document";
import type { Grammar } from "../../../../policypack/evaluation/reading/grammars";

const document = (Statement?: unknown) => ({ Version: "2012-10-17", Statement });
const grant = (rest: object) =>
  document([{ Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...rest }]);
const trust = (Principal: unknown) => document([{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }]);

/** What comes of the document, as text and as object: its state, and whether its statements are unknown in part. */
function read(value: unknown, kind: Grammar, mayHaveLostParts: boolean): string {
  const said = [value, JSON.stringify(value)].map((each) => {
    const reading = readDocument(each, kind, mayHaveLostParts);
    if (reading.state !== "known") return reading.state;
    return reading.document.statements.map(({ unknown }) => (unknown ? "unknown in part" : "known")).join();
  });
  assert.equal(said[0], said[1]);
  return said[0]!;
}

describe("A document that a preview may have lost a part of", () => {
  const lost: [string, unknown, Grammar, string][] = [
    ["a statement without Resource", grant({ Resource: undefined }), "identity", "unknown in part"],
    ["a statement with an empty list of resources", grant({ Resource: [] }), "identity", "unknown in part"],
    ["an empty NotResource", grant({ Resource: undefined, NotResource: [] }), "identity", "unknown in part"],
    ["a statement without Action", grant({ Action: undefined }), "identity", "unknown in part"],
    [
      "a condition without values",
      grant({ Condition: { StringEquals: { "aws:SourceArn": [] } } }),
      "identity",
      "unknown in part",
    ],
    ["a trust policy without Principal", trust(undefined), "trust", "unknown in part"],
    ["a trust policy with no type of principals", trust({}), "trust", "unknown in part"],
    ["a trust policy with no principal of a type", trust({ AWS: [] }), "trust", "unknown in part"],
    [
      "a single statement without Resource",
      document({ Effect: "Allow", Action: "s3:GetObject" }),
      "identity",
      "unknown in part",
    ],
    ["a document without statements", document(), "identity", "unknown"],
    ["a document with an empty list of statements", document([]), "identity", "unknown"],
  ];
  for (const [title, value, kind, state] of lost) {
    it(`${title}: known to be lost at a preview, and malformed in the update`, () => {
      assert.equal(read(value, kind, true), state);
      assert.equal(read(value, kind, false), "malformed");
    });
  }

  const wrong: [string, unknown][] = [
    ["a wrong effect", grant({ Effect: "allow" })],
    ["both Resource and NotResource", grant({ NotResource: "*" })],
    ["a resource of the wrong type", grant({ Resource: 5 })],
    ["an element that there is not", grant({ Resources: ["*"] })],
    ["a list for a document", []],
    ["a statement that is a text", document(["x"])],
  ];
  for (const [title, value] of wrong) {
    it(`${title} is wrong all the same`, () => {
      assert.equal(read(value, "identity", true), "malformed");
    });
  }

  it("a whole document is what it was", () => {
    assert.equal(read(grant({}), "identity", true), "known");
    assert.equal(read(trust({ Service: "ecs-tasks.amazonaws.com" }), "trust", true), "known");
  });
});
