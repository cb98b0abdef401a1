/** Every case of the catalogues, and what the pack says of it. */
import { createHash } from "node:crypto";
import { FAULTS } from "../faults/catalogue";
import { PACK_CONFIG } from "../faults/correct-stacks";
import { type Fault, STACKS, type Variant } from "../faults/fault";
import { allMishaps, type Mishap, mishapped } from "../faults/mishaps";
import { toResources } from "../faults/resources";
import { VARIANTS } from "../faults/variants";
import { SHAPES } from "../shapes/catalogue";
import { type Run, runProgram } from "../shapes/engine";
import { MISTAKES } from "../shapes/mistakes";
import { type Mistake, programOf, type Shape } from "../shapes/shape";
import { judge } from "../support/judge";
import type { PackConfig } from "../support/messages";
import type { TestResource } from "../support/stacks";

/** A stack of one of the catalogues, as the pack is given it. */
interface Case {
  /** Its catalogue and title: `faults: …`, `shapes: …, first run`. */
  name: string;
  config: PackConfig;
  resources(): TestResource[];
}

/** What the pack says of a case. */
export interface GoldenCase {
  name: string;
  findings: GoldenFinding[];
}

interface GoldenFinding {
  policy: string;
  level: string;
  /** The last part of the finding's resource. */
  on: string;
  message: string;
}

/** When it was judged: `aws:CurrentTime` of the requests. */
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

const RUNS: Run[] = ["first", "later"];

function allCases(): Case[] {
  return [
    ...FAULTS.map((fault) => edited("faults", fault, PACK_CONFIG)),
    ...VARIANTS.map((variant) => edited("variants", variant, { ...PACK_CONFIG, ...variant.config })),
    ...allMishaps().map(mishap).filter(isInSample),
    ...SHAPES.flatMap((shape) => RUNS.map((run) => written("shapes", shape, run))),
    ...MISTAKES.flatMap((mistake) => RUNS.map((run) => written("mistakes", mistake, run))),
  ];
}

function edited(catalogue: string, { title, stack, edit }: Fault | Variant, config: PackConfig): Case {
  const resources = () => {
    const declared = STACKS[stack]();
    edit(declared);
    return toResources(declared);
  };
  return { name: `${catalogue}: ${title}`, config, resources };
}

function mishap(one: Mishap): Case {
  const name = `mishaps: ${one.fault.title}, ${one.resource}.${one.property} ${one.mishap}`;
  return { name, config: PACK_CONFIG, resources: () => mishapped(one) };
}

/** One in sixty-four, and the same ones whatever others there are. */
function isInSample({ name }: Case): boolean {
  return createHash("sha256").update(name).digest()[0]! < 4;
}

function written(catalogue: string, program: Shape | Mistake, run: Run): Case {
  return {
    name: `${catalogue}: ${program.title}, ${run} run`,
    config: program.config ?? {},
    resources: () => runProgram(programOf(program), run),
  };
}

/** Judges all cases; the result is the same each time, whatever is judged before it. */
export async function judgeAllCases(): Promise<GoldenCase[]> {
  const judged: GoldenCase[] = [];
  for (const { name, config, resources } of allCases()) {
    const found = await judge(resources(), config);
    const findings = found.map(({ policy, level, urn, message }) => ({
      policy,
      level,
      on: urn.split("::").at(-1) ?? "",
      message: message.replace(MOMENT, "<now>"),
    }));
    judged.push({ name, findings: findings.sort(byText) });
  }
  return judged;
}

function byText(one: GoldenFinding, other: GoldenFinding): number {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}
