/**
 * The roles of the instances that run a task which has no execution role: the instance's agent then pulls the images, and
 * its Docker daemon writes the logs. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html
 */
import { type ContainerInstances, containerInstancesOf } from "../../ecs/container-instances";
import { clusterNamed } from "../../ecs/named-clusters";
import { taskNamed } from "../../ecs/named-tasks";
import { nameOf } from "../../graph/resources/names";
import { records, text } from "../../graph/resources/plain";
import type { PlainResource, Principal, StackModel, TaskDefinition } from "../../graph/types";
import { executionRoleServesHost } from "./who-pulls-and-logs";

/**
 * For each service of the stack that runs the task, the roles of the instances that it may be placed on. None where the
 * stack does not show all the way from the service to a role.
 */
export function instanceRolesOf(model: StackModel, task: TaskDefinition): Principal[][] {
  if (task.executionRole.state !== "none" || executionRoleServesHost(task) !== false) return [];
  const instances = containerInstancesOf(model);
  if (instances.length === 0) return [];
  return model
    .ofKind("service")
    .filter((service) => runs(model, service, task))
    .map((service) => rolesOf(instances.filter((each) => mayRun(model, service, each))))
    .filter((roles) => roles.length > 0);
}

function runs(model: StackModel, service: PlainResource, task: TaskDefinition): boolean {
  return taskNamed(model, service, "taskDefinition", service.props.taskDefinition)?.task === task;
}

/** By the capacity providers that the service names, else by its cluster. */
function mayRun(
  model: StackModel,
  service: PlainResource,
  { providers, cluster }: ContainerInstances,
): boolean {
  const { props, propertyDependencies } = service;
  const property =
    props.capacityProviderStrategies === undefined
      ? "capacityProviderStrategy"
      : "capacityProviderStrategies";
  if (props[property] !== undefined) {
    const named = records(props[property]).map(({ capacityProvider }) => text(capacityProvider));
    const urns = propertyDependencies[property] ?? [];
    return providers.some((each) => urns.includes(each.urn) || named.includes(nameOf(each) ?? ""));
  }
  const own = clusterNamed(model, service, "cluster", props.cluster).name;
  return own !== "*" && own === cluster;
}

function rolesOf(instances: ContainerInstances[]): Principal[] {
  const roles = instances.flatMap(({ role }) => (role.state === "resolved" ? role.principal : []));
  return roles.length < instances.length ? [] : [...new Set(roles)];
}
