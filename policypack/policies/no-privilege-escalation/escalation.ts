import type { Grant } from "../../evaluation/types";

/** A way to more rights that a statement opens. */
export interface Escalation {
  grant: Grant;
  actions: string[];
  /** What the principal may do, as an infinitive. */
  gain: string;
}
