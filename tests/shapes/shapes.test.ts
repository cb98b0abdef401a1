import assert from "node:assert/strict";
import { Analyzer } from "../support/analyzer";
import type { Diagnostic } from "../support/messages";
import { SHAPES } from "./catalogue";
import { MISTAKES } from "./mistakes";
import { preview, type Run, runProgram, type RunResource } from "./engine";
import { programOf } from "./shape";

describe("Programs that others would write, before the analyzer process", () => {
  let analyzer: Analyzer;

  before(async () => {
    analyzer = await Analyzer.start();
  });

  after(() => {
    analyzer.kill();
    console.log(`      ${SHAPES.length} correct programs, ${MISTAKES.length} mistakes`);
  });

  for (const shape of SHAPES) {
    const { title, config = {}, first = {}, later = {}, advice = {} } = shape;
    describe(title, () => {
      const runs: [Run, Record<string, string[]>][] = [
        ["first", { ...first, ...advice }],
        ["later", { ...later, ...advice }],
      ];
      for (const [run, expected] of runs) {
        it(`${run} run: ${Object.keys(expected).sort().join(", ") || "no finding"}`, async () => {
          await analyzer.configure(config);
          const found = await preview(analyzer, runProgram(programOf(shape), run));
          const policies = [...new Set(found.map(({ policy }) => policy))].sort();
          assert.deepEqual(policies, Object.keys(expected).sort(), list(found));
          for (const [policy, mentions] of Object.entries(expected)) {
            const messages = found.filter((one) => one.policy === policy).map(({ message }) => message);
            for (const text of mentions)
              assert.ok(messages.join("\n").includes(text), `${text} in\n${list(found)}`);
          }
          const mandatory = found.filter(({ level }) => level === "mandatory");
          assert.ok(
            mandatory.every(({ message }) => message.includes("(unproven)")),
            list(found),
          );
          if (run === "later") assert.deepEqual(list(mandatory), "");
        });
      }
    });
  }

  it("give advice under the same id at each preview, whatever names are generated and known", async () => {
    for (const shape of SHAPES.filter(({ advice }) => advice)) {
      const { config = {}, advice } = shape;
      await analyzer.configure(config);
      const [first, again, later] = [
        await ids(analyzer, runProgram(programOf(shape), "first"), advice),
        await ids(analyzer, runProgram(programOf(shape), "first", "0b1d2e3"), advice),
        await ids(analyzer, runProgram(programOf(shape), "later"), advice),
      ];
      assert.deepEqual(again, first);
      assert.deepEqual(later, first);
    }
  });

  describe("but with a mistake", () => {
    for (const mistake of MISTAKES) {
      const { title, config = {}, policy, mentions } = mistake;
      for (const run of ["first", "later"] as const) {
        it(`${title}, ${run} run`, async () => {
          await analyzer.configure(config);
          const found = await preview(analyzer, runProgram(programOf(mistake), run));
          const named = found.some(
            (one) =>
              one.policy === policy &&
              one.level === "mandatory" &&
              mentions.every((text) => one.message.includes(text)),
          );
          assert.ok(named, `no mandatory finding of ${policy} names ${mentions.join(", ")}:\n${list(found)}`);
        });
      }
    }
  });
});

/** The ids of the findings of these policies. */
async function ids(
  analyzer: Analyzer,
  resources: RunResource[],
  policies: Record<string, unknown> = {},
): Promise<string[]> {
  const found = await preview(analyzer, resources);
  return found
    .filter(({ policy }) => policy in policies)
    .map(({ message }) => /finding: (\S+)/.exec(message)?.[1] ?? "")
    .sort();
}

function list(found: Diagnostic[]): string {
  return found.map((one) => `[${one.level}] ${one.policy}\n${one.message}\n`).join("\n");
}
