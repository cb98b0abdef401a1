/** On which tasks ECS Exec is used. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
import { text } from "../../graph/resources/plain";
import { stateOf } from "../../graph/resources/value-state";
import type { PlainResource, StackModel, TaskDefinition } from "../../graph/types";
import type { UnknownFact, ValueState } from "../../unknowns/unknown-fact";

/** That ECS Exec is used on a task, or may be. */
export interface ExecUse {
  /** The services that enable it, or may. */
  services: PlainResource[];
  /** Why it is not certain. */
  unknown?: UnknownFact;
}

/**
 * @param families task definitions for which config says that ECS Exec is used (`run-task --enable-execute-command`
 *   leaves no trace in the stack); others count if a service of the stack enables it
 * @returns undefined where it is not used
 */
export function execUse(
  task: TaskDefinition,
  model: StackModel,
  families: readonly string[],
): ExecUse | undefined {
  const services = servicesWithExec(model).get(task.urn) ?? [];
  const isDeclared = families.includes(task.family);
  if (!isDeclared && services.length === 0) return undefined;
  if (isDeclared || services.some(enablesExec)) return { services };
  return { services, unknown: { kind: "execute-command", family: task.family, state: stateIn(services) } };
}

const indexed = new WeakMap<StackModel, Map<string, PlainResource[]>>();

/** The services that enable ECS Exec (or may), by the URN of the task definition that they run. */
function servicesWithExec(model: StackModel): Map<string, PlainResource[]> {
  const known = indexed.get(model);
  if (known) return known;
  const byFamily = new Map(model.taskDefinitions.map((task) => [task.family, task.urn]));
  const found = new Map<string, PlainResource[]>();
  for (const service of model.ofKind("service")) {
    if (!mayEnableExec(service.props.enableExecuteCommand)) continue;
    for (const urn of taskDefinitionsOf(service, byFamily))
      found.set(urn, [...(found.get(urn) ?? []), service]);
  }
  indexed.set(model, found);
  return found;
}

/** Anything that is not plainly off may be on. */
function mayEnableExec(value: unknown): boolean {
  return value !== undefined && value !== false && value !== "false";
}

function enablesExec({ props }: PlainResource): boolean {
  return props.enableExecuteCommand === true || props.enableExecuteCommand === "true";
}

/** Unknown where the engine will tell of some service whether it enables ECS Exec. */
function stateIn(services: PlainResource[]): ValueState {
  const states = services.map(({ props }) => stateOf(props.enableExecuteCommand));
  return states.includes("unknown") ? "unknown" : "wrong";
}

/** By dependency, else by `FAMILY`, `FAMILY:REVISION` or either behind `task-definition/` of an ARN. */
function taskDefinitionsOf(service: PlainResource, byFamily: Map<string, string>): string[] {
  const reference = text(service.props.taskDefinition);
  const family = reference?.replace(/^.*task-definition\//, "").replace(/:\d+$/, "");
  const named = family === undefined ? undefined : byFamily.get(family);
  return named === undefined ? (service.propertyDependencies.taskDefinition ?? []) : [named];
}
