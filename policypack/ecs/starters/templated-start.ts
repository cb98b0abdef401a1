/** What the ECS targets of rules, schedules and pipes say: much the same keys. */
import { clusterNamed } from "../named-clusters";
import { taskNamed } from "../named-tasks";
import type { PlainResource, StackModel } from "../../graph/types";
import { requestedTags } from "./requested-tags";
import { overriddenRoles } from "./overrides";
import type { TaskStart } from "./task-start";

/** Where the parts of a target stand: the resource's own properties, by which the engine names dependencies. */
export interface TargetParts {
  what: string;
  cluster: { property: string; value: unknown };
  ecs: { property: string; value: Record<string, unknown> };
  overrides: { property: string; value: unknown };
}

/** The request that a target makes. */
export function templatedStart(model: StackModel, by: PlainResource, parts: TargetParts): TaskStart {
  const { what, cluster, ecs, overrides } = parts;
  return {
    what,
    action: "ecs:RunTask",
    task: taskNamed(model, by, ecs.property, ecs.value.taskDefinitionArn),
    cluster: clusterNamed(model, by, cluster.property, cluster.value),
    overrides: overriddenRoles(model, by, overrides.property, overrides.value),
    tags: requestedTags(ecs.value.tags ?? ecs.value.tagList, ecs.value.propagateTags),
    context: { "ecs:enable-execute-command": flag(ecs.value.enableExecuteCommand) },
  };
}

/** A flag as a context key; requests always say it. */
export function flag(value: unknown): string | undefined {
  if (value === undefined || value === null || value === false || value === "false") return "false";
  return value === true || value === "true" ? "true" : undefined;
}
