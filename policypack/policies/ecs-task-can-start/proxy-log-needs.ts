/**
 * What ECS must be allowed to write the log of the proxy that Service Connect puts beside a task's containers.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
 */
import { isRecord } from "../../graph/resources/plain";
import type { PlainResource, StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import type { ContainerPlace } from "./containers";
import { logNeeds } from "./log-needs";
import { secretOptionNeeds } from "./secret-needs";
import { servicesRunning } from "./services-running";

const PROPERTY = "serviceConnectConfiguration";

/** The proxy's container is called so, with an id behind. */
const PROXY = "ecs-service-connect-*";

/** The needs for the proxies' logs, in all services that run the task. */
export function proxyLogNeeds(task: TaskDefinition, model: StackModel): RequiredPermission[] {
  return proxiesOf(task, model).flatMap(logNeeds);
}

/** The needs for the secrets that the drivers of these logs are handed. */
export function proxySecretNeeds(task: TaskDefinition, model: StackModel): RequiredPermission[] {
  return proxiesOf(task, model).flatMap((place) => {
    const log = place.container.logConfiguration;
    return isRecord(log) ? secretOptionNeeds(place, log.secretOptions) : [];
  });
}

function proxiesOf(task: TaskDefinition, model: StackModel): ContainerPlace[] {
  return servicesRunning(task, model).flatMap((service) => proxyOf(task, model, service) ?? []);
}

function proxyOf(
  task: TaskDefinition,
  model: StackModel,
  service: PlainResource,
): ContainerPlace | undefined {
  const connect = service.props[PROPERTY];
  if (!isRecord(connect) || connect.enabled === false || !isRecord(connect.logConfiguration))
    return undefined;
  return {
    model,
    task,
    container: { name: PROXY, logConfiguration: connect.logConfiguration },
    label: `the Service Connect proxy of service ${service.name}`,
    writtenIn: { resource: service, property: PROPERTY },
  };
}
