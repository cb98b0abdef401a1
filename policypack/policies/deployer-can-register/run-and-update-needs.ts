/** What running the stack's tasks and updating its services takes. */
import { arnIn } from "../../aws/arn";
import { clusterCalled, clusterNamed, clusterOfResource, type NamedCluster } from "../../ecs/named-clusters";
import { namedTask } from "../../ecs/named-tasks";
import { startNeed } from "../../ecs/starters/run-needs";
import { scopeOf } from "../../graph/places/scope";
import { nameOf } from "../../graph/resources/names";
import type { StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { propertyUnknown } from "../../unknowns/property-unknown";
import type { Deployer } from "./deployers";

/**
 * Running, following and stopping them. Their roles are passed as well: see `rolesToPass`.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html
 */
export function runningNeeds(
  view: StackModel,
  deployer: Deployer,
  tasks: readonly TaskDefinition[],
): RequiredPermission[] {
  return clustersOf(view, deployer).flatMap((cluster) => [
    ...tasks.map((task) =>
      startNeed(view, {
        what: `in the cluster ${cluster.name}`,
        action: "ecs:RunTask",
        task: namedTask(view, task),
        cluster,
        overrides: {},
        tags: { present: false, own: {}, propagated: false },
      }),
    ),
    {
      kind: "run" as const,
      purpose: `follow and stop the tasks that it runs (in the cluster ${cluster.name})`,
      actions: ["ecs:DescribeTasks", "ecs:StopTask"],
      resources: [arnIn(scopeOf(view), "ecs", `task/${cluster.name}/*`)],
      context: { "ecs:cluster": cluster.arn },
      ...openCluster(cluster),
    },
  ]);
}

/** Having the services run another revision or number of tasks. */
export function updateNeeds(view: StackModel, deployer: Deployer): RequiredPermission[] {
  return servicesOf(view, deployer).map(({ name, cluster }) => ({
    kind: "run" as const,
    purpose: `update the service ${name} of the cluster ${cluster.name}`,
    actions: ["ecs:DescribeServices", "ecs:UpdateService"],
    resources: [arnIn(scopeOf(view), "ecs", `service/${cluster.name}/${name}`)],
    context: { "ecs:cluster": cluster.arn },
    ...openCluster(cluster),
  }));
}

function openCluster({ name }: NamedCluster) {
  return name === "*" ? { openResource: propertyUnknown("name", "the cluster") } : {};
}

/** Those that config names, else those of the stack, else the one that a request without a cluster means. */
function clustersOf(view: StackModel, { clusters }: Deployer): NamedCluster[] {
  if (clusters) return clusters.map((name) => clusterCalled(view, name));
  const own = view.ofKind("cluster").map((cluster) => clusterOfResource(view, cluster));
  return own.length > 0 ? own : [clusterCalled(view, "default")];
}

function servicesOf(view: StackModel, deployer: Deployer): { name: string; cluster: NamedCluster }[] {
  const own = view.ofKind("service").map((service) => ({
    name: nameOf(service) ?? "*",
    cluster: clusterNamed(view, service, "cluster", service.props.cluster),
  }));
  const { services } = deployer;
  if (!services) return own;
  return services.flatMap((name) => {
    const found = own.filter((service) => service.name === name);
    return found.length > 0 ? found : clustersOf(view, deployer).map((cluster) => ({ name, cluster }));
  });
}
