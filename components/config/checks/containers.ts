import type { IssueDraft } from "../errors";
import { networkModeOf } from "../launch";
import type { DraftConfig } from "../stack";
import { type ContainerPart, type TaskPart, containersIn, containersOf, repeated, tasksIn } from "./walk";

/** What holds between the containers of a task. */
export function checkContainers(config: DraftConfig): IssueDraft[] {
  return [
    ...tasksIn(config).flatMap((task) => [
      ...uniqueNames(task),
      ...oneEssential(task),
      ...uniquePorts(task),
      ...dependencies(task),
    ]),
    ...containersIn(config).flatMap(healthCheckKind),
  ];
}

function uniqueNames(task: TaskPart): IssueDraft[] {
  return repeated(containersOf(task), ({ container }) => container.name).map(({ part }) => ({
    keys: [...part.path, "name"],
    value: part.container.name,
    message: `is the name of another container of ${task.key}; names must be unique in a task`,
  }));
}

function oneEssential(task: TaskPart): IssueDraft[] {
  const all = task.task.containers;
  if (!all || all.length === 0 || all.some((container) => container?.essential !== false)) return [];
  const message =
    "must hold at least one essential container: set essential to true on the one that the task is for";
  return [{ keys: [...task.path, "containers"], value: undefined, message }];
}

/** Containers share the task's network interface or the instance's; only with Docker's bridge each has its own ports. */
function uniquePorts(task: TaskPart): IssueDraft[] {
  const mode = networkModeOf(task.task);
  const isShared = mode === "awsvpc" || mode === "host";
  const property = isShared ? "containerPort" : "hostPort";
  const ports = containersOf(task).flatMap(({ container, path }) =>
    (container.ports ?? []).flatMap((port, index) =>
      port ? [{ port, path: [...path, "ports", index] }] : [],
    ),
  );
  const id = ({ port }: (typeof ports)[number]) =>
    port[property] ? `${port[property]}/${port.protocol ?? "tcp"}` : undefined;
  return repeated(ports, id).map(({ part }) => ({
    keys: [...part.path, property],
    value: part.port[property],
    message: isShared
      ? "is taken by another port of the task; its containers share one network interface"
      : "is taken by another port of the task on the same instance",
  }));
}

function dependencies(task: TaskPart): IssueDraft[] {
  const containers = containersOf(task);
  const byName = new Map(containers.map(({ container }) => [container.name, container]));
  // While a container's name is malformed, nobody can say what it is called.
  const allNamed = task.task.containers?.every((container) => container?.name !== undefined) ?? false;
  const issues: IssueDraft[] = [];
  for (const { container, path } of containers) {
    for (const [index, dependency] of (container.dependsOn ?? []).entries()) {
      if (dependency?.container === undefined) continue;
      const keys = [...path, "dependsOn", index, "container"];
      const value = dependency.container;
      const target = byName.get(value);
      if (!target && allNamed) {
        const names = containers.map((part) => part.container.name).join(", ");
        issues.push({ keys, value, message: `is not a container of ${task.key}; its containers: ${names}` });
      } else if (target && dependency.condition === "HEALTHY" && !target.healthCheck) {
        issues.push({ keys, value, message: "has no healthCheck, so it never becomes HEALTHY" });
      } else if (target && reaches(value, container.name, byName)) {
        issues.push({
          keys,
          value,
          message: "waits for this container in turn; a circle of dependencies never starts",
        });
      }
    }
  }
  return issues;
}

type ByName = Map<string | undefined, ContainerPart["container"]>;

function reaches(from: string, to: string | undefined, byName: ByName, seen = new Set<string>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const next = byName.get(from)?.dependsOn ?? [];
  return next.some(
    (dependency) => dependency?.container !== undefined && reaches(dependency.container, to, byName, seen),
  );
}

function healthCheckKind({ container, path }: ContainerPart): IssueDraft[] {
  const kind = container.healthCheck?.command?.[0];
  if (kind === undefined || kind === "CMD" || kind === "CMD-SHELL") return [];
  return [{ keys: [...path, "healthCheck", "command", 0], value: kind, message: "must be CMD or CMD-SHELL" }];
}
