/** What starts tasks, as the kinds of starters say it. */
import type { ResourceKind } from "../../aws/resource-type";
import { API_GATEWAY, CODE_PIPELINE, EVENTS, PIPES, SCHEDULER } from "../../aws/service-principals";
import type { NamedCluster } from "../named-clusters";
import type { NamedTask } from "../named-tasks";
import type { AssumingService, RoleUse } from "../role-use";
import type { ContextEntries } from "../../graph/principal-context";
import type { PlainResource, RoleReference, StackModel } from "../../graph/types";

/** One request that starts a task: RunTask, or StartTask. */
export interface TaskStart {
  /** For messages, e.g. `schedule nightly`. */
  what: string;
  action: "ecs:RunTask" | "ecs:StartTask";
  /** Undefined where it is not known which task definition is run. */
  task: NamedTask | undefined;
  cluster: NamedCluster;
  /** Roles that the request names in place of the task definition's. */
  overrides: { taskRole?: RoleReference; executionRole?: RoleReference };
  tags: RequestedTags;
  /** What else the request carries, e.g. `ecs:enable-execute-command`. */
  context?: ContextEntries;
}

/** The tags that a request gives the task, or has ECS copy to it. */
export interface RequestedTags {
  /** True where the request tags the task at all; undefined where that is not known. */
  present: boolean | undefined;
  /** Undefined where they are not known. */
  own: Record<string, string> | undefined;
  propagated: boolean;
}

/** Of a request that sets none. */
export const NO_TAGS: RequestedTags = { present: false, own: {}, propagated: false };

/** Services that start tasks, by the principals under which they assume roles. */
export const STARTERS = {
  events: { name: "EventBridge", principals: [EVENTS] },
  scheduler: { name: "EventBridge Scheduler", principals: [SCHEDULER] },
  pipes: { name: "EventBridge Pipes", principals: [PIPES] },
  apigateway: { name: "API Gateway", principals: [API_GATEWAY] },
  codepipeline: { name: "CodePipeline", principals: [CODE_PIPELINE] },
} satisfies Record<string, AssumingService>;

/** A kind of resource that starts tasks. */
export interface StarterKind {
  kind: ResourceKind;
  usesOf(model: StackModel, resource: PlainResource): RoleUse[];
}
