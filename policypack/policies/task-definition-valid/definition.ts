/** A task definition's inputs as the checks on it see them. */
import { UNKNOWN } from "../../evaluation/types";
import type { Problem } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { requestOf } from "../../graph/resources/api-spelling";
import type { PlainResource } from "../../graph/types";
import {
  type Container,
  containerIdText,
  containerLabel,
  placeInContainer,
} from "../../graph/resources/container-definitions";

export interface LabelledContainer {
  /** How messages call it: `container app`. */
  label: string;
  /** How ids know it. */
  idText: string;
  container: Container;
}

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
    containers: containers.map((container, index) => ({
      container,
      label: containerLabel(container, index),
      idText: containerIdText(container, index),
    })),
    isComplete: unknownContainers === 0,
    fargate: asksForFargate(props.requiresCompatibilities),
    windows: shown(platform?.operatingSystemFamily).startsWith("WINDOWS"),
    external: compatibilities.includes("EXTERNAL"),
    managedInstances: compatibilities.includes("MANAGED_INSTANCES"),
  };
}

/** ECS validates for Fargate only where the definition asks for it. */
function asksForFargate(compatibilities: unknown): boolean | undefined {
  if (compatibilities === UNKNOWN) return undefined;
  if (!Array.isArray(compatibilities)) return false;
  if (compatibilities.includes("FARGATE")) return true;
  return compatibilities.includes(UNKNOWN) ? undefined : false;
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

/** The problems of each container, known by it behind their own keys, and placed in it. @param property the one that all of them are of */
export function problemsOfEach(
  containers: readonly LabelledContainer[],
  problemsOf: (each: LabelledContainer) => Problem[],
  property?: string,
): Problem[] {
  return containers.flatMap((each) =>
    placedIn(each, problemsOf(each), property).map((problem) => ({
      ...problem,
      key: `${problem.key} ${each.idText}`,
    })),
  );
}

/** Problems of a container; those that know their property or entry keep it. */
export function placedIn(
  { container }: Pick<LabelledContainer, "container">,
  problems: Problem[],
  property?: string,
): Problem[] {
  return problems.map((problem) => ({
    ...problem,
    place: placeInContainer(container, problem.place?.property ?? property, problem.place?.entry),
  }));
}
