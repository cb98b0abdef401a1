/** What starting a task takes. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html */
import { ECS_TASKS } from "../../aws/service-principals";
import { scopeOf } from "../../graph/places/scope";
import { arnIn } from "../../aws/arn";
import { roleArnOf } from "../named-roles";
import { tagEntries } from "../register-needs";
import type { NamedTask } from "../named-tasks";
import { UNKNOWN } from "../../evaluation/types";
import type { ContextEntries } from "../../graph/principal-context";
import { tagsOf } from "../../graph/resources/tags";
import type { RoleReference, StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { describeUnknown } from "../../unknowns/describe";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import type { TaskStart } from "./task-start";

/** Starting the task, passing both of its roles, and tagging it where the request does. */
export function runNeeds(view: StackModel, start: TaskStart): RequiredPermission[] {
  return [startNeed(view, start), ...passNeeds(view, start), ...tagNeeds(view, start)];
}

/** The request itself, on the revision that is meant. */
export function startNeed(
  view: StackModel,
  { what, action, task, cluster, tags, context }: TaskStart,
): RequiredPermission {
  const arn = task?.arn ?? arnIn(scopeOf(view), "ecs", "task-definition/*");
  return {
    kind: "run",
    purpose: `${action === "ecs:RunTask" ? "run" : "start"} ${task?.family ?? "its task"} (${what})`,
    actions: [action],
    resources: [arn],
    ...(task ? { grantOn: [task.anyRevision] } : {}),
    context: {
      ...context,
      ...tagEntries(tags.own ?? UNKNOWN),
      ...taskTags(task?.task),
      "ecs:cluster": cluster.arn,
    },
    ...(task ? {} : { unknown: { kind: "started-task", by: what } }),
  };
}

/** What a grant may ask of the task definition's own tags. */
function taskTags(task: TaskDefinition | undefined): ContextEntries {
  const tags = task ? tagsOf(task.resource) : UNKNOWN;
  if (tags === UNKNOWN) return {};
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) => [
      [`aws:ResourceTag/${key}`, value],
      [`ecs:ResourceTag/${key}`, value],
    ]),
  );
}

/** What passes roles to ECS tasks: a request that starts one, or that has a service run another revision. */
export interface RolePassing extends Pick<TaskStart, "what"> {
  /** Undefined where it is not known which task definition is meant. */
  task: Pick<NamedTask, "family" | "task"> | undefined;
  /** @default - none: the roles are those of the task definition */
  overrides?: TaskStart["overrides"];
}

/** Both roles of the task definition, or those that the request names in their place. */
export function passNeeds(
  view: StackModel,
  { what, task, overrides = {} }: RolePassing,
): RequiredPermission[] {
  const roles: [string, RoleReference | undefined][] = [
    ["task role", overrides.taskRole ?? task?.task?.taskRole],
    ["execution role", overrides.executionRole ?? task?.task?.executionRole],
  ];
  const named = roles.flatMap(([as, role]) => (role ? passNeed(view, role, as, task, what) : []));
  return task || named.length > 0 ? named : [anyRole(view, what)];
}

function passNeed(
  view: StackModel,
  role: RoleReference,
  as: string,
  task: RolePassing["task"],
  what: string,
): RequiredPermission[] {
  if (role.state === "none" || role.state === "malformed") return [];
  const arn = roleArnOf(view, role);
  const of = task ? ` of ${task.family}` : "";
  if (arn === undefined)
    return [anyRole(view, what, { kind: "started-role", role: as, family: task?.family, by: what })];
  return [
    {
      kind: "pass-role",
      purpose: `pass ${arn}, the ${as}${of}, to ECS tasks (${what})`,
      actions: ["iam:PassRole"],
      resources: [arn],
      context: { "iam:PassedToService": ECS_TASKS },
    },
  ];
}

/** A role that is not known may be any of the account. */
function anyRole(
  view: StackModel,
  what: string,
  unknown: UnknownFact = { kind: "started-role", by: what },
): RequiredPermission {
  return {
    kind: "pass-role",
    purpose: `pass ${describeUnknown(unknown)} to ECS tasks (${what})`,
    actions: ["iam:PassRole"],
    resources: [arnIn({ ...scopeOf(view), region: "" }, "iam", "role/*")],
    context: { "iam:PassedToService": ECS_TASKS },
    unknown,
  };
}

/**
 * ECS asks for the right to tag on its own.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html
 */
function tagNeeds(view: StackModel, { what, action, task, cluster, tags }: TaskStart): RequiredPermission[] {
  if (tags.present === false) return [];
  const copied = tags.propagated ? (task?.task ? tagsOf(task.task.resource) : UNKNOWN) : {};
  const all = tags.own && copied !== UNKNOWN ? { ...copied, ...tags.own } : undefined;
  return [
    {
      kind: "run",
      purpose: `tag the task that it starts (${what})`,
      actions: ["ecs:TagResource"],
      resources: [arnIn(scopeOf(view), "ecs", `task/${cluster.name}/*`)],
      context: {
        "ecs:CreateAction": action.slice("ecs:".length),
        "ecs:cluster": cluster.arn,
        ...tagEntries(all ?? UNKNOWN),
      },
      ...(tags.present && cluster.name !== "*" ? {} : { unknown: unknownTags(what, tags.present) }),
    },
  ];
}

function unknownTags(by: string, present: boolean | undefined): UnknownFact {
  return { kind: present ? "started-in" : "started-with-tags", by };
}
