import assert from "node:assert/strict";
import { outputText, textRemedy } from "../../../policypack/documents/output-text";

describe("texts of values that were not waited for", () => {
  it("finds what Pulumi writes for an output", () => {
    assert.equal(outputText("arn:Calling [toString] on an [Output<T>] is not supported."), "arn:…");
    assert.equal(outputText({ Resource: ["<pulumi.Output object at 0x7f>"] })?.endsWith("<…"), true);
    assert.equal(outputText("arn:aws:s3:::bucket"), undefined);
    assert.equal(outputText(undefined), undefined);
  });

  it("knows a promise by what JSON has of it", () => {
    assert.match(textRemedy([{}], "quotes"), /of a promise: await it/);
    assert.match(textRemedy([7, {}], "quotes"), /of a promise/);
    for (const value of [7, true, null, [], ["a"], { a: 1 }, undefined])
      assert.equal(textRemedy([value], "quotes"), "quotes");
  });
});
