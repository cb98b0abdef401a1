import type { RoleReference, TaskDefinition } from "../graph/types";

/** The properties of a task definition that name its roles. */
export type RoleProperty = "taskRoleArn" | "executionRoleArn";

/** Both roles of a task definition under the names of their properties. */
export function rolesOf(task: TaskDefinition): [RoleProperty, RoleReference][] {
  return [
    ["taskRoleArn", task.taskRole],
    ["executionRoleArn", task.executionRole],
  ];
}
