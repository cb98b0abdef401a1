/** A line of the table: what was measured, against what, and the goal that it is held against. */
export interface Measure {
  work: string;
  /** What this project took, with its unit. */
  ours: string;
  /** What it is compared with, and what that took; absent where the goal is a plain number. */
  against?: string;
  /** The figure that the goal is about. */
  figure: string;
  goal: string;
  reached: boolean;
}

/** A ratio of times that must stay at or below `most`. */
export function atMost(
  most: number,
  { work, ours, against, name }: { work: string; ours: number; against: number; name: string },
): Measure {
  const ratio = ours / against;
  return {
    work,
    ours: ms(ours),
    against: `${name}: ${ms(against)}`,
    figure: `${ratio.toFixed(2)} ×`,
    goal: `≤ ${most} ×`,
    reached: ratio <= most,
  };
}

export function ms(time: number): string {
  return time >= 10_000 ? `${(time / 1000).toFixed(1)} s` : `${Math.round(time)} ms`;
}
