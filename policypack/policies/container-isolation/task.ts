/** A task definition as this rule sees it. */
import { type LabelledContainer, labelledContainers } from "../../ecs/labelled-containers";
import { shown } from "../../findings/shown";
import { requestOf } from "../../graph/resources/api-spelling";
import type { Container } from "../../graph/resources/container-definitions";
import { isRecord } from "../../graph/resources/plain";
import type { PlainResource } from "../../graph/types";

export interface Task {
  /** The request in the API's spelling. */
  request: Record<string, unknown>;
  /** Those that are known. */
  containers: LabelledContainer[];
  /** Where ECS refuses some of what reaches the host, as `task-definition-valid` says. */
  windows: boolean;
  managedInstances: boolean;
}

export function taskOf(resource: PlainResource, containers: readonly Container[]): Task {
  const request = requestOf(resource);
  const platform = isRecord(request.runtimePlatform) ? request.runtimePlatform : {};
  const { requiresCompatibilities: compatibilities } = request;
  return {
    request,
    containers: labelledContainers(containers),
    windows: shown(platform.operatingSystemFamily).startsWith("WINDOWS"),
    managedInstances: Array.isArray(compatibilities) && compatibilities.includes("MANAGED_INSTANCES"),
  };
}
