/** Which cluster a property names. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html */
import { onlySource } from "../graph/resources/sources";
import { arnOf, nameOf } from "../graph/resources/names";
import { scopeOf } from "../graph/places/scope";
import { arnIn, parseArn } from "../aws/arn";
import { UNKNOWN } from "../evaluation/types";
import type { PlainResource, StackModel } from "../graph/types";

export interface NamedCluster {
  /** `*` where it is not known. */
  name: string;
  /** Undefined where a part of it is not known. */
  arn?: string;
}

/**
 * @param property the resource's own property that the cluster stands in
 * @param value its ARN or name; without one ECS takes the cluster `default`
 */
export function clusterNamed(
  model: StackModel,
  by: PlainResource,
  property: string,
  value: unknown,
): NamedCluster {
  if (value === undefined || value === null || value === "") return clusterCalled(model, "default");
  if (value === UNKNOWN) {
    const source = onlySource(model, by, property, "cluster");
    return source ? clusterOfResource(model, source) : { name: "*" };
  }
  if (typeof value !== "string") return { name: "*" };
  const resource = parseArn(value)?.resource;
  return resource ? { name: resource.replace(/^cluster\//, ""), arn: value } : clusterCalled(model, value);
}

/** A cluster of the stack. */
export function clusterOfResource(model: StackModel, cluster: PlainResource): NamedCluster {
  const [name, arn] = [nameOf(cluster), arnOf(cluster)];
  if (name === undefined) return arn ? { name: arn.replace(/^.*cluster\//, ""), arn } : { name: "*" };
  return arn ? { name, arn } : clusterCalled(model, name);
}

/** A cluster by its name. */
export function clusterCalled(model: StackModel, name: string): NamedCluster {
  const arn = arnIn(scopeOf(model), "ecs", `cluster/${name}`);
  return arn.includes("*") ? { name } : { name, arn };
}
