import type { PermissionRow } from "../judgement/judgement";

/** What requests carry under keys that this project's documents limit by. */
const MEANINGS: Record<string, string> = {
  "iam:PassedToService":
    "the service that a role is handed to. RegisterTaskDefinition, RunTask and CreateService hand a task's roles to ecs-tasks.amazonaws.com",
};

/** Explains the conditions on which permissions hang, each once. */
export function conditionNotes(permissions: Pick<PermissionRow, "conditions">[]): string[] {
  const conditions = permissions.flatMap((row) => row.conditions);
  return Object.entries(MEANINGS)
    .filter(([key]) => conditions.some((condition) => condition.includes(key)))
    .map(([key, meaning]) => `${key}: ${meaning}.`);
}
