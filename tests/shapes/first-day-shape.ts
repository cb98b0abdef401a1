import type { Program } from "./program";

export interface FirstDay {
  title: string;
  program(p: Program, isFaulty: boolean): void;
  config?: Record<string, Record<string, unknown>>;
  /** Who reports the fault in the update, and what the finding names. */
  policy: string;
  mentions: string[];
  /** Whether the first preview reports it already. */
  isCertain?: boolean;
}
