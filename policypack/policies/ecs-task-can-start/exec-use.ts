/** On which tasks ECS Exec is used. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
import { stateOf } from "../../graph/resources/value-state";
import type { PlainResource, StackModel, TaskDefinition } from "../../graph/types";
import type { UnknownFact, ValueState } from "../../unknowns/unknown-fact";
import { servicesRunning } from "./services-running";

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
  const services = servicesRunning(task, model).filter(({ props }) =>
    mayEnableExec(props.enableExecuteCommand),
  );
  const isDeclared = families.includes(task.family);
  if (!isDeclared && services.length === 0) return undefined;
  if (isDeclared || services.some(enablesExec)) return { services };
  return { services, unknown: { kind: "execute-command", family: task.family, state: stateIn(services) } };
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
