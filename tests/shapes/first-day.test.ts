import assert from "node:assert/strict";
import { policies } from "../../policypack/policies";
import type { Stage } from "../../policypack/sdk/stage";
import { Analyzer } from "../support/analyzer";
import type { Diagnostic } from "../support/messages";
import { preview, type Run, runProgram } from "./engine";
import { FIRST_DAYS } from "./first-day";
import type { FirstDay } from "./first-day-shape";
import { Program } from "./program";

/** What the engine starts analyzers for, and what they are given: in an update, what a resource names exists by then. */
const RUNS: { title: string; stage: Stage; run: Run }[] = [
  { title: "first preview", stage: "preview", run: "first" },
  { title: "the update that follows", stage: "update", run: "later" },
  { title: "later preview", stage: "preview", run: "later" },
];

describe("The first day of programs that others would write", () => {
  const analyzers = new Map<Stage, Analyzer>();
  before(async () => {
    for (const stage of ["preview", "update"] as const)
      analyzers.set(stage, await Analyzer.start(undefined, stage));
  });
  after(() => analyzers.forEach((analyzer) => analyzer.kill()));

  async function judged(
    day: FirstDay,
    isFaulty: boolean,
    stage: Stage,
    run: Run,
    program = programOf(day, isFaulty),
  ): Promise<Diagnostic[]> {
    const analyzer = analyzers.get(stage)!;
    await analyzer.configure(day.config ?? {});
    return await preview(analyzer, runProgram(program, run));
  }

  for (const day of FIRST_DAYS) {
    describe(day.title, () => {
      for (const { title, stage, run } of RUNS) {
        it(`${title}: nothing stops it`, async () => {
          const found = await judged(day, false, stage, run);
          assert.deepEqual(list(found.filter(({ level }) => level === "mandatory")), "");
          if (run === "later") assert.ok(!found.some(isDeferred), list(found));
        });
      }

      it("previews that create or replace a part of it: nothing stops them", async () => {
        const program = programOf(day, false);
        const { resources } = program;
        for (const at of [1, 2].map((third) => Math.floor((third * resources.length) / 3))) {
          const parts: Run[] = [
            (resource) => resources.indexOf(resource) < at,
            (resource) => resource !== resources[at],
          ];
          for (const part of parts) {
            const found = await judged(day, false, "preview", part, program);
            assert.deepEqual(list(found.filter(({ level }) => level === "mandatory")), "");
          }
        }
      });

      it("with a fault, first preview: it is stopped, or says that the update judges it", async () => {
        const found = await judged(day, true, "preview", "first");
        assert.ok(
          found.some((one) => one.level === "mandatory" || isDeferred(one)),
          list(found),
        );
      });

      for (const { title, stage, run } of day.isCertain ? RUNS : RUNS.slice(1)) {
        it(`with a fault, ${title}: it is stopped`, async () => {
          const found = await judged(day, true, stage, run);
          const named = found.find(
            ({ policy, level, message }) =>
              policy === day.policy &&
              level === "mandatory" &&
              day.mentions.every((each) => message.includes(each)),
          );
          assert.ok(named, list(found));
        });
      }
    });
  }

  it("names policies that there are", () => {
    const names = policies.map(({ name }) => name);
    for (const { policy } of FIRST_DAYS) assert.ok(names.includes(policy), policy);
  });
});

function programOf(day: FirstDay, isFaulty: boolean): Program {
  const program = new Program();
  day.program(program, isFaulty);
  return program;
}

function isDeferred({ message }: Diagnostic): boolean {
  return message.endsWith("(deferred)");
}

function list(found: Diagnostic[]): string {
  return found.map((one) => `[${one.level}] ${one.policy}\n${one.message}\n`).join("\n");
}
