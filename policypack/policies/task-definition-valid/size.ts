/** How large a task is. */
import { cpuUnits, memoryMiB } from "../../ecs/task-size";
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import type { Definition } from "./definition";

interface MemoryRange {
  /** In MiB. */
  least: number;
  most: number;
  step: number;
}

/**
 * CPU units to the memory that Fargate has for them.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
 */
export const FARGATE_SIZES = new Map<number, MemoryRange>([
  [256, { least: 512, most: 2048, step: 512 }],
  [512, { least: 1024, most: 4096, step: 1024 }],
  [1024, { least: 2048, most: 8192, step: 1024 }],
  [2048, { least: 4096, most: 16_384, step: 1024 }],
  [4096, { least: 8192, most: 30_720, step: 1024 }],
  [8192, { least: 16_384, most: 61_440, step: 4096 }],
  [16_384, { least: 32_768, most: 122_880, step: 8192 }],
]);

/** Fargate has Windows tasks from one to four vCPU. */
const [LEAST_WINDOWS_CPU, MOST_WINDOWS_CPU] = [1024, 4096];

/** What tasks on EC2 may ask for, in units. */
const [LEAST_CPU, MOST_CPU] = [128, 196_608];

/** 256 units go with 512, 1024 and 2048 MiB, but not with 1536. */
const NO_MEMORY_OF_256 = 1536;

export function sizeProblems(definition: Definition): Problem[] {
  const { fargate, props } = definition;
  const { cpu, memory } = props;
  if (fargate === undefined) {
    return [
      unproven(
        "requiresCompatibilities",
        "requiresCompatibilities, and so whether the size must be Fargate's,",
      ),
    ];
  }
  if (fargate) return fargateSize(definition);
  const wrong = unknownSizes(props);
  const units = cpuUnits(cpu);
  if (isGiven(cpu) && units === undefined) wrong.push(noSize("cpu", cpu));
  if (units !== undefined && (units < LEAST_CPU || units > MOST_CPU)) {
    wrong.push(
      wrongSize("cpu", `cpu is ${shown(cpu)}`, `A task may have ${LEAST_CPU} to ${MOST_CPU} units of cpu.`),
    );
  }
  if (isGiven(memory) && memoryMiB(memory) === undefined) wrong.push(noSize("memory", memory));
  return wrong;
}

function unknownSizes(props: Definition["props"]): Problem[] {
  return ["cpu", "memory"]
    .filter((property) => props[property] === UNKNOWN)
    .map((property) => unproven(property, `the task's ${property}`));
}

function wrongSize(property: "cpu" | "memory", what: string, remedy: string): Problem {
  return violated(property, what, remedy, { property });
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== "" && value !== UNKNOWN;
}

function noSize(property: "cpu" | "memory", value: unknown): Problem {
  const example = property === "cpu" ? '"1024" or "1 vCPU"' : '"2048" or "2 GB"';
  return wrongSize(
    property,
    `${property} is ${shown(value)}, which is not an amount`,
    `Write it as ${example}.`,
  );
}

function fargateSize({ props, windows }: Definition): Problem[] {
  const { cpu, memory } = props;
  const missing = (["cpu", "memory"] as const).filter(
    (property) => props[property] === undefined || props[property] === "",
  );
  if (missing.length > 0) {
    return missing.map((property) =>
      wrongSize(
        property,
        `${property} is missing, and Fargate needs it on the task`,
        property === "cpu" ? `Set cpu: ${allowedSizes(windows)}.` : `Set memory${memoryFor(cpu)}.`,
      ),
    );
  }
  const unknown = unknownSizes(props);
  if (unknown.length > 0) return unknown;
  const units = cpuUnits(cpu);
  const range = FARGATE_SIZES.get(units ?? 0);
  const isNotWindows =
    windows && units !== undefined && (units < LEAST_WINDOWS_CPU || units > MOST_WINDOWS_CPU);
  if (units === undefined || !range || isNotWindows) {
    const why = windows && range ? " for Windows tasks" : "";
    return [
      wrongSize(
        "cpu",
        `cpu is ${shown(cpu)}, which Fargate does not have${why}`,
        `Choose ${allowedSizes(windows)}.`,
      ),
    ];
  }
  const amount = memoryMiB(memory);
  if (amount !== undefined && isOf(range, amount)) return [];
  return [
    wrongSize(
      "memory",
      `memory is ${shown(memory)}, which Fargate does not have with cpu ${shown(cpu)}`,
      `With cpu ${units}, memory is ${memoryText(units, range)} MiB; or choose another cpu: ${allowedSizes(windows)}.`,
    ),
  ];
}

function isOf({ least, most, step }: MemoryRange, amount: number): boolean {
  return amount >= least && amount <= most && amount % step === 0 && amount !== NO_MEMORY_OF_256;
}

function memoryText(units: number, { least, most, step }: MemoryRange): string {
  return units === 256 ? "512, 1024 or 2048" : `${least} to ${most} in steps of ${step}`;
}

function memoryFor(cpu: unknown): string {
  const units = cpuUnits(cpu) ?? 0;
  const range = FARGATE_SIZES.get(units);
  return range ? `: with cpu ${units}, ${memoryText(units, range)} MiB` : " to one that goes with the cpu";
}

function allowedSizes(windows: boolean): string {
  const all = [...FARGATE_SIZES.keys()];
  const sizes = windows
    ? all.filter((units) => units >= LEAST_WINDOWS_CPU && units <= MOST_WINDOWS_CPU)
    : all;
  return `${sizes.join(", ")} units of cpu (1024 are one vCPU)`;
}
