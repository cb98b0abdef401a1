/** A task definition's inputs as the checks on it see them. */
import { UNKNOWN } from "../../evaluation/types";
import { show } from "../../evaluation/reading/problems";
import type { PlainResource } from "../../graph/types";
import { type Container, containerLabel } from "../../graph/resources/container-definitions";

/** Something that ECS would refuse, or that nothing is known about. */
export interface Problem {
  /** What makes it this one among the problems of a task definition. */
  key: string;
  verdict: "violated" | "unproven";
  /** One sentence without the task definition's name, e.g. `container app has no image`. */
  what: string;
  remedy: string;
}

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

export function violated(key: string, what: string, remedy: string): Problem {
  return { key, verdict: "violated", what, remedy };
}

/** @param what a noun phrase, e.g. `the cpu` */
export function unproven(key: string, what: string): Problem {
  return {
    key,
    verdict: "unproven",
    what: `${what} is unknown at preview`,
    remedy: "Give a value that is known at preview.",
  };
}

/** A value as messages show it, short and safe whatever it is; the entries of a list one by one. */
export function shown(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string" && value !== "") return value.length > 80 ? `${value.slice(0, 80)}…` : value;
  if (Array.isArray(value) && value.length > 0) return value.slice(0, 10).map(shownEntry).join(", ");
  return show(value);
}

function shownEntry(value: unknown): string {
  return Array.isArray(value) ? show(value) : shown(value);
}

/** The objects in a list; nothing for anything else. */
export function records(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (entry): entry is Record<string, unknown> =>
      typeof entry === "object" && entry !== null && !Array.isArray(entry),
  );
}
