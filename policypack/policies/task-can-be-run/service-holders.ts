/**
 * Who may create services, or have them run another revision. A request that names a task definition asks for its roles,
 * one that only changes a number does not (measured: https://github.com/keidarcy/e1s/issues/429), so whoever updates
 * services without registering task definitions is left alone: it scales or restarts them.
 */
import { arnIn } from "../../aws/arn";
import { clusterNamed } from "../../ecs/named-clusters";
import { taskNamed, tasksPossiblyNamed } from "../../ecs/named-tasks";
import { matches } from "../../evaluation/patterns/pattern";
import { patternsOverlap } from "../../evaluation/patterns/wildcards";
import { scopeOf } from "../../graph/places/scope";
import { nameOf } from "../../graph/resources/names";
import { stateOf } from "../../graph/resources/value-state";
import type { PlainResource, Principal, StackModel, TaskDefinition } from "../../graph/types";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { namedGrants } from "./named-grants";

/** A task definition of the stack that somebody runs; `unknown` says what leaves open whether it is this one. */
export interface TaskHeld {
  task: TaskDefinition;
  unknown?: UnknownFact;
}

/**
 * The task definitions of the services that the principal is meant to deploy.
 *
 * @param runsNoOther whether it passes no roles but those of the stack's tasks, so that a wildcard means these
 */
export function tasksOfServices(
  model: StackModel,
  principal: Principal,
  runsNoOther: () => boolean,
): TaskHeld[] {
  const registers = namedGrants(model, principal, "ecs:RegisterTaskDefinition").length > 0;
  const patterns = [
    ...namedGrants(model, principal, "ecs:CreateService"),
    ...(registers ? namedGrants(model, principal, "ecs:UpdateService") : []),
  ];
  if (patterns.length === 0) return [];
  return model.ofKind("service").flatMap((service): TaskHeld[] => {
    const tasks = tasksPossiblyNamed(model, service, "taskDefinition", service.props.taskDefinition);
    const unknown = unknownPart(model, service);
    const means = unknown
      ? mayMean(model, service, patterns)
      : isMeant(model, service, patterns, runsNoOther);
    return means ? tasks.map((task) => ({ task, ...(unknown && { unknown }) })) : [];
  });
}

/** What is not known of which service it is and what it runs. */
function unknownPart(model: StackModel, service: PlainResource): UnknownFact | undefined {
  const { cluster, name, taskDefinition } = service.props;
  const fact = (property: string, value: unknown): UnknownFact => ({
    kind: "property",
    property,
    of: `service ${service.name}`,
    state: stateOf(value),
  });
  if (clusterNamed(model, service, "cluster", cluster).name === "*") return fact("cluster", cluster);
  // a name that is missing is generated, and so one that no policy names
  if (nameOf(service) === undefined && stateOf(name) !== "missing") return fact("name", name);
  const isKnown = taskNamed(model, service, "taskDefinition", taskDefinition) !== undefined;
  return isKnown ? undefined : fact("taskDefinition", taskDefinition);
}

/** Whether a pattern that names one service may name this one, of which not all is known. */
function mayMean(model: StackModel, service: PlainResource, patterns: readonly string[]): boolean {
  const arn = arnOfService(model, service);
  return patterns.some((pattern) => !pattern.endsWith("*") && patternsOverlap(pattern, arn));
}

function isMeant(
  model: StackModel,
  service: PlainResource,
  patterns: readonly string[],
  runsNoOther: () => boolean,
): boolean {
  const arn = arnOfService(model, service);
  const covering = patterns.filter((pattern) => matches(pattern, arn));
  const isNamed = covering.some((pattern) => pattern.endsWith(`/${nameOf(service)}`));
  return isNamed || (covering.length > 0 && runsNoOther());
}

/** With `*` for what is not known of it. */
function arnOfService(model: StackModel, service: PlainResource): string {
  const { name: cluster } = clusterNamed(model, service, "cluster", service.props.cluster);
  return arnIn(scopeOf(model), "ecs", `service/${cluster}/${nameOf(service) ?? "*"}`);
}
