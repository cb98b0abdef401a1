import type { IssueDraft } from "../errors";
import { isForFargate } from "../launch";
import type { DraftConfig } from "../stack";
import { type TaskPart, containersOf, tasksIn } from "./walk";

/** Whether the containers fit into the task, and whether something says how much memory they have. */
export function checkSizes(config: DraftConfig): IssueDraft[] {
  return tasksIn(config).flatMap((task) => [...fit(task), ...unbounded(task)]);
}

function fit(part: TaskPart): IssueDraft[] {
  const { cpu, memory } = part.task;
  const containers = containersOf(part);
  const issues: IssueDraft[] = [];

  const reservedCpu = sum(containers.map(({ container }) => container.cpu));
  if (cpu !== undefined && reservedCpu > cpu) {
    const message = `is less than its containers' cpu together, ${reservedCpu}`;
    issues.push({ keys: [...part.path, "cpu"], value: cpu, message });
  }
  const reserved = sum(containers.map(({ container }) => container.memoryReservation ?? container.memory));
  if (memory !== undefined && reserved > memory) {
    const message = `is less than its containers reserve together, ${reserved} MiB`;
    issues.push({ keys: [...part.path, "memory"], value: memory, message });
  }
  for (const { container, path } of containers) {
    const { memory: limit, memoryReservation } = container;
    if (limit !== undefined && memoryReservation !== undefined && memoryReservation >= limit) {
      const message = `must be less than the container's memory, ${limit} MiB`;
      issues.push({ keys: [...path, "memoryReservation"], value: memoryReservation, message });
    }
  }
  return issues;
}

/** Without the task's memory, ECS refuses a container that neither limits nor reserves its own. */
function unbounded(part: TaskPart): IssueDraft[] {
  if (part.task.memory !== undefined || isForFargate(part.task)) return [];
  return containersOf(part)
    .filter(({ container }) => container.memory === undefined && container.memoryReservation === undefined)
    .map(({ path }) => ({
      keys: [...path, "memory"],
      value: undefined,
      message: "is missing; without the task's memory a container needs memory or memoryReservation",
    }));
}

function sum(values: (number | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
