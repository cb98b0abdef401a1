import type { Timing } from "./timing";

/** A line of the table: what was measured, against what, and the goal that it is held against. */
export interface Measure {
  work: string;
  /** What this project took, with its unit; of several runs the best, and the median in brackets. */
  ours: string;
  /** What it is compared with, and what that took; absent where the goal is a plain number. */
  against?: string;
  /** The figure that the goal is about. */
  figure: string;
  goal: string;
  reached: boolean;
}

/** A ratio of times, best of each, that must stay at or below `most`. */
export function atMost(
  most: number,
  { work, ours, against, name }: { work: string; ours: Timing; against: Timing; name: string },
): Measure {
  const ratio = ours.bestMs / against.bestMs;
  return {
    work,
    ours: shown(ours),
    against: `${name}: ${shown(against)}`,
    figure: `${ratio.toFixed(2)} ×, medians ${(ours.medianMs / against.medianMs).toFixed(2)} ×`,
    goal: `≤ ${most} ×`,
    reached: ratio <= most,
  };
}

/** Best and median. */
export function shown({ bestMs, medianMs }: Timing): string {
  return `${ms(bestMs)} (${ms(medianMs)})`;
}

/** Milliseconds as a person reads them: `420 ms`, `12.3 s`. */
export function ms(time: number): string {
  return time >= 10_000 ? `${(time / 1000).toFixed(1)} s` : `${Math.round(time)} ms`;
}
