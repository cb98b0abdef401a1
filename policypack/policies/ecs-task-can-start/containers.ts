/** Reading container definitions, any part of which may be absent, unknown or of the wrong type. */
import { isRecord } from "../../graph/resources/plain";
import type { StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission, PermissionKind } from "../../permissions/required-permission";

/** A container and where it stands. */
export interface ContainerPlace {
  model: StackModel;
  task: TaskDefinition;
  container: Record<string, unknown>;
  /** For messages, e.g. `container app of ml-platform`. */
  label: string;
}

/** The containers of a task definition; none where they are not known. */
export function containersOf(task: TaskDefinition, model: StackModel): ContainerPlace[] {
  if (task.containers.state !== "known") return [];
  return task.containers.containers.map((container, index) => {
    const name = typeof container.name === "string" ? container.name : `#${index + 1}`;
    return { model, task, container, label: `container ${name} of ${task.family}` };
  });
}

/** The objects in a list, and whether it may hold more than those: it, or an entry of it, is unknown or no list. */
export function recordsIn(value: unknown): { records: Record<string, unknown>[]; unclear: boolean } {
  if (value === undefined || value === null) return { records: [], unclear: false };
  if (!Array.isArray(value)) return { records: [], unclear: true };
  const records = value.filter(isRecord);
  return { records, unclear: records.length < value.length };
}

/** A need of which nothing is known but what it is about. */
export function unclearNeed(kind: PermissionKind, purpose: string, unclear: string): RequiredPermission {
  return { kind, purpose, actions: [], resources: [], unclear };
}
