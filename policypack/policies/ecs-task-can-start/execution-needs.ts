/** What a task definition's containers need of the execution role. */
import type { UnknownFact } from "../../unknowns/unknown-fact";
import type { StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { containersOf, placedIn, unknownNeed } from "./containers";
import { credentialSpecNeeds } from "./credential-spec-needs";
import { fileNeeds } from "./file-needs";
import { executionRoleServesHost } from "./who-pulls-and-logs";
import { logNeeds } from "./log-needs";
import { proxyLogNeeds, proxySecretNeeds } from "./proxy-log-needs";
import { pullNeeds } from "./pull-needs";
import { needsBySources } from "./needs-by-sources";
import { unknownContainerNeeds } from "./unknown-container-needs";
import { containerSecretNeeds } from "./secret-needs";
import { volumeNeeds } from "./volume-needs";

/** Every right that ECS needs before the first container of the task runs. */
export function executionNeeds(task: TaskDefinition, model: StackModel): RequiredPermission[] {
  if (task.containers.state === "malformed") {
    const { family } = task;
    return [
      unknownNeed("image", `start the containers of ${family}`, {
        kind: "containers",
        family,
        state: "wrong",
      }),
    ];
  }
  const unknown =
    task.containers.state === "unknown"
      ? [...needsBySources(task, model), ...unknownContainerNeeds(task, model)]
      : [];
  return [...knownContainerNeeds(task, model), ...unknown];
}

function knownContainerNeeds(task: TaskDefinition, model: StackModel): RequiredPermission[] {
  const containers = containersOf(task, model);
  const served = executionRoleServesHost(task);
  const host = served === false ? [] : hostNeeds(task, model);
  const unknown: UnknownFact | undefined =
    served === undefined ? { kind: "launch-type", family: task.family } : undefined;
  return [
    ...host.map((need) => ({ ...need, unknown: need.unknown ?? unknown })),
    ...containers.flatMap((place) => [
      ...containerSecretNeeds(place),
      ...placedIn(place, "environmentFiles", fileNeeds(place)),
      ...placedIn(place, "credentialSpecs", credentialSpecNeeds(place)),
    ]),
    ...proxySecretNeeds(task, model),
    ...volumeNeeds(task, model),
  ];
}

/** What pulling the images and writing the logs of the known containers takes, whoever does it. */
export function hostNeeds(task: TaskDefinition, model: StackModel): RequiredPermission[] {
  const ofContainers = containersOf(task, model).flatMap((place) => [
    ...placedIn(place, "image", pullNeeds(place)),
    ...placedIn(place, "logConfiguration", logNeeds(place)),
  ]);
  return [...ofContainers, ...proxyLogNeeds(task, model)];
}
