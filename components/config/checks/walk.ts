/** Ways through a draft that keep the path to each part. */
import type { Container } from "../container";
import type { Draft } from "../draft";
import { type DraftConfig, keys } from "../stack";
import type { TaskSettings } from "../task";

/** Keys and indexes from the top of the config. */
export type Path = (string | number)[];

/** A task of the draft, and where it stands. */
export interface TaskPart {
  key: string;
  path: Path;
  task: Draft<TaskSettings>;
}

/** A container of the draft, where it stands, and its task. */
export interface ContainerPart {
  path: Path;
  container: Draft<Container>;
  task: TaskPart;
}

/** All tasks of which anything can be read. */
export function tasksIn(config: DraftConfig): TaskPart[] {
  return Object.entries(config[keys.tasks] ?? {}).flatMap(([key, task]) =>
    task ? [{ key, path: [keys.tasks, key], task }] : [],
  );
}

/** The containers of all tasks. */
export function containersIn(config: DraftConfig): ContainerPart[] {
  return tasksIn(config).flatMap(containersOf);
}

/** One task's containers, of which anything can be read. */
export function containersOf(task: TaskPart): ContainerPart[] {
  return (task.task.containers ?? []).flatMap((container, index) =>
    container ? [{ path: [...task.path, "containers", index], container, task }] : [],
  );
}

/** The second and later holders of a value that must be unique, each with the first. */
export function repeated<Part>(
  parts: Part[],
  value: (part: Part) => string | undefined,
): { part: Part; first: Part }[] {
  const seen = new Map<string, Part>();
  return parts.flatMap((part) => {
    const key = value(part);
    if (key === undefined) return [];
    const first = seen.get(key);
    if (first !== undefined) return [{ part, first }];
    seen.set(key, part);
    return [];
  });
}
