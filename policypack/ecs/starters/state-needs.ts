/** What a state that runs a task needs of the role that it acts with. */
import { scopeOf } from "../../graph/places/scope";
import { arnIn, parseArn } from "../../aws/arn";
import { propertyUnknown } from "../../unknowns/property-unknown";
import { clusterNamed } from "../named-clusters";
import { type NamedTask, namedTask, taskNamed } from "../named-tasks";
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, text } from "../../graph/resources/plain";
import type { PlainResource, RoleReference, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { missingPermissionsOf } from "../../permissions/missing-permissions";
import { apiCallNeeds, ecsOperation } from "./api-calls";
import { overriddenRoles } from "./overrides";
import { requestedTags } from "./requested-tags";
import { runNeeds } from "./run-needs";
import { definitionProperty, DYNAMIC, type TaskState, valueIn } from "./states";
import type { TaskStart } from "./task-start";
import { flag } from "./templated-start";

/** The integration that Step Functions has of its own, behind `arn:aws:states:::`. */
const OPTIMIZED = /^ecs:runTask(\.sync|\.waitForTaskToken)?$/;

/** The rule by which Step Functions learns that a task has ended. */
const MANAGED_RULE = "rule/StepFunctionsGetEventsForECSTaskRule";

/** Whether a state starts tasks or changes what runs them. */
export function isEcsState({ resource }: TaskState): boolean {
  const arn = parseArn(text(resource) ?? "");
  const isOptimized = arn?.service === "states" && OPTIMIZED.test(arn.resource);
  return isOptimized || ecsOperation(resource) !== undefined;
}

/** @param role that the state acts with */
export function stateNeeds(
  view: StackModel,
  by: PlainResource,
  state: TaskState,
  role: RoleReference,
): RequiredPermission[] {
  const operation = ecsOperation(state.resource);
  if (operation && operation !== "runTask") {
    const value = settled(state.request);
    return apiCallNeeds(view, by, {
      what: whatOf(state, by),
      operation,
      property: definitionProperty(by),
      value,
    });
  }
  const start = startOfState(view, by, state);
  const isSync = text(state.resource)?.endsWith(".sync") ?? false;
  const starts = isDynamic(state) ? startsOfInput(view, start, role) : [start];
  return [...starts.flatMap((each) => runNeeds(view, each)), ...(isSync ? syncNeeds(view, start) : [])];
}

function whatOf(state: TaskState, by: PlainResource): string {
  return `state ${state.name} of state machine ${by.name}`;
}

/** What a state starts that runs a task. */
export function startOfState(view: StackModel, by: PlainResource, state: TaskState): TaskStart {
  const request = state.request ?? {};
  const at = definitionProperty(by);
  const value = (key: string): unknown => {
    const found = state.request ? valueIn(request, key) : DYNAMIC;
    return found === DYNAMIC ? UNKNOWN : found;
  };
  const isClusterDynamic = !state.request || valueIn(request, "Cluster") === DYNAMIC;
  return {
    what: whatOf(state, by),
    action: "ecs:RunTask",
    task: isDynamic(state) ? undefined : taskNamed(view, by, at, value("TaskDefinition")),
    cluster: isClusterDynamic ? { name: "*" } : clusterNamed(view, by, at, value("Cluster")),
    overrides: overriddenRoles(view, by, at, settled(state.request)?.Overrides),
    // Where the input is the whole request, nothing says that it sets tags.
    tags: state.request ? requestedTags(value("Tags"), value("PropagateTags")) : requestedTags({}, undefined),
    context: { "ecs:enable-execute-command": flag(value("EnableExecuteCommand")) },
  };
}

function isDynamic({ request }: TaskState): boolean {
  return request === undefined || valueIn(request, "TaskDefinition") === DYNAMIC;
}

/**
 * Where the execution decides what is run, it is one of the stack's task definitions that the role may run; anything,
 * where it may run none for certain.
 */
function startsOfInput(view: StackModel, start: TaskStart, role: RoleReference): TaskStart[] {
  const tasks = view.taskDefinitions.map((task): NamedTask => namedTask(view, task));
  if (role.state !== "resolved") return [];
  const { principal } = role;
  const runnable = tasks
    .map((task): TaskStart => ({ ...start, task }))
    .filter(
      (each) =>
        missingPermissionsOf({ model: view, principal }, runNeeds(view, each).slice(0, 1)).length === 0,
    );
  return runnable.length > 0 ? runnable : [{ ...start, task: undefined }];
}

/**
 * To wait for a task's end takes a rule that Step Functions makes for itself, and to stop the task with the execution.
 * https://docs.aws.amazon.com/step-functions/latest/dg/ecs-iam.html
 */
function syncNeeds(view: StackModel, { what, cluster }: TaskStart): RequiredPermission[] {
  return [
    {
      kind: "run",
      purpose: `follow and stop the task that it starts (${what})`,
      actions: ["ecs:DescribeTasks", "ecs:StopTask"],
      resources: [arnIn(scopeOf(view), "ecs", `task/${cluster.name}/*`)],
      context: { "ecs:cluster": cluster.arn },
      ...(cluster.name === "*" ? { unknown: propertyUnknown("cluster", what) } : {}),
    },
    {
      kind: "run",
      purpose: `learn of the end of the task that it starts (${what})`,
      actions: ["events:DescribeRule", "events:PutRule", "events:PutTargets"],
      resources: [arnIn(scopeOf(view), "events", MANAGED_RULE)],
    },
  ];
}

/** A request with `UNKNOWN` for what the execution decides. */
function settled(request: Record<string, unknown> | undefined): Record<string, unknown> | undefined {
  if (!request) return undefined;
  const keys = new Set(Object.keys(request).map((key) => key.replace(/\.\$$/, "")));
  return Object.fromEntries(
    [...keys].map((key) => {
      const value = valueIn(request, key);
      return [key, value === DYNAMIC ? UNKNOWN : isRecord(value) ? settled(value) : value];
    }),
  );
}
