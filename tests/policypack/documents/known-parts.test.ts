import assert from "node:assert/strict";
import { knownParts } from "../../../policypack/documents/known-parts";
import { documentPlaces } from "../../../policypack/documents/unknown-documents";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { lone } from "../../support/stacks";

/** The index, the actions and the resources of each part. */
const partsOf = (...statements: object[]) =>
  documentPlaces(
    lone("aws:iam/userPolicy:UserPolicy", {
      user: "dev",
      policy: { Version: "2012-10-17", Statement: statements.map((each) => ({ Effect: "Allow", ...each })) },
    }),
  )
    .flatMap(knownParts)
    .map(({ index, actions, resources }) => [index, actions.patterns, resources?.patterns]);

describe("what holds of a document whatever its unknown parts turn out to be", () => {
  const known = { Action: "s3:GetObject", Resource: "*" };

  it("is what is known of lists that only add to what is allowed", () => {
    assert.deepEqual(partsOf(known, { Action: ["iam:*", UNKNOWN], Resource: ["*"] }), [
      [1, ["iam:*"], ["*"]],
    ]);
    assert.deepEqual(
      partsOf({ Action: [UNKNOWN, "iam:Get*"], Resource: [UNKNOWN, "arn:aws:iam::1:role/a"] }),
      [[0, ["iam:Get*"], ["arn:aws:iam::1:role/a"]]],
    );
  });

  it("is nothing of what is wholly known, or open in other ways", () => {
    for (const open of [
      known,
      { Action: UNKNOWN, Resource: "*" },
      { Action: [UNKNOWN], Resource: "*" },
      { Action: "iam:*", Resource: UNKNOWN },
      { NotAction: ["s3:*", UNKNOWN], Resource: "*" },
      { Action: "iam:*", NotResource: [UNKNOWN, "arn:aws:iam::1:role/a"] },
      { Action: ["iam:*", UNKNOWN], Resource: "*", Condition: UNKNOWN },
      { Action: ["iam:*", UNKNOWN], Resource: "*", Condition: { StringEquals: { "aws:x": UNKNOWN } } },
      { Effect: "Deny", Action: ["iam:*", UNKNOWN], Resource: "*" },
      { Effect: UNKNOWN, Action: ["iam:*", UNKNOWN], Resource: "*" },
    ])
      assert.deepEqual(partsOf(open), [], JSON.stringify(open));
  });

  it("is nothing of what is no document", () => {
    for (const policy of [UNKNOWN, "{", 7, { Statement: UNKNOWN }, { Statement: [UNKNOWN] }])
      assert.deepEqual(
        documentPlaces(lone("aws:iam/userPolicy:UserPolicy", { user: "dev", policy })).flatMap(knownParts),
        [],
      );
  });
});
