/** The roles that whoever registers the stack's task definitions must pass to ECS. */
import { ECS_TASKS } from "../../aws/service-principals";
import { contextOf } from "../../evaluation/conditions/request-context";
import { decideTrust } from "../../evaluation/decisions/trust";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { mayLieInAccount } from "../../graph/places/may-lie-in";
import type { RoleReference, StackModel, TaskDefinition } from "../../graph/types";
import { roleArnOf } from "../../ecs/named-roles";
import { taskRoleContext } from "../../ecs/assume-role";
import { rolesOf } from "../../ecs/task-roles";

/** A role of a task definition whose ARN is not known. */
export type RoleUnknown = Extract<UnknownFact, { kind: "task-role" }>;

export interface PassedRoles {
  /** Complete ARN to the task definitions that use the role. */
  used: Map<string, string[]>;
  /** Roles whose ARN is not known. */
  unknown: RoleUnknown[];
  /** Those of them that have been reported as no roles: nothing need be said of them again. */
  reported: Set<RoleUnknown>;
  /** False where the stack has no task definition, so that other roles may be meant, too. */
  complete: boolean;
}

/**
 * Where the stack has no task definition (it is registered from a file, say), the roles that it creates for ECS tasks.
 *
 * @param account the account of whoever registers; task definitions of other accounts are not theirs
 */
export function rolesToPass(model: StackModel, account?: string): PassedRoles {
  const passed: PassedRoles = {
    used: new Map(),
    unknown: [],
    reported: new Set(),
    complete: model.taskDefinitions.length > 0,
  };
  for (const task of model.taskDefinitions.filter((each) => mayLieInAccount(model, each.resource, account))) {
    for (const [property, reference] of rolesOf(task)) add(passed, model, task, property, reference);
  }
  if (!passed.complete) {
    for (const arn of rolesForTasks(model)) passed.used.set(arn, []);
  }
  return passed;
}

function add(
  { used, unknown, reported }: PassedRoles,
  model: StackModel,
  { family, urn }: TaskDefinition,
  property: string,
  reference: RoleReference,
): void {
  if (reference.state === "none") return;
  const arn = roleArnOf(model, reference);
  if (arn !== undefined) {
    used.set(arn, [...(used.get(arn) ?? []), family]);
    return;
  }
  const state = reference.state === "malformed" ? "wrong" : "unknown";
  const role: RoleUnknown = { kind: "task-role", property, family, state };
  unknown.push(role);
  if (model.reported.cause({ kind: "no-role-for-task", urn, property })) reported.add(role);
}

function rolesForTasks(model: StackModel): string[] {
  const request = {
    service: ECS_TASKS,
    action: "sts:AssumeRole",
    context: contextOf(taskRoleContext(model)),
  };
  return model.principals.flatMap(({ kind, arn, trust }) => {
    const assumed = kind === "role" && trust && decideTrust(trust.reading, request).outcome === "allowed";
    return assumed && arn !== undefined ? [arn] : [];
  });
}
