import { lentRole, routedTo } from "../../firelens-output";
import type { IssueDraft } from "../errors";
import { isForFargate } from "../launch";
import type { DraftConfig } from "../stack";
import { type ContainerPart, type TaskPart, containersOf, tasksIn } from "./walk";

/** Logs that go two ways or none. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html */
export function checkLogging(config: DraftConfig): IssueDraft[] {
  return tasksIn(config).flatMap((task) => [
    ...containersOf(task).flatMap(twoDrivers),
    ...router(task),
    ...destinations(task),
  ]);
}

function twoDrivers({ container, path }: ContainerPart): IssueDraft[] {
  if (container.logGroup === undefined || container.log === undefined) return [];
  const message = "stands beside logGroup, and a container logs one way; take one of them out";
  return [{ keys: [...path, "log"], value: undefined, message }];
}

const routes = ({ container }: ContainerPart) => container.log?.driver === "awsfirelens";

function router(task: TaskPart): IssueDraft[] {
  const containers = containersOf(task);
  const routers = containers.filter(({ container }) => container.firelens !== undefined);
  const issues: IssueDraft[] = [];
  for (const { path } of routers.slice(1)) {
    const message = `is a second log router; ${routers[0]?.container.name ?? "another container"} is one already`;
    issues.push({ keys: [...path, "firelens"], value: undefined, message });
  }
  for (const part of containers.filter(routes)) {
    const keys = [...part.path, "log", "driver"];
    if (part.container.firelens !== undefined)
      issues.push({
        keys,
        value: "awsfirelens",
        message: "would send the log router's own log to itself; give it a logGroup",
      });
    else if (routers.length === 0)
      issues.push({
        keys,
        value: "awsfirelens",
        message: "needs a log router: a container with firelens, e.g. firelens: {type: fluentbit}",
      });
  }
  if (routers[0] && !containers.some(routes)) {
    const message = "routes no log: no container has log with driver awsfirelens";
    issues.push({ keys: [...routers[0].path, "firelens"], value: undefined, message });
  }
  return issues;
}

function writesWithTaskRole({ container }: ContainerPart): boolean {
  const options = container.log?.options ?? {};
  return routedTo(options) !== undefined || lentRole(options) !== undefined;
}

/** The router writes with the task role, or assumes another with it. */
function destinations(task: TaskPart): IssueDraft[] {
  if (task.task.taskRole?.mode !== "none" || !isForFargate(task.task)) return [];
  return containersOf(task)
    .filter((part) => routes(part) && writesWithTaskRole(part))
    .map(({ path }) => ({
      keys: [...path, "log"],
      value: undefined,
      message:
        "is written by the log router as the task role, and the task has none: set taskRole's mode to create or reference",
    }));
}
