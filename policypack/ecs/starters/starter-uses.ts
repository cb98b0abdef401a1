/** Everything by which a stack starts tasks, with the roles that it is done with. */
import type { StackModel } from "../../graph/types";
import type { RoleUse } from "../role-use";
import { apiIntegrations } from "./api-integrations";
import { batchJobs } from "./batch-jobs";
import { deploymentGroups } from "./deployment-groups";
import { eventTargets, nativeRules } from "./event-rules";
import { pipelines } from "./pipelines";
import { pipes } from "./pipes";
import { schedules } from "./schedules";
import { stateMachines } from "./state-machines";
import type { StarterKind } from "./task-start";

const STARTER_KINDS: StarterKind[] = [
  eventTargets,
  nativeRules,
  schedules,
  pipes,
  stateMachines,
  apiIntegrations,
  pipelines,
  deploymentGroups,
  batchJobs,
];

const found = new WeakMap<StackModel, RoleUse[]>();

/** The uses of roles that start tasks; the same each time for the same stack. */
export function starterUses(model: StackModel): RoleUse[] {
  const known = found.get(model);
  if (known) return known;
  const uses = STARTER_KINDS.flatMap(({ kind, usesOf }) =>
    model.ofKind(kind).flatMap((resource) => usesOf(model, resource)),
  );
  found.set(model, uses);
  return uses;
}
