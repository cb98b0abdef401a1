/** Reading container definitions, any part of which may be absent, unknown or of the wrong type. */
import type { UnknownFact, ValueState } from "../../unknowns/unknown-fact";
import { stateOf } from "../../graph/resources/value-state";
import { placeInContainer } from "../../graph/resources/container-definitions";
import { isRecord } from "../../graph/resources/plain";
import type { ResourceKind } from "../../aws/resource-type";
import { sourcesOf } from "../../graph/resources/sources";
import type { PlainResource, StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission, PermissionKind } from "../../permissions/required-permission";

/** A container and where it stands. */
export interface ContainerPlace {
  model: StackModel;
  task: TaskDefinition;
  container: Record<string, unknown>;
  /** For messages, e.g. `container app of ml-platform`. */
  label: string;
  /** Where it is written, if not among the task definition's containers: the engine names sources by that. */
  writtenIn?: { resource: PlainResource; property: string };
}

/** The resources of some kinds that a container is made of. */
export function sourcesOfContainer(
  { model, task, writtenIn }: ContainerPlace,
  kinds: ResourceKind[],
): PlainResource[] {
  const { resource, property } = writtenIn ?? {
    resource: task.resource,
    property: "containerDefinitions",
  };
  return sourcesOf(model, resource, property, kinds);
}

/** The containers of a task definition that are known. */
export function containersOf(task: TaskDefinition, model: StackModel): ContainerPlace[] {
  return knownOf(task).map((container, index) => {
    const name = typeof container.name === "string" ? container.name : `#${index + 1}`;
    return { model, task, container, label: `container ${name} of ${task.family}` };
  });
}

function knownOf({ containers }: TaskDefinition): Record<string, unknown>[] {
  if (containers.state === "malformed") return [];
  return containers.state === "known" ? containers.containers : containers.known;
}

/** Needs with the property of the container that they come of. */
export function placedIn(
  { task, container }: ContainerPlace,
  property: string,
  needs: RequiredPermission[],
): RequiredPermission[] {
  return needs.map((need) => ({
    ...need,
    place: { family: task.family, ...placeInContainer(container, property, need.place?.entry) },
  }));
}

/** The objects in a list, and why it may hold more than those: it, or an entry of it, is unknown or of another type. */
export function recordsIn(value: unknown): { records: Record<string, unknown>[]; rest?: ValueState } {
  if (value === undefined || value === null) return { records: [] };
  if (!Array.isArray(value)) return { records: [], rest: stateOf(value) };
  const records = value.filter(isRecord);
  const others = value.filter((entry) => !isRecord(entry)).map(stateOf);
  return { records, rest: others.find((state) => state !== "unknown") ?? others[0] };
}

/** A need of which nothing is known but what it is about. */
export function unknownNeed(kind: PermissionKind, purpose: string, unknown: UnknownFact): RequiredPermission {
  return { kind, purpose, actions: [], resources: [], unknown };
}
