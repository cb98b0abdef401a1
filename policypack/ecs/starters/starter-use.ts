/** The use that a starter makes of its role. */
import { roleNamed } from "../named-roles";
import { namedTask, tasksBehind } from "../named-tasks";
import type { AssumingService, NeedsIn, RoleUse } from "../role-use";
import type { PlainResource, StackModel } from "../../graph/types";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { runNeeds } from "./run-needs";
import { sourceContext } from "./source-context";
import { NO_TAGS } from "./task-start";

/** A value, and the resource's own property that it stands in. */
export interface PropertyValue {
  property: string;
  value: unknown;
  /** What messages call it; by default the property. */
  label?: string;
}

/** What starts tasks with a role that it names. */
export interface Starter {
  by: PlainResource;
  /** For messages, e.g. `schedule nightly`. */
  what: string;
  role: PropertyValue;
  service: AssumingService;
  /** What the service sends as `aws:SourceArn`: the service's name in ARNs and the rest. */
  source: { service: string; resource: string | undefined };
}

/** The use of a starter's role. @param needs what the service does with the role */
export function starterUse(model: StackModel, starter: Starter, needs: NeedsIn): RoleUse {
  const { by, what, role, service, source } = starter;
  return {
    by,
    what,
    property: role.label ?? role.property,
    role: roleNamed(model, by, role.property, role.value),
    service,
    needsRole: true,
    assumeContexts: (view) => [sourceContext(view, source.service, source.resource)],
    needs,
  };
}

/**
 * A starter of which it is not known what it starts, though that comes from a task definition of the stack: what is
 * proven for that one is proven. None where no task definition has to do with it.
 *
 * @param property the property that is not known
 */
export function unknownStarterUse(model: StackModel, property: string, starter: Starter): RoleUse[] {
  const { by, what } = starter;
  const tasks = tasksBehind(model, by, property);
  if (tasks.length === 0) return [];
  const unknown: UnknownFact = { kind: "started-by", property, by: by.name };
  const needs = (view: StackModel) =>
    tasks
      .flatMap((task) =>
        runNeeds(view, {
          what,
          action: "ecs:RunTask",
          task: namedTask(view, task),
          cluster: { name: "*" },
          overrides: {},
          tags: NO_TAGS,
        }),
      )
      .map((need) => ({ ...need, unknown: need.unknown ?? unknown }));
  return [starterUse(model, starter, needs)];
}
