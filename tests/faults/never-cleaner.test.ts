import assert from "node:assert/strict";
import { policies } from "../../policypack/policies";
import { seeded } from "../support/random";
import { judge } from "../support/judge";
import type { Diagnostic } from "../support/messages";
import { shuffled } from "../support/shuffled";
import { FAULTS } from "./catalogue";
import { PACK_CONFIG } from "./correct-stacks";
import { allMishaps, mishapped } from "./mishaps";
import { toResources } from "./resources";
import { STACKS } from "./fault";
import { VARIANTS } from "./variants";

/** All cases are some ten thousand; a run takes a sample of them unless told otherwise. */
const CASES = Number(process.env.NEVER_CLEANER_CASES ?? 150);
const SEED = Number(process.env.NEVER_CLEANER_SEED ?? 20261122);

/** What is mandatory, or judged in the update. */
function loud(found: Diagnostic[]): Diagnostic[] {
  return found.filter(({ level, message }) => level === "mandatory" || message.endsWith("(deferred)"));
}

describe("A mishap never makes a faulty stack look cleaner", () => {
  const cases = shuffled(seeded(SEED), allMishaps()).slice(0, CASES);

  for (const stage of ["unsaid", "preview", "update"] as const) {
    it(`leaves a loud finding in each of ${cases.length} cases (seed ${SEED}), stage ${stage}`, async () => {
      const cleaner: string[] = [];
      for (const one of cases) {
        const found = loud(await judge(mishapped(one), PACK_CONFIG, policies, stage));
        const stands = found.some(
          ({ policy, urn, message }) =>
            policy === one.fault.policy ||
            urn.endsWith(`::${one.resource}`) ||
            /\((unproven|deferred)\)$/.test(message),
        );
        if (!stands) cleaner.push(`${one.fault.title}: ${one.resource}.${one.property} ${one.mishap}`);
      }
      assert.deepEqual(cleaner, []);
    }).timeout(1_200_000);
  }

  it("in an update, or where nobody says what it is, defers nothing", async () => {
    for (const one of cases.slice(0, 40))
      for (const stage of ["unsaid", "update"] as const)
        for (const { message } of await judge(mishapped(one), PACK_CONFIG, policies, stage))
          assert.ok(!message.endsWith("(deferred)"), message);
  });
});

describe("The order of the resources changes no verdict", () => {
  const random = seeded(SEED);
  const ids = (found: Diagnostic[]) => found.map(({ message }) => message).sort();

  for (const { title, stack, edit } of [...shuffled(random, FAULTS).slice(0, 40), ...VARIANTS]) {
    it(title, async () => {
      const declared = STACKS[stack]();
      edit(declared);
      const resources = toResources(declared);
      const inOrder = ids(await judge(resources, PACK_CONFIG));
      assert.deepEqual(ids(await judge(shuffled(random, resources), PACK_CONFIG)), inOrder);
    });
  }
});
