import assert from "node:assert/strict";
import { contextOf } from "../../../../policypack/evaluation/conditions/request-context";

describe("contextOf", () => {
  const context = contextOf({
    "aws:RequestedRegion": "eu-west-1",
    "aws:TagKeys": ["a", "b"],
    "aws:username": null,
  });

  it("answers in any letter case", () => {
    assert.deepEqual(context("AWS:requestedregion"), { state: "present", values: ["eu-west-1"] });
    assert.deepEqual(context("aws:tagkeys"), { state: "present", values: ["a", "b"] });
  });

  it("takes null for a key that no request carries", () => {
    assert.deepEqual(context("aws:username"), { state: "absent" });
  });

  it("knows nothing of other keys", () => {
    assert.deepEqual(context("aws:SourceIp"), { state: "unknown" });
    assert.deepEqual(context("constructor"), { state: "unknown" });
  });

  it("takes a key that ends in /* for all of its kind that are not named", () => {
    const tagged = contextOf({
      "aws:RequestTag/*": null,
      "aws:RequestTag/team": "ml",
      "aws:ResourceTag/*": undefined,
    });
    assert.deepEqual(tagged("aws:requesttag/Team"), { state: "present", values: ["ml"] });
    assert.deepEqual(tagged("aws:RequestTag/a/b"), { state: "absent" });
    assert.deepEqual(tagged("aws:ResourceTag/app"), { state: "unknown", isFixedLater: true });
    assert.deepEqual(tagged("aws:TagKeys"), { state: "unknown" });
  });

  it("leaves other keys to another context", () => {
    const more = contextOf({ "aws:SourceIp": "10.0.0.1" }, context);
    assert.deepEqual(more("aws:username"), { state: "absent" });
  });
});
