/**
 * Calls of ECS's own API that a schedule or a state makes, with the request as the API takes it.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
 * https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
import { scopeOf } from "../../graph/places/scope";
import { arnIn } from "../../aws/arn";
import { clusterNamed } from "../named-clusters";
import { taskNamed } from "../named-tasks";
import { UNKNOWN } from "../../evaluation/types";
import { text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { overriddenRoles } from "./overrides";
import { requestedTags } from "./requested-tags";
import { passNeeds, runNeeds } from "./run-needs";
import type { TaskStart } from "./task-start";
import { flag } from "./templated-start";

/** Operations that start tasks. */
export type EcsOperation = "runTask" | "startTask" | "createService" | "updateService";

const OPERATIONS: readonly string[] = ["runTask", "startTask", "createService", "updateService"];

export interface ApiCall {
  what: string;
  operation: EcsOperation;
  /** The resource's own property that the request stands in. */
  property: string;
  /** The request; undefined where it is not known. */
  value: Record<string, unknown> | undefined;
}

/** The operation behind `arn:aws:scheduler:::aws-sdk:ecs:runTask` and its like; undefined where it starts no task. */
export function ecsOperation(arn: unknown): EcsOperation | undefined {
  const [, name] = /:aws-sdk:ecs:(\w+)(?:\.\w+)?$/.exec(text(arn) ?? "") ?? [];
  return OPERATIONS.find((operation) => operation === name) as EcsOperation | undefined;
}

export function apiCallNeeds(view: StackModel, by: PlainResource, call: ApiCall): RequiredPermission[] {
  const start = startOf(view, by, call);
  if (call.operation === "runTask" || call.operation === "startTask") return runNeeds(view, start);
  return serviceNeeds(view, call, start);
}

function startOf(
  view: StackModel,
  by: PlainResource,
  { what, operation, property, value }: ApiCall,
): TaskStart {
  const request = value ?? {};
  const unless = (given: unknown) => (value ? given : UNKNOWN);
  return {
    what,
    action: operation === "startTask" ? "ecs:StartTask" : "ecs:RunTask",
    task: taskNamed(view, by, property, unless(request.TaskDefinition)),
    cluster: clusterNamed(view, by, property, unless(request.Cluster)),
    overrides: overriddenRoles(view, by, property, request.Overrides),
    tags: requestedTags(unless(request.Tags), unless(request.PropagateTags)),
    context: { "ecs:enable-execute-command": flag(unless(request.EnableExecuteCommand)) },
  };
}

/** A service's roles are passed where the request names a task definition. */
function serviceNeeds(
  view: StackModel,
  { what, operation, value }: ApiCall,
  start: TaskStart,
): RequiredPermission[] {
  const isUpdate = operation === "updateService";
  const named = text(isUpdate ? value?.Service : value?.ServiceName)?.replace(/^.*\//, "");
  const namesTask = !isUpdate || value?.TaskDefinition !== undefined;
  return [
    {
      kind: "run",
      purpose: `${isUpdate ? "update" : "create"} the service ${named ?? "that it names"} (${what})`,
      actions: [isUpdate ? "ecs:UpdateService" : "ecs:CreateService"],
      resources: [arnIn(scopeOf(view), "ecs", `service/${start.cluster.name}/${named ?? "*"}`)],
      context: { "ecs:cluster": start.cluster.arn },
      ...(named === undefined ? { unknown: { kind: "starter-names", what: "service", by: what } } : {}),
    },
    ...(namesTask && start.task ? passNeeds(view, start) : []),
  ];
}
