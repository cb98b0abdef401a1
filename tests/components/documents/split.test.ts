import assert from "node:assert/strict";
import { managedPolicyQuota, split } from "../../../components/documents/split";
import { type Statement, allow, render } from "../../../components/documents/statement";

const arn = (index: number) => `arn:aws:s3:::bucket-${String(index).padStart(6, "0")}/some/prefix/*`;
const arns = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => arn(from + index));
const resourcesOf = (documents: Statement[][]) => documents.flat().flatMap(({ resources }) => resources);

describe("A document", () => {
  it("stays whole while IAM's quota lasts", () => {
    const statements = [
      allow("A", ["s3:GetObject"], arns(0, 50)),
      allow("B", ["s3:PutObject"], arns(50, 100)),
    ];
    assert.deepEqual(split(statements), [statements]);
  });

  it("becomes no document where there is nothing to say", () => {
    assert.deepEqual(split([]), []);
  });

  it("is split between statements where it is too long", () => {
    const statements = [0, 1, 2].map((part) =>
      allow(`S${part}`, [`s3:Get${part}`], arns(part * 70, part * 70 + 70)),
    );
    const documents = split(statements);
    assert.deepEqual(documents.flat(), statements);
    assert.equal(documents.length, 3);
  });

  it("is split within a statement where that one is too long", () => {
    const documents = split([allow("Objects", ["s3:GetObject"], arns(0, 1000))]);
    assert.deepEqual(resourcesOf(documents), arns(0, 1000));
    const sids = documents.flat().map(({ sid }) => sid);
    assert.equal(new Set(sids).size, sids.length);
    assert.match(sids.join(), /^Objects,Objects2,Objects3/);
  });

  for (const count of [105, 106, 107, 108, 109, 110, 111, 210, 500, 3000]) {
    it(`never exceeds the quota with ${count} resources`, () => {
      for (const document of split([allow("Objects", ["s3:GetObject"], arns(0, count))]))
        assert.ok(render(document).length <= managedPolicyQuota);
    });
  }

  it("is refused where one resource alone is too long", () => {
    assert.throws(
      () => split([allow("Long", ["s3:GetObject"], [`arn:${"x".repeat(6200)}`])]),
      /statement "Long" exceeds/,
    );
  });
});
