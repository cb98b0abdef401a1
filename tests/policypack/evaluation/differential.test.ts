import assert from "node:assert/strict";
import { decide } from "../../../policypack/evaluation/decisions/decide";
import { access, named, onlyKeys, request as asked } from "./support/access";
import { randomDocument, randomRequest } from "./support/policies";
import { seeded } from "../../support/random";
import { simulatedSurrounded } from "./support/core-simulator";
import { KINDS } from "./support/kinds";
import { inItsWords, simulated, type Case } from "./support/simulator";
import { decidedSurrounded, randomSurrounded } from "./support/surrounded";
import { SIMULATOR_MISTAKES } from "./support/simulator-mistakes";

const SEED = Number(process.env["DIFFERENTIAL_SEED"] ?? 20261122);
const COUNT = Number(process.env["DIFFERENTIAL_COUNT"] ?? 5000);
/** Of each kind of resource whose policy decides as well. */
const EACH = Number(process.env["DIFFERENTIAL_EACH"] ?? 150);

function decided({ documents, boundary, request }: Case) {
  const principal = access(
    documents.map((document, index) => named(`policy-${index}`, document)),
    boundary && { boundary: named("boundary", boundary, "boundary") },
  );
  return decide(principal, asked(request.action, request.resource, onlyKeys(request.context))).outcome;
}

describe("decide beside an independent simulator", () => {
  it(`agrees on ${COUNT} random policies and requests (DIFFERENTIAL_SEED=${SEED})`, function () {
    this.timeout(0);
    const random = seeded(SEED);
    const outcomes = new Map<string, number>();
    for (let number = 0; number < COUNT; number++) {
      const example: Case = {
        documents: random.several(1, 3, () => randomDocument(random)),
        ...(random.chance(0.3) && { boundary: randomDocument(random) }),
        request: randomRequest(random),
      };
      const outcome = decided(example);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      assert.equal(inItsWords(outcome), simulated(example), JSON.stringify({ number, seed: SEED, example }));
    }
    const counts = [...outcomes].sort().map(([outcome, count]) => `${count} ${outcome}`);
    console.log(`      compared ${COUNT}, seed ${SEED}: ${counts.join(", ")}`);
    if (COUNT >= 1000) assert.ok(outcomes.size >= 4, "the random cases do not reach every outcome");
  });

  for (const [index, kind] of KINDS.entries()) {
    it(`agrees on ${EACH} requests that other documents decide as well, of the kind ${kind.on}`, function () {
      this.timeout(0);
      const random = seeded(SEED + 1 + index);
      const outcomes = new Map<string, number>();
      for (let number = 0; number < EACH; number++) {
        const example = randomSurrounded(random, kind);
        const outcome = decidedSurrounded(example);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        const theirs = simulatedSurrounded(example);
        assert.equal(inItsWords(outcome), theirs, JSON.stringify({ number, seed: SEED, outcome, example }));
      }
      const counts = [...outcomes].sort().map(([outcome, count]) => `${count} ${outcome}`);
      console.log(`      compared ${EACH}, seed ${SEED}: ${counts.join(", ")}`);
      if (EACH >= 1000) assert.ok(outcomes.size >= 7, "the random cases do not reach every outcome");
    });
  }

  for (const { what, page, says, example, ours, theirs } of SIMULATOR_MISTAKES) {
    it(`follows AWS where the simulator ${what}`, () => {
      assert.equal(decided(example), ours, `${page}: ${says}`);
      assert.equal(simulated(example), theirs, "the simulator has changed its mind: take this off the list");
    });
  }
});
