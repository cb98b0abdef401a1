/** A task definition's inputs as the checks on it see them. */
import { asksForFargate } from "../../ecs/asks-for-fargate";
import { type LabelledContainer, labelledContainers } from "../../ecs/labelled-containers";
import { UNKNOWN } from "../../evaluation/types";
import { shown } from "../../findings/shown";
import { requestOf } from "../../graph/resources/api-spelling";
import type { Container } from "../../graph/resources/container-definitions";
import type { PlainResource } from "../../graph/types";

export interface Definition {
  resource: PlainResource;
  /** As the program writes them. */
  props: Record<string, unknown>;
  /** The same in the API's spelling. */
  request: Record<string, unknown>;
  /** Those that are known. */
  containers: LabelledContainer[];
  /** False where there may be more of them. */
  isComplete: boolean;
  /** Whether the definition must run on Fargate; undefined where that is unknown. */
  fargate: boolean | undefined;
  windows: boolean;
  /** What else the definition asks ECS to validate it for: `EXTERNAL`, `MANAGED_INSTANCES`. */
  external: boolean;
  managedInstances: boolean;
}

/** @param unknownContainers how many containers are not known at all */
export function definitionOf(
  resource: PlainResource,
  containers: Container[],
  unknownContainers: number,
): Definition {
  const { props } = resource;
  const platform = props.runtimePlatform as Record<string, unknown> | undefined;
  const compatibilities: unknown[] = Array.isArray(props.requiresCompatibilities)
    ? props.requiresCompatibilities
    : [];
  return {
    resource,
    props,
    request: requestOf(resource),
    containers: labelledContainers(containers),
    isComplete: unknownContainers === 0,
    fargate: asksForFargate(props.requiresCompatibilities),
    windows: shown(platform?.operatingSystemFamily).startsWith("WINDOWS"),
    external: compatibilities.includes("EXTERNAL"),
    managedInstances: compatibilities.includes("MANAGED_INSTANCES"),
  };
}

/** Whether a property is set to something: `aws` hands over an empty text or list where the program sets none. */
export function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== "" && value !== UNKNOWN;
}

/** Whether a property asks for something: what is off or empty does not. */
export function isUsed(value: unknown): boolean {
  return isSet(value) && value !== false;
}
