import { isDeepStrictEqual } from "node:util";
import { type Scope, partitionOf } from "../arns";
import { crossChecks } from "./checks";
import type { CiSettings } from "./ci";
import type { DeployerSettings } from "./deployer";
import { withoutPaths } from "./draft";
import { ConfigError, type IssueDraft, pathOf } from "./errors";
import { type DraftConfig, keys, stackSchema } from "./stack";
import type { ScheduleSettings } from "./schedule";
import type { TaskSettings } from "./task";
import { misspeltNamespaces } from "./namespaces";
import { translate, type Written } from "./translate";

/** A task with its key, and with the family that its task definition gets. */
export interface Task extends TaskSettings {
  key: string;
  family: string;
}

/** A schedule with its key, which names it. */
export interface Schedule extends ScheduleSettings {
  key: string;
}

/** A stack's config, complete and checked. */
export interface StackConfig extends Scope {
  stack: string;
  /** In the order of their keys. */
  tasks: Task[];
  /** In the order of their keys. */
  schedules: Schedule[];
  deployers: DeployerSettings[];
  ci?: CiSettings;
}

/**
 * Reads a stack's config from the map under `config:` in `Pulumi.<stack>.yaml`.
 *
 * @param raw keys with their namespace (`aws:region`, `ecs-task-permissions:tasks` …); values as YAML has them
 * @param written a scalar as the file has it, by its keys, where that is known
 * @throws {ConfigError} with every mistake that there is
 */
export function parseStackConfig(
  stack: string,
  raw: Record<string, unknown>,
  written: Written = () => undefined,
): StackConfig {
  const strangers = misspeltNamespaces(raw);
  const own = ownKeys(raw);
  const encrypted = findEncrypted(own);
  const plain = readable(own, encrypted);
  const parsed = stackSchema.safeParse(plain);
  const malformed = parsed.success ? [] : translate(parsed.error, plain, written);
  const draft = readable(plain, malformed) as DraftConfig;
  const told = [...encrypted, ...strangers.map(({ meant }) => ({ keys: [meant] }))];
  const issues = [
    ...strangers.map(({ issue }) => issue),
    ...encrypted,
    ...malformed.filter(isNotAbout(told)),
    ...crossChecks(draft).filter(isElsewhere(malformed)),
  ];
  if (!parsed.success || issues.length > 0) throw configError(stack, issues);

  const region = parsed.data[keys.region];
  return {
    stack,
    region,
    partition: partitionOf(region),
    accountId: parsed.data[keys.accountId],
    tasks: tasksOf(parsed.data[keys.tasks]),
    schedules: byKey(parsed.data[keys.schedules]),
    deployers: parsed.data[keys.deployers],
    ci: parsed.data[keys.ci],
  };
}

/** Pulumi's own settings and other packages' share the map; `aws:` settings are judged, for the program reads only one. */
function ownKeys(raw: Record<string, unknown>): Record<string, unknown> {
  const own = Object.entries(raw).filter(
    ([key]) => /^(?:aws|ecs-task-permissions):/.test(key) || !key.includes(":"),
  );
  return Object.fromEntries(own);
}

function readable(config: unknown, issues: IssueDraft[]): unknown {
  return withoutPaths(
    config,
    issues.map((issue) => issue.unread ?? issue.keys),
  );
}

/** What was reported already is missing to the schema, and may be what it misses above. */
function isNotAbout(reported: Pick<IssueDraft, "keys">[]): (issue: IssueDraft) => boolean {
  return ({ keys }) =>
    !reported.some((other) => {
      const length = Math.min(keys.length, other.keys.length);
      return isDeepStrictEqual(keys.slice(0, length), other.keys.slice(0, length));
    });
}

/** What is malformed is missing from the draft, and a check that misses it would say so a second time. */
function isElsewhere(reported: IssueDraft[]): (issue: IssueDraft) => boolean {
  return ({ keys, value }) =>
    value !== undefined || !reported.some((other) => isDeepStrictEqual(other.keys, keys));
}

function tasksOf(tasks: Record<string, TaskSettings>): Task[] {
  return byKey(tasks).map((task) => ({ ...task, family: task.family ?? task.key }));
}

function byKey<Entry>(entries: Record<string, Entry>): (Entry & { key: string })[] {
  return Object.entries(entries)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => ({ ...entry, key }));
}

function configError(stack: string, issues: IssueDraft[]): ConfigError {
  const file = `Pulumi.${stack}.yaml`;
  return new ConfigError(
    file,
    issues.map((issue) => ({ ...issue, path: pathOf(issue.keys), file })),
  );
}

/** `secure:` values anywhere in a config: this project's config holds names, never secrets, and is read without a key. */
function findEncrypted(value: unknown, keys: (string | number)[] = []): IssueDraft[] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  if (entries.length === 1 && entries[0]?.[0] === "secure" && typeof entries[0][1] === "string") {
    const message =
      "is encrypted (secure:), and only plain values are read here: write the name of a secret, never the secret itself";
    return [{ keys, value: undefined, message }];
  }
  return entries.flatMap(([key, entry]) => findEncrypted(entry, [...keys, key]));
}
