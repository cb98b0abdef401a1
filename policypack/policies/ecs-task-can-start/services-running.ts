import { text } from "../../graph/resources/plain";
import type { PlainResource, StackModel, TaskDefinition } from "../../graph/types";

const indexed = new WeakMap<StackModel, Map<string, PlainResource[]>>();

/** The services of the stack that run a task definition, or may. */
export function servicesRunning({ urn }: TaskDefinition, model: StackModel): PlainResource[] {
  return index(model).get(urn) ?? [];
}

/** By the URN of the task definition that they run. */
function index(model: StackModel): Map<string, PlainResource[]> {
  const known = indexed.get(model);
  if (known) return known;
  const byFamily = new Map(model.taskDefinitions.map((task) => [task.family, task.urn]));
  const found = new Map<string, PlainResource[]>();
  for (const service of model.ofKind("service")) {
    for (const urn of taskDefinitionsOf(service, byFamily))
      found.set(urn, [...(found.get(urn) ?? []), service]);
  }
  indexed.set(model, found);
  return found;
}

/** By dependency, else by `FAMILY`, `FAMILY:REVISION` or either behind `task-definition/` of an ARN. */
function taskDefinitionsOf(service: PlainResource, byFamily: Map<string, string>): string[] {
  const reference = text(service.props.taskDefinition);
  const family = reference?.replace(/^.*task-definition\//, "").replace(/:\d+$/, "");
  const named = family === undefined ? undefined : byFamily.get(family);
  return named === undefined ? (service.propertyDependencies.taskDefinition ?? []) : [named];
}
