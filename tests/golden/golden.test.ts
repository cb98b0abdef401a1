/**
 * Ids are a promise, as exemptions in other people's repositories name them; messages are what people read. So a change
 * of either shows here, case by case. A change that is meant is written by `npm run golden`, and reviewed in its diff.
 */
import assert from "node:assert/strict";
import { type GoldenCase, judgeAllCases } from "./cases";
import { readGolden } from "./findings";

describe("Every finding of the catalogues, against the golden file", () => {
  let golden: Map<string, GoldenCase>;
  let judged: Map<string, GoldenCase>;

  before(async function () {
    this.timeout(300_000);
    golden = byName(readGolden());
    judged = byName(await judgeAllCases());
  });

  it("has the same cases; after a change of the catalogues, run npm run golden", () => {
    assert.deepEqual([...judged.keys()].sort(), [...golden.keys()].sort());
  });

  it("gives each finding the same id, level and message", () => {
    const changed = [...golden.values()].filter(
      ({ name, findings }) => JSON.stringify(judged.get(name)?.findings) !== JSON.stringify(findings),
    );
    assert.deepEqual(
      changed.map(({ name }) => judged.get(name)),
      changed,
    );
  });
});

function byName(cases: GoldenCase[]): Map<string, GoldenCase> {
  return new Map(cases.map((each) => [each.name, each]));
}
