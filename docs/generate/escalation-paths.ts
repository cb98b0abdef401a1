import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A way to more rights that is publicly known. */
export interface EscalationPath {
  /** Its id on pathfinding.cloud, or what other lists call it. */
  path: string;
  /** Allowed together on every resource. */
  actions: string[];
  /** Why no rule reports it, where none does. */
  whyNot?: string;
}

export const ESCALATION_PATHS = JSON.parse(
  readFileSync(join(__dirname, "known-paths.json"), "utf8"),
) as EscalationPath[];
