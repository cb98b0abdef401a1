import { describeFargateMemory, fargateCpus, fargateMemoryFor } from "../../fargate";
import type { IssueDraft } from "../errors";
import { isForFargate, networkModeOf } from "../launch";
import type { DraftConfig } from "../stack";
import { type Path, type TaskPart, containersOf, tasksIn } from "./walk";

/** What Fargate, and instances outside of AWS, take of a task. */
export function checkLaunch(config: DraftConfig): IssueDraft[] {
  return tasksIn(config).flatMap((part) => [
    ...(isForFargate(part.task) ? [...size(part), ...network(part), ...instanceOnly(part)] : elsewhere(part)),
    ...external(part),
    ...windows(part),
    ...hostPorts(part),
  ]);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html */
function size({ task, path }: TaskPart): IssueDraft[] {
  const { cpu, memory } = task;
  const cpus = `must be one of ${fargateCpus.join(", ")}, which Fargate has`;
  const missing = [
    ...(cpu === undefined ? [issue([...path, "cpu"], undefined, `is missing; it ${cpus}`)] : []),
    ...(memory === undefined
      ? [
          issue(
            [...path, "memory"],
            undefined,
            "is missing; it must be a whole number of MiB that Fargate has for cpu",
          ),
        ]
      : []),
  ];
  if (cpu === undefined) return missing;
  if (!fargateCpus.includes(cpu)) return [...missing, issue([...path, "cpu"], cpu, cpus)];
  if (memory === undefined || fargateMemoryFor(cpu).includes(memory)) return missing;
  const inGiB = fargateMemoryFor(cpu).includes(memory * 1024)
    ? `; write ${memory * 1024} for ${memory} GB`
    : "";
  const message = `is not an amount of memory that Fargate has for cpu ${cpu}; allowed: ${describeFargateMemory(cpu)}${inGiB}`;
  return [issue([...path, "memory"], memory, message)];
}

function network({ task, path }: TaskPart): IssueDraft[] {
  const { networkMode } = task;
  if (networkMode === undefined || networkMode === "awsvpc") return [];
  return [issue([...path, "networkMode"], networkMode, "must be awsvpc, the only one that Fargate has")];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
function instanceOnly(part: TaskPart): IssueDraft[] {
  const without = "is not there on Fargate: take FARGATE out of launchTypes, or take it out";
  return [
    ...Object.entries(part.task.volumes ?? {}).flatMap(([name, volume]) =>
      volume?.hostPath === undefined
        ? []
        : [issue([...part.path, "volumes", name, "hostPath"], volume.hostPath, without)],
    ),
    ...containersOf(part).flatMap(({ container, path }) =>
      container.gpu === undefined ? [] : [issue([...path, "gpu"], container.gpu, without)],
    ),
  ];
}

function elsewhere({ task, path }: TaskPart): IssueDraft[] {
  if (task.ephemeralStorageGiB === undefined) return [];
  const message = "has no effect without FARGATE in launchTypes; take it out";
  return [issue([...path, "ephemeralStorageGiB"], task.ephemeralStorageGiB, message)];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html */
function external({ task, path }: TaskPart): IssueDraft[] {
  if (!task.launchTypes?.includes("EXTERNAL")) return [];
  if (isForFargate(task)) {
    const message =
      "cannot name FARGATE and EXTERNAL together: Fargate has awsvpc only, which EXTERNAL has not";
    return [issue([...path, "launchTypes"], undefined, message)];
  }
  if (networkModeOf(task) !== "awsvpc") return [];
  const message = "is not there on EXTERNAL instances; allowed: bridge, host, none, default";
  return [issue([...path, "networkMode"], task.networkMode, message)];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html */
function windows({ task, path }: TaskPart): IssueDraft[] {
  if (!task.operatingSystem?.startsWith("WINDOWS") || task.architecture !== "ARM64") return [];
  return [issue([...path, "architecture"], "ARM64", "must be X86_64, the only one that Windows runs on")];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html#ECS-Type-PortMapping-hostPort */
function hostPorts(part: TaskPart): IssueDraft[] {
  const mode = networkModeOf(part.task);
  if (mode !== "awsvpc" && mode !== "host") return [];
  return containersOf(part).flatMap(({ container, path }) =>
    (container.ports ?? []).flatMap((port, index) =>
      port?.hostPort === undefined || port.containerPort === undefined || port.hostPort === port.containerPort
        ? []
        : [
            issue(
              [...path, "ports", index, "hostPort"],
              port.hostPort,
              `must be ${port.containerPort}, the containerPort, with networkMode ${mode}; leave it out`,
            ),
          ],
    ),
  );
}

function issue(keys: Path, value: unknown, message: string): IssueDraft {
  return { keys, value, message };
}
