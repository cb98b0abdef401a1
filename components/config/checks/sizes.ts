import { describeFargateMemory, fargateMemoryFor } from "../../fargate";
import type { IssueDraft } from "../errors";
import type { DraftConfig } from "../stack";
import { type TaskPart, containersOf, tasksIn } from "./walk";

/** Fargate's pairs of CPU and memory, and whether the containers fit into the task. */
export function checkSizes(config: DraftConfig): IssueDraft[] {
  return tasksIn(config).flatMap((task) => [...pair(task), ...fit(task)]);
}

function pair({ task, path }: TaskPart): IssueDraft[] {
  const { cpu, memory } = task;
  if (cpu === undefined || memory === undefined || fargateMemoryFor(cpu).includes(memory)) return [];
  const message = `is not an amount of memory that Fargate has for cpu ${cpu}; allowed: ${describeFargateMemory(cpu)}`;
  return [{ keys: [...path, "memory"], value: memory, message }];
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

function sum(values: (number | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
