/** Whether the roles that task definitions name are roles of which the stack knows something. */
import { knownAccounts, namedRoleFinding } from "../../ecs/named-role-findings";
import { rolesOf, type RoleProperty } from "../../ecs/task-roles";
import type { Finding } from "../../findings/finding";
import { listed } from "../../unknowns/listed";
import type { RoleReference, StackModel, TaskDefinition } from "../../graph/types";

/** A role, and the task definitions that name it. */
interface TaskRoleUse {
  property: RoleProperty;
  role: RoleReference;
  tasks: TaskDefinition[];
}

/** One finding for each role that does not resolve, whichever and however many task definitions name it. */
export function roleReferenceFindings(policy: string, model: StackModel): Finding[] {
  return roleUses(model).flatMap(
    ({ property, role, tasks }) =>
      namedRoleFinding(policy, model, {
        property,
        of: `${property} of ${listed(tasks.map(({ family }) => family))}`,
        role,
        urn: tasks[0]?.urn,
        place: { family: tasks[0]?.family, property },
        subject: tasks[0]?.family ?? "",
        unknowns: tasks.map(({ family }) => ({ kind: "task-role", property, family, state: "unknown" })),
        open: "whether the task can start",
        accounts: tasks.flatMap(({ resource }) => knownAccounts(model, resource)),
        unable: (account) => `ECS cannot start tasks of account ${account} with it`,
      }) ?? [],
  );
}

/** But for those that have been reported as none that ECS could take. */
function roleUses({ taskDefinitions, reported }: StackModel): TaskRoleUse[] {
  const uses = new Map<string, TaskRoleUse>();
  for (const task of taskDefinitions) {
    for (const [property, role] of rolesOf(task)) {
      if (reported.cause({ kind: "no-role-for-task", urn: task.urn, property })) continue;
      const key = JSON.stringify([property, role.state === "elsewhere" ? role.arn : task.urn]);
      const use = uses.get(key) ?? { property, role, tasks: [] };
      use.tasks.push(task);
      uses.set(key, use);
    }
  }
  return [...uses.values()];
}
