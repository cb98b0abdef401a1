import { fixtureConfig } from "../mock-engine";

export type Config = Record<string, unknown>;
export type Keys = (string | number)[];

export const tasks = "ecs-task-permissions:tasks";
export const schedules = "ecs-task-permissions:schedules";
export const deployers = "ecs-task-permissions:deployers";
export const accountId = "ecs-task-permissions:accountId";
export const ci = "ecs-task-permissions:ci";
export const mlPlatform: Keys = [tasks, "ml-platform"];
export const igNotification: Keys = [tasks, "ig-notification"];
export const trainer: Keys = [...mlPlatform, "containers", 0];
export const notifier: Keys = [...igNotification, "containers", 0];

/** One change to a config: a value put in, or taken out where it is undefined. */
export type Edit = [keys: Keys, value: unknown];

/** The fixture dev config with some changes. */
export function edited(...edits: Edit[]): Config {
  const config = structuredClone(fixtureConfig("dev"));
  for (const [keys, value] of edits) put(config, keys, structuredClone(value));
  return config;
}

function put(config: Config, keys: Keys, value: unknown): void {
  let parent = config as Record<string | number, unknown>;
  for (const key of keys.slice(0, -1)) {
    parent[key] ??= {};
    parent = parent[key] as Record<string | number, unknown>;
  }
  const last = keys.at(-1) ?? "";
  if (value === undefined) delete parent[last];
  else parent[last] = value;
}
