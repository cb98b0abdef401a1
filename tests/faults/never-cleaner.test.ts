import assert from "node:assert/strict";
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
const CASES = Number(process.env.NEVER_CLEANER_CASES ?? 400);
const SEED = Number(process.env.NEVER_CLEANER_SEED ?? 20261122);

function mandatory(found: Diagnostic[]): Diagnostic[] {
  return found.filter(({ level }) => level === "mandatory");
}

describe("A mishap never makes a faulty stack look cleaner", () => {
  const cases = shuffled(seeded(SEED), allMishaps()).slice(0, CASES);

  it(`leaves a mandatory finding in each of ${cases.length} cases (seed ${SEED})`, async () => {
    const cleaner: string[] = [];
    for (const one of cases) {
      const found = mandatory(await judge(mishapped(one), PACK_CONFIG));
      const stands = found.some(
        ({ policy, urn, message }) =>
          policy === one.fault.policy || urn.endsWith(`::${one.resource}`) || message.includes("(unproven)"),
      );
      if (!stands) cleaner.push(`${one.fault.title}: ${one.resource}.${one.property} ${one.mishap}`);
    }
    assert.deepEqual(cleaner, []);
  }).timeout(1_200_000);
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
