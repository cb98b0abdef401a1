/** How long the pack takes, over the analyzer protocol, for what is made to be slow or makes no sense. */
import { PACK_CONFIG, explicitStack } from "../../tests/faults/correct-stacks";
import { toResources } from "../../tests/faults/resources";
import { hostileCase } from "../../tests/hostile/cases";
import { SLOW_STACKS } from "../../tests/hostile/slow-principals";
import { Analyzer } from "../../tests/support/analyzer";
import { seeded } from "../../tests/support/random";
import type { TestResource } from "../../tests/support/stacks";
import { type Measure, shown } from "../measure";
import { summary, type Timing } from "../timing";

const CASES = 200;
const RUNS = 3;
const SEED = 20261122;
const LONGEST_MS = 1000;

export async function measureHostileInput(): Promise<Measure[]> {
  const analyzer = await Analyzer.start();
  try {
    await analyzer.configure(PACK_CONFIG);
    const time = (stack: TestResource[]) => timeOfStack(analyzer, stack);
    const correct = await time(toResources(explicitStack()));
    const slow: [string, Timing][] = [];
    for (const [title, stack] of Object.entries(SLOW_STACKS)) slow.push([title, await time(stack())]);
    const random = seeded(SEED);
    const hostile: [string, Timing][] = [];
    for (let number = 0; number < CASES; number++)
      hostile.push([`case ${number}`, await time(hostileCase(random).resources)]);
    return [
      row("AnalyzeStack with ten policies at IAM's size limit that are made to be slow", slow, correct),
      row(`AnalyzeStack with hostile values, the slowest of ${CASES}`, hostile, correct),
    ];
  } finally {
    analyzer.kill();
  }
}

function row(work: string, timed: [string, Timing][], correct: Timing): Measure {
  const [title, slowest] = timed.reduce((one, other) => (other[1].bestMs > one[1].bestMs ? other : one));
  return {
    work,
    ours: `${shown(slowest)} (${title})`,
    against: `a correct stack: ${shown(correct)}`,
    figure: `${Math.round(slowest.bestMs)} ms`,
    goal: `≤ ${LONGEST_MS} ms`,
    reached: slowest.bestMs <= LONGEST_MS,
  };
}

async function timeOfStack(analyzer: Analyzer, stack: TestResource[]): Promise<Timing> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    // The SDK itself refuses some values with an error for an answer; that is an answer too.
    await analyzer.analyzeStack(stack).catch(() => undefined);
    times.push(performance.now() - started);
  }
  return summary(times);
}
