/** Principals that were given the right to run a task definition of the stack, and need that of passing its roles. */
import { namedTask } from "../../ecs/named-tasks";
import type { RoleUse } from "../../ecs/role-use";
import { grantsOf } from "../../evaluation/decisions/grants";
import { matches } from "../../evaluation/patterns/pattern";
import type { Grant } from "../../evaluation/types";
import { requestDestination } from "../../graph/request-destination";
import { contextFor } from "../../graph/principal-context";
import type { Principal, StackModel, TaskDefinition } from "../../graph/types";
import { missingPermissionsOf } from "../../permissions/missing-permissions";
import type { RequiredPermission } from "../../permissions/required-permission";
import { passNeeds } from "../../ecs/starters/run-needs";
import type { TaskStart } from "../../ecs/starters/task-start";

/**
 * Actions that name a task definition, for which ECS asks for its roles. UpdateService does so only where a request
 * names a new one, and then who may also register one is meant.
 */
const RUNNING = ["ecs:RunTask", "ecs:StartTask"] as const;

/**
 * A grant tells what it is for by naming the action: `ecs:*` is given to whoever looks after a cluster. On which
 * task definitions it is meant, its resources tell.
 *
 * @param starters uses that are judged by themselves
 */
export function rightsHolderUses(model: StackModel, starters: readonly RoleUse[]): RoleUse[] {
  const judged = new Set(starters.flatMap(({ role }) => (role.state === "resolved" ? [role.principal] : [])));
  return model.principals
    .filter((principal) => !judged.has(principal))
    .flatMap((each) => holderUse(model, each) ?? []);
}

function holderUse(model: StackModel, principal: Principal): RoleUse | undefined {
  const by = principal.urn === undefined ? undefined : model.byUrn(principal.urn);
  const grants = RUNNING.flatMap((action) => runGrants(model, principal, action));
  if (!by || grants.length === 0) return undefined;
  const tasks = model.taskDefinitions.filter((task) => isMeant(model, principal, task, grants));
  if (tasks.length === 0) return undefined;
  return {
    by,
    what: principal.id,
    property: "policy",
    role: { state: "resolved", principal, arn: principal.arn },
    needsRole: true,
    assumeContexts: () => [{}],
    needs: (view) => tasks.flatMap((task) => passNeeds(view, startOf(view, principal, task))),
  };
}

interface RunGrant {
  grant: Grant;
  action: (typeof RUNNING)[number];
}

/** Grants by documents of the stack's own that name the action. */
function runGrants(model: StackModel, principal: Principal, action: RunGrant["action"]): RunGrant[] {
  return grantsOf(principal, action, contextFor(model, principal, requestDestination(model, action, "arn:*")))
    .filter(
      ({ document, statement }) =>
        isOwn(document.kind) && !statement.unknown && namesAction(statement.actions, action),
    )
    .map((grant) => ({ grant, action }));
}

function isOwn(kind: string): boolean {
  return kind === "customer-managed" || kind === "inline" || kind === "external";
}

function namesAction({ negated, patterns }: Grant["statement"]["actions"], action: string): boolean {
  const ofRunning = (pattern: string) =>
    /^ecs:[^*?]/i.test(pattern) && matches(pattern.toLowerCase(), action.toLowerCase());
  return !negated && patterns.some(ofRunning);
}

/** By its family; by a wildcard only where the principal passes no other roles than those of the stack's tasks. */
function isMeant(model: StackModel, principal: Principal, task: TaskDefinition, grants: RunGrant[]): boolean {
  const { anyRevision, arn } = namedTask(model, task);
  const covering = grants.filter(({ grant: { resources } }) =>
    resources.negated
      ? false
      : resources.patterns.some((pattern) => matches(pattern, arn) || pattern === anyRevision),
  );
  const named = covering.some(({ grant: { resources } }) =>
    resources.patterns.some((pattern) => namesFamily(pattern, task)),
  );
  return named || (covering.length > 0 && runsNoOther(model, principal));
}

function namesFamily(pattern: string, { family }: TaskDefinition): boolean {
  return new RegExp(`task-definition/${family.replace(/[^\w-]/g, "\\$&")}(:|$)`).test(pattern);
}

/** Whether it may run none of the stack's tasks, and passes no role that another one may have. */
function runsNoOther(model: StackModel, principal: Principal): boolean {
  const own = new Set(model.taskDefinitions.flatMap((task) => rolesOf(model, principal, task)));
  const passed = grantsOf(
    principal,
    "iam:PassRole",
    contextFor(model, principal, requestDestination(model, "iam:PassRole", "arn:*")),
  );
  const passesOthers = passed.some(
    ({ resources }) => resources.negated || resources.patterns.some((pattern) => !own.has(pattern)),
  );
  const runsOne = model.taskDefinitions.some((task) => {
    const needs = passNeeds(model, startOf(model, principal, task));
    return needs.length > 0 && missingPermissionsOf({ model, principal }, needs).length === 0;
  });
  return !passesOthers && !runsOne;
}

function rolesOf(model: StackModel, principal: Principal, task: TaskDefinition): string[] {
  const needs: RequiredPermission[] = passNeeds(model, startOf(model, principal, task));
  return needs.flatMap(({ resources }) => resources);
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
