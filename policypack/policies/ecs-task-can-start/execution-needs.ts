/** What a task definition's containers need of the execution role. */
import type { StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { containersOf, unclearNeed } from "./containers";
import { fileNeeds } from "./file-needs";
import { executionRoleServesHost } from "./who-pulls-and-logs";
import { logNeeds } from "./log-needs";
import { pullNeeds } from "./pull-needs";
import { containerSecretNeeds } from "./secret-needs";

/** Every right that ECS needs before the first container of the task runs. */
export function executionNeeds(task: TaskDefinition, model: StackModel): RequiredPermission[] {
  if (task.containers.state !== "known") {
    const what = `the containerDefinitions of ${task.family}`;
    return [unclearNeed("image", `start the containers of ${task.family}`, what)];
  }
  const containers = containersOf(task, model);
  const served = executionRoleServesHost(task);
  const host =
    served === false ? [] : containers.flatMap((place) => [...pullNeeds(place), ...logNeeds(place)]);
  const unclear = served === undefined ? `whether ${task.family} runs on Fargate` : undefined;
  return [
    ...host.map((need) => ({ ...need, unclear: need.unclear ?? unclear })),
    ...containers.flatMap((place) => [...containerSecretNeeds(place), ...fileNeeds(place)]),
  ];
}
