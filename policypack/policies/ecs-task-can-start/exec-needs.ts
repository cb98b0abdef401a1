/** What ECS itself needs of the task role, above all for ECS Exec. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
import type { ValueState } from "../../unknowns/unknown-fact";
import { stateOf } from "../../graph/resources/value-state";
import { text } from "../../graph/resources/plain";
import type { PlainResource, StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { sessionLogNeeds } from "./exec-log-needs";
import { routerNeeds } from "./firelens-needs";

/** The Session Manager channels; these actions take no resource. */
const CHANNEL_ACTIONS = [
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

/**
 * What ECS Exec and FireLens do with the task role; what the application itself does with it, only config knows.
 *
 * @param execFamilies task definitions for which config says that ECS Exec is used
 */
export function taskRoleNeeds(
  task: TaskDefinition,
  model: StackModel,
  execFamilies: string[],
): RequiredPermission[] {
  return [...execNeeds(task, model, execFamilies), ...routerNeeds(task, model)];
}

/**
 * @param families task definitions for which config says that ECS Exec is used (`run-task --enable-execute-command`
 *   leaves no trace in the stack); others count if a service of the stack enables it
 */
function execNeeds(
  task: TaskDefinition,
  model: StackModel,
  families: readonly string[],
): RequiredPermission[] {
  const services = servicesWithExec(model).get(task.urn) ?? [];
  const declared = families.includes(task.family);
  const certain = declared || services.some(enablesExec);
  if (!declared && services.length === 0) return [];
  const channels: RequiredPermission = {
    kind: "exec",
    purpose: `open the channels of ECS Exec (${task.family})`,
    actions: CHANNEL_ACTIONS,
    resources: ["*"],
    unknown: certain ? undefined : { kind: "execute-command", family: task.family, state: stateIn(services) },
  };
  return [channels, ...services.flatMap((service) => sessionLogNeeds(service, task, model))];
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
