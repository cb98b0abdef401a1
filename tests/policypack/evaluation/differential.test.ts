import assert from "node:assert/strict";
import { decide } from "../../../policypack/evaluation/decisions/decide";
import { access, named, onlyKeys, request as asked } from "./support/access";
import { randomDocument, randomRequest } from "./support/policies";
import { seeded } from "../../support/random";
import { inItsWords, simulated, type Case } from "./support/simulator";
import { decidedSurrounded, randomSurrounded, simulatedSurrounded } from "./support/surrounded";
import { SIMULATOR_MISTAKES } from "./support/simulator-mistakes";

const SEED = Number(process.env["DIFFERENTIAL_SEED"] ?? 20261122);
const COUNT = Number(process.env["DIFFERENTIAL_COUNT"] ?? 5000);
/** The longer questions take the simulator longer. */
const SURROUNDED = Number(process.env["DIFFERENTIAL_COUNT"] ?? 1500);

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

  it(`agrees on ${SURROUNDED} requests that other documents decide as well (DIFFERENTIAL_SEED=${SEED})`, function () {
    this.timeout(0);
    const random = seeded(SEED + 1);
    const outcomes = new Map<string, number>();
    for (let number = 0; number < SURROUNDED; number++) {
      const example = randomSurrounded(random);
      const outcome = decidedSurrounded(example);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      const theirs = simulatedSurrounded(example);
      assert.equal(inItsWords(outcome), theirs, JSON.stringify({ number, seed: SEED, outcome, example }));
    }
    const counts = [...outcomes].sort().map(([outcome, count]) => `${count} ${outcome}`);
    console.log(`      compared ${SURROUNDED}, seed ${SEED}: ${counts.join(", ")}`);
    if (SURROUNDED >= 1000) assert.ok(outcomes.size >= 7, "the random cases do not reach every outcome");
  });

  for (const { what, page, says, example, ours, theirs } of SIMULATOR_MISTAKES) {
    it(`follows AWS where the simulator ${what}`, () => {
      assert.equal(decided(example), ours, `${page}: ${says}`);
      assert.equal(simulated(example), theirs, "the simulator has changed its mind: take this off the list");
    });
  }
});
