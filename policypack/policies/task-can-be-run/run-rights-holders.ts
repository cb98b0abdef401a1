/** Principals that were given the right to run a task definition of the stack, and need that of passing its roles. */
import { namedTask } from "../../ecs/named-tasks";
import { roleOfUnknownName } from "../../ecs/role-of-unknown-name";
import type { RoleUse } from "../../ecs/role-use";
import { passNeeds } from "../../ecs/starters/run-needs";
import type { TaskStart } from "../../ecs/starters/task-start";
import { grantsOf } from "../../evaluation/decisions/grants";
import { matches } from "../../evaluation/patterns/pattern";
import { requestDestination } from "../../graph/request-destination";
import { contextFor } from "../../graph/principal-context";
import type { Principal, StackModel, TaskDefinition } from "../../graph/types";
import { missingPermissionsOf } from "../../permissions/missing-permissions";
import type { RequiredPermission } from "../../permissions/required-permission";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { namedGrants } from "./named-grants";
import { type TaskHeld, tasksOfServices } from "./service-holders";

/** Actions that name a task definition, for which ECS asks for its roles. */
const RUNNING = ["ecs:RunTask", "ecs:StartTask"] as const;

/**
 * A grant tells what it is for by naming the action: `ecs:*` is given to whoever looks after a cluster. On which
 * task definitions it is meant, its resources tell.
 *
 * @param starters uses that are judged by themselves
 */
export function rightsHolderUses(model: StackModel, starters: readonly RoleUse[]): RoleUse[] {
  const judged = new Set(
    starters.flatMap(({ role, isOfAnyTask }) =>
      role.state === "resolved" && !isOfAnyTask ? [role.principal] : [],
    ),
  );
  // It is the members of a group who ask, each with all that it has beside the group's policies.
  const withMembers = new Set(model.principals.flatMap(({ groups }) => groups));
  return model.principals
    .filter((principal) => !judged.has(principal) && !withMembers.has(principal.id))
    .flatMap((each) => holderUse(model, each) ?? []);
}

function holderUse(model: StackModel, principal: Principal): RoleUse | undefined {
  const unnamed = principal.kind === "role" ? roleOfUnknownName(principal, model) : undefined;
  const by = principal.urn === undefined ? unnamed : model.byUrn(principal.urn);
  const tasks = by ? tasksHeld(model, principal) : [];
  if (!by || tasks.length === 0) return undefined;
  return {
    by,
    what: principal.id,
    property: "policy",
    role: { state: "resolved", principal, arn: principal.arn },
    needsRole: true,
    assumeContexts: () => [{}],
    needs: (view) =>
      tasks.flatMap(({ task, unknown }) =>
        withUnknown(
          passNeeds(view, startOf(view, principal, task)),
          unnamed ? { kind: "role-name", resource: unnamed.name } : unknown,
        ),
      ),
  };
}

function withUnknown(needs: RequiredPermission[], unknown: UnknownFact | undefined): RequiredPermission[] {
  return unknown ? needs.map((need) => ({ ...need, unknown })) : needs;
}

/** What it may run by itself, and have services run. */
function tasksHeld(model: StackModel, principal: Principal): TaskHeld[] {
  const runsNoOther = once(() => passesNoOther(model, principal));
  const patterns = RUNNING.flatMap((action) => namedGrants(model, principal, action));
  const run =
    patterns.length === 0
      ? []
      : model.taskDefinitions.filter((task) => isMeant(model, task, patterns, runsNoOther));
  const held: TaskHeld[] = [
    ...run.map((task) => ({ task })),
    ...tasksOfServices(model, principal, runsNoOther),
  ];
  const certain = new Set(held.filter(({ unknown }) => !unknown).map(({ task }) => task));
  const open = held.filter(({ task, unknown }) => unknown && !certain.has(task));
  return [...[...certain].map((task) => ({ task })), ...open];
}

/** By its family; by a wildcard only where the principal passes no other roles than those of the stack's tasks. */
function isMeant(
  model: StackModel,
  task: TaskDefinition,
  patterns: readonly string[],
  runsNoOther: () => boolean,
): boolean {
  const { anyRevision, arn } = namedTask(model, task);
  const covering = patterns.filter((pattern) => matches(pattern, arn) || pattern === anyRevision);
  return covering.some((pattern) => namesFamily(pattern, task)) || (covering.length > 0 && runsNoOther());
}

function namesFamily(pattern: string, { family }: TaskDefinition): boolean {
  return new RegExp(`task-definition/${family.replace(/[^\w-]/g, "\\$&")}(:|$)`).test(pattern);
}

/** Whether it may run none of the stack's tasks, and passes no role that another one may have. */
function passesNoOther(model: StackModel, principal: Principal): boolean {
  const needsOf = (task: TaskDefinition) => passNeeds(model, startOf(model, principal, task));
  const own = new Set(model.taskDefinitions.flatMap(needsOf).flatMap(({ resources }) => resources));
  const passed = grantsOf(
    principal,
    "iam:PassRole",
    contextFor(model, principal, requestDestination(model, "iam:PassRole", "arn:*")),
  );
  const passesOthers = passed.some(
    ({ resources }) => resources.negated || resources.patterns.some((pattern) => !own.has(pattern)),
  );
  const runsOne = model.taskDefinitions.some((task) => {
    const needs = needsOf(task);
    return needs.length > 0 && missingPermissionsOf({ model, principal }, needs).length === 0;
  });
  return !passesOthers && !runsOne;
}

function startOf(view: StackModel, principal: Principal, task: TaskDefinition): TaskStart {
  return {
    what: `which ${principal.id} may run`,
    action: "ecs:RunTask",
    task: namedTask(view, task),
    cluster: { name: "*" },
    overrides: {},
    tags: { present: false, own: {}, propagated: false },
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
