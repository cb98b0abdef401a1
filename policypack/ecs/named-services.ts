/** Which service of ECS something names, and which task definition that service runs. */
import { onlySource } from "../graph/resources/sources";
import { nameOf } from "../graph/resources/names";
import { UNKNOWN } from "../evaluation/types";
import { text } from "../graph/resources/plain";
import type { PlainResource, StackModel } from "../graph/types";
import { clusterNamed } from "./named-clusters";
import { type NamedTask, taskNamed } from "./named-tasks";

export interface NamedService {
  /** `*` where it is not known. */
  name: string;
  /** Undefined where the stack does not define it. */
  resource?: PlainResource;
  /** What it runs; undefined where that is not known. */
  task?: NamedTask;
}

/**
 * @param property the resource's own property that the service stands in
 * @param value the service's name
 * @param cluster the cluster's name, `*` where it is not known
 */
export function serviceNamed(
  model: StackModel,
  by: PlainResource,
  property: string,
  value: unknown,
  cluster: string,
): NamedService {
  const resource =
    value === UNKNOWN ? onlySource(model, by, property, "service") : called(model, text(value), cluster);
  const name = text(value) ?? (resource && nameOf(resource)) ?? "*";
  return resource ? { name, resource, task: taskOf(model, resource) } : { name };
}

function called(model: StackModel, name: string | undefined, cluster: string): PlainResource | undefined {
  const sameName = model.named("service", name);
  return sameName.find((service) => {
    const own = clusterNamed(model, service, "cluster", service.props.cluster).name;
    return own === "*" || cluster === "*" || own === cluster;
  });
}

function taskOf(model: StackModel, service: PlainResource): NamedTask | undefined {
  return taskNamed(model, service, "taskDefinition", service.props.taskDefinition);
}
