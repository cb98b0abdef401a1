import type { StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { execNeeds } from "./exec-needs";
import { routerNeeds } from "./firelens-needs";

/**
 * What ECS Exec and FireLens do with the task role; what the application itself does with it, only config knows.
 *
 * @param execFamilies task definitions for which config says that ECS Exec is used
 */
export function taskRoleNeeds(
  task: TaskDefinition,
  model: StackModel,
  execFamilies: string[],
): RequiredPermission[] {
  return [...execNeeds(task, model, execFamilies), ...routerNeeds(task, model)];
}
