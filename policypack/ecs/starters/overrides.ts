import { roleNamed } from "../named-roles";
import { isRecord } from "../../graph/resources/plain";
import type { PlainResource, RoleReference, StackModel } from "../../graph/types";
import type { TaskStart } from "./task-start";

/**
 * The roles that a request names in place of the task definition's, in either letter case.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html
 *
 * @param property the resource's own property that the overrides stand in
 */
export function overriddenRoles(
  model: StackModel,
  by: PlainResource,
  property: string,
  overrides: unknown,
): TaskStart["overrides"] {
  if (!isRecord(overrides)) return {};
  const role = (value: unknown): RoleReference | undefined =>
    value === undefined || value === null || value === ""
      ? undefined
      : roleNamed(model, by, property, value, true);
  const taskRole = role(overrides.taskRoleArn ?? overrides.TaskRoleArn);
  const executionRole = role(overrides.executionRoleArn ?? overrides.ExecutionRoleArn);
  return { ...(taskRole ? { taskRole } : {}), ...(executionRole ? { executionRole } : {}) };
}
