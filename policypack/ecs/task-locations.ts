/** In which subnets tasks run, as far as the services, schedules and rules of the stack say. */
import { type Location, vpcEndpointsOf } from "../graph/network/vpc-endpoints";
import { UNKNOWN } from "../evaluation/types";
import { isRecord } from "../graph/resources/plain";
import type { PlainResource, StackModel, TaskDefinition } from "../graph/types";
import { tasksPossiblyNamed } from "./named-tasks";

/** What puts a task into subnets: where it names the task definition and the network, each by a property of its own. */
interface Placement {
  by: PlainResource;
  task: { property: string; value: unknown };
  network: { property: string; value: unknown };
}

const indexed = new WeakMap<StackModel["resources"], Map<string, Location[]>>();

/** Each place where a task definition's tasks run; none where the stack does not tell. */
export function locationsOf(task: TaskDefinition, model: StackModel): Location[] {
  const known = indexed.get(model.resources) ?? locationsByTask(model);
  indexed.set(model.resources, known);
  return known.get(task.urn) ?? [];
}

function locationsByTask(model: StackModel): Map<string, Location[]> {
  const found = new Map<string, Map<string, Location>>();
  for (const { by, task, network } of placements(model)) {
    const subnets = subnetsIn(network.value);
    if (subnets === undefined) continue;
    const location = vpcEndpointsOf(model).locationOf(by, network.property, subnets);
    const key = JSON.stringify([location.vpc, [...location.subnets].sort()]);
    for (const { urn } of tasksPossiblyNamed(model, by, task.property, task.value)) {
      found.set(urn, (found.get(urn) ?? new Map<string, Location>()).set(key, location));
    }
  }
  return new Map([...found].map(([urn, locations]) => [urn, [...locations.values()]]));
}

function placements(model: StackModel): Placement[] {
  return [
    ...model.ofKind("service").map((by) => ({
      by,
      task: { property: "taskDefinition", value: by.props.taskDefinition },
      network: { property: "networkConfiguration", value: by.props.networkConfiguration },
    })),
    ...model
      .ofKind("schedule")
      .flatMap((by) => templated(by, "target", partOf(by.props.target, "ecsParameters"))),
    ...model.ofKind("event target").flatMap((by) => templated(by, "ecsTarget", by.props.ecsTarget)),
  ];
}

function templated(by: PlainResource, property: string, ecs: unknown): Placement[] {
  if (!isRecord(ecs)) return [];
  return [
    {
      by,
      task: { property, value: ecs.taskDefinitionArn },
      network: { property, value: ecs.networkConfiguration },
    },
  ];
}

function partOf(value: unknown, property: string): unknown {
  return isRecord(value) ? value[property] : undefined;
}

/** Undefined where no network is set. `aws-native` has AWS's own form, one level deeper. */
function subnetsIn(network: unknown): unknown {
  if (network === undefined || network === null) return undefined;
  if (!isRecord(network)) return UNKNOWN;
  const awsvpc = network.awsvpcConfiguration;
  return (isRecord(awsvpc) ? awsvpc.subnets : (network.subnets ?? awsvpc)) ?? UNKNOWN;
}
