import assert from "node:assert/strict";
import { merge } from "../../../components/documents/merge";
import { allow, render } from "../../../components/documents/statement";

const read = (sid: string, ...resources: string[]) => allow(sid, ["s3:GetObject"], resources);

describe("Merged statements", () => {
  it("unite resources that get the same actions", () => {
    assert.deepEqual(merge([read("A", "arn:b"), read("A", "arn:a"), read("A", "arn:b")]), [
      read("A", "arn:a", "arn:b"),
    ]);
  });

  it("unite actions on the same resources", () => {
    const merged = merge([allow("A", ["s3:PutObject"], ["arn:a"]), allow("B", ["s3:GetObject"], ["arn:a"])]);
    assert.deepEqual(merged, [allow("A", ["s3:GetObject", "s3:PutObject"], ["arn:a"])]);
  });

  it("unite until nothing more can be united", () => {
    const merged = merge([
      allow("A", ["s:X"], ["arn:a"]),
      allow("B", ["s:Y"], ["arn:a"]),
      allow("C", ["s:X", "s:Y"], ["arn:b"]),
    ]);
    assert.deepEqual(merged, [allow("A", ["s:X", "s:Y"], ["arn:a", "arn:b"])]);
  });

  it("keep grants apart that would grow by being united", () => {
    assert.equal(merge([allow("A", ["s:X"], ["arn:a"]), allow("B", ["s:Y"], ["arn:b"])]).length, 2);
  });

  it("keep other conditions and other effects apart", () => {
    const condition = { StringEquals: { "aws:RequestedRegion": "ap-northeast-2" } };
    const merged = merge([
      read("A", "arn:a"),
      { ...read("B", "arn:b"), conditions: condition },
      { ...read("C", "arn:c"), effect: "Deny" },
    ]);
    assert.deepEqual(
      merged.map(({ sid }) => sid),
      ["A", "B", "C"],
    );
  });

  it("unite equal conditions whatever the order of their keys and values", () => {
    const one = { StringLike: { "s3:prefix": ["b", "a"] }, Bool: { "aws:SecureTransport": "true" } };
    const other = { Bool: { "aws:SecureTransport": "true" }, StringLike: { "s3:prefix": ["a", "b"] } };
    assert.equal(
      merge([
        { ...read("A", "arn:a"), conditions: one },
        { ...read("A", "arn:b"), conditions: other },
      ]).length,
      1,
    );
  });

  it("leave out resources and actions that a wildcard beside them covers", () => {
    const merged = merge([
      allow("A", ["s3:Get*", "s3:GetObject"], ["arn:b/*", "arn:b/x", "arn:b/x*", "arn:c"]),
    ]);
    assert.deepEqual(merged, [allow("A", ["s3:Get*"], ["arn:b/*", "arn:c"])]);
  });

  it("do not take a wildcard in the middle for a prefix", () => {
    const resources = ["arn:*/x", "arn:b/x"];
    assert.deepEqual(merge([allow("A", ["s3:GetObject"], resources)])[0]?.resources, resources);
  });

  it("have distinct Sids", () => {
    const merged = merge([
      allow("A", ["s:X"], ["arn:a"]),
      allow("A", ["s:Y"], ["arn:b"]),
      allow("A", ["s:Z"], ["arn:c"]),
    ]);
    assert.deepEqual(
      merged.map(({ sid }) => sid),
      ["A", "A2", "A3"],
    );
  });

  it("give the same text for the same grants in any order", () => {
    const statements = [read("A", "arn:c", "arn:a"), read("B", "arn:b"), allow("C", ["t:Y", "t:X"], ["*"])];
    assert.equal(render(merge(statements)), render(merge([...statements].reverse())));
  });

  it("leave their sources unchanged", () => {
    const statements = [read("A", "arn:b", "arn:a")];
    merge(statements);
    assert.deepEqual(statements, [read("A", "arn:b", "arn:a")]);
  });
});
