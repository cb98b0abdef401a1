import assert from "node:assert/strict";
import { explicitStack, PACK_CONFIG } from "../faults/correct-stacks";
import { toResources } from "../faults/resources";
import { Analyzer } from "../support/analyzer";
import { seeded } from "../support/random";
import { hostileCase } from "./cases";

/** CI asks for 10,000. How long the answers take is measured in `bench/`. */
const CASES = Number(process.env.HOSTILE_CASES ?? 150);
const SEED = Number(process.env.HOSTILE_SEED ?? 20261122);

describe("Hostile input", () => {
  let analyzer: Analyzer;

  before(async () => {
    analyzer = await Analyzer.start();
    await analyzer.configure(PACK_CONFIG);
  });

  after(() => analyzer.kill());

  it(`is answered, and the process lives (${CASES} cases, seed ${SEED})`, async () => {
    const random = seeded(SEED);
    for (let done = 0; done < CASES; done++) {
      const { target, resources } = hostileCase(random);
      // The SDK itself refuses some values with an error for an answer; that is an answer too.
      await analyzer.analyze(target).catch(() => undefined);
      await analyzer.analyzeStack(resources).catch(() => undefined);
      assert.ok(
        analyzer.isAlive,
        `the process died of case ${done}: ${JSON.stringify(target).slice(0, 2000)}`,
      );
    }
    assert.deepEqual(await analyzer.preview(toResources(explicitStack())), []);
  }).timeout(1_200_000);
});
