import assert from "node:assert/strict";
import { Analyzer } from "../support/analyzer";
import type { Diagnostic } from "../support/messages";
import { FAULTS } from "./catalogue";
import { PACK_CONFIG } from "./correct-stacks";
import { STACKS } from "./fault";
import { toResources } from "./resources";
import { VARIANTS } from "./variants";

describe("The fault catalogue, before the analyzer process", () => {
  let analyzer: Analyzer;

  before(async () => {
    analyzer = await Analyzer.start();
    await analyzer.configure(PACK_CONFIG);
  });

  after(() => {
    analyzer.kill();
    console.log(`      ${FAULTS.length} faults, ${VARIANTS.length} correct variants`);
  });

  for (const [name, stack] of Object.entries(STACKS)) {
    it(`Compliance: the ${name} stack gives no finding`, async () => {
      assert.deepEqual(await analyzer.preview(toResources(stack())), []);
    });
  }

  describe("Noncompliance", () => {
    for (const fault of FAULTS) {
      it(fault.title, async () => {
        const stack = STACKS[fault.stack]();
        fault.edit(stack);
        const found = await analyzer.preview(toResources(stack));
        const named = found.find((one) => reports(one, fault.policy, fault.mentions));
        assert.ok(
          named,
          `no mandatory finding of ${fault.policy} names ${fault.mentions.join(", ")}:\n${list(found)}`,
        );
      });
    }
  });

  describe("Compliance", () => {
    for (const variant of VARIANTS) {
      it(variant.title, async () => {
        const stack = STACKS[variant.stack]();
        variant.edit(stack);
        await analyzer.configure({ ...PACK_CONFIG, ...variant.config });
        const found = await analyzer.preview(toResources(stack));
        await analyzer.configure(PACK_CONFIG);
        assert.equal(list(found), "");
      });
    }
  });
});

function reports(found: Diagnostic, policy: string, mentions: string[]): boolean {
  return (
    found.policy === policy &&
    found.level === "mandatory" &&
    mentions.every((text) => found.message.includes(text))
  );
}

function list(found: Diagnostic[]): string {
  return found.map((one) => `[${one.level}] ${one.policy}\n${one.message}\n`).join("\n");
}
