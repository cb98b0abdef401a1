/** A task definition's inputs as the checks on it see them. */
import { UNKNOWN } from "../../evaluation/types";
import { shown } from "../../findings/shown";
import type { PlainResource } from "../../graph/types";
import { type Container, containerLabel } from "../../graph/resources/container-definitions";

export interface LabelledContainer {
  /** `container app` */
  label: string;
  container: Container;
}

export interface Definition {
  resource: PlainResource;
  props: Record<string, unknown>;
  /** Those that are known. */
  containers: LabelledContainer[];
  /** False where there may be more of them. */
  isComplete: boolean;
  /** Whether the definition must run on Fargate; undefined where that is unknown. */
  fargate: boolean | undefined;
  windows: boolean;
}

/** @param unknownContainers how many containers are not known at all */
export function definitionOf(
  resource: PlainResource,
  containers: Container[],
  unknownContainers: number,
): Definition {
  const { props } = resource;
  const platform = props.runtimePlatform as Record<string, unknown> | undefined;
  return {
    resource,
    props,
    containers: containers.map((container, index) => ({
      container,
      label: containerLabel(container, index),
    })),
    isComplete: unknownContainers === 0,
    fargate: asksForFargate(props.requiresCompatibilities),
    windows: shown(platform?.operatingSystemFamily).startsWith("WINDOWS"),
  };
}

/** ECS validates for Fargate only where the definition asks for it. */
function asksForFargate(compatibilities: unknown): boolean | undefined {
  if (compatibilities === UNKNOWN) return undefined;
  if (!Array.isArray(compatibilities)) return false;
  if (compatibilities.includes("FARGATE")) return true;
  return compatibilities.includes(UNKNOWN) ? undefined : false;
}
