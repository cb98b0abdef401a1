/**
 * Who may create services, or have them run another revision. A request that names a task definition asks for its roles,
 * one that only changes a number does not (measured: https://github.com/keidarcy/e1s/issues/429), so whoever updates
 * services without registering task definitions is left alone: it scales or restarts them.
 */
import { arnIn } from "../../aws/arn";
import { clusterNamed } from "../../ecs/named-clusters";
import { serviceNamed } from "../../ecs/named-services";
import { matches } from "../../evaluation/patterns/pattern";
import { scopeOf } from "../../graph/places/scope";
import { nameOf } from "../../graph/resources/names";
import type { PlainResource, Principal, StackModel, TaskDefinition } from "../../graph/types";
import { namedGrants } from "./named-grants";

/**
 * The task definitions of the services that the principal is meant to deploy.
 *
 * @param runsNoOther whether it passes no roles but those of the stack's tasks, so that a wildcard means these
 */
export function tasksOfServices(
  model: StackModel,
  principal: Principal,
  runsNoOther: () => boolean,
): TaskDefinition[] {
  const registers = namedGrants(model, principal, "ecs:RegisterTaskDefinition").length > 0;
  const patterns = [
    ...namedGrants(model, principal, "ecs:CreateService"),
    ...(registers ? namedGrants(model, principal, "ecs:UpdateService") : []),
  ];
  if (patterns.length === 0) return [];
  return model.ofKind("service").flatMap((service) => {
    const task = taskOf(model, service);
    return task && isMeant(model, service, patterns, runsNoOther) ? [task] : [];
  });
}

function taskOf(model: StackModel, service: PlainResource): TaskDefinition | undefined {
  const cluster = clusterNamed(model, service, "cluster", service.props.cluster);
  const name = nameOf(service);
  if (name === undefined) return undefined;
  return serviceNamed(model, service, "name", name, cluster.name).task?.task;
}

function isMeant(
  model: StackModel,
  service: PlainResource,
  patterns: readonly string[],
  runsNoOther: () => boolean,
): boolean {
  const { name: cluster } = clusterNamed(model, service, "cluster", service.props.cluster);
  const name = nameOf(service) ?? "*";
  const arn = arnIn(scopeOf(model), "ecs", `service/${cluster}/${name}`);
  const covering = patterns.filter((pattern) => matches(pattern, arn));
  return covering.some((pattern) => pattern.endsWith(`/${name}`)) || (covering.length > 0 && runsNoOther());
}
