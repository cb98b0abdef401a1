import type { IssueDraft } from "../errors";
import { type DraftConfig, keys } from "../stack";
import { suggestion } from "../suggestion";
import { scheduleRoleName } from "../policy-defaults";
import { roleUses } from "./roles";
import { type Path, repeated } from "./walk";

/** Each schedule runs a task of the stack, by containers that it has, with a role that is nobody else's. */
export function checkSchedules(config: DraftConfig): IssueDraft[] {
  const tasks = config[keys.tasks] ?? {};
  const schedules = Object.entries(config[keys.schedules] ?? {}).flatMap(([key, schedule]) =>
    schedule ? [{ key, schedule, path: [keys.schedules, key] as Path }] : [],
  );
  const named = schedules.map((part) => ({
    ...part,
    role: part.schedule.role?.name ?? scheduleRoleName(part.key),
  }));
  const taken = new Map([
    ...roleUses(config).flatMap(({ role, kind, task }) =>
      role.name ? [[role.name.toLowerCase(), `the ${kind} of ${task}`] as const] : [],
    ),
    ...(config[keys.ci]?.roleName
      ? [[config[keys.ci]!.roleName!.toLowerCase(), "the role that deploys"] as const]
      : []),
  ]);
  return [
    ...schedules.flatMap(({ schedule: { task }, path }) =>
      task === undefined || Object.hasOwn(tasks, task)
        ? []
        : [
            {
              keys: [...path, "task"],
              value: task,
              message: `is not a task of this stack; ${suggestion(task, Object.keys(tasks))}`,
            },
          ],
    ),
    ...schedules.flatMap(({ schedule, path }) => unknownContainers(config, schedule, path)),
    ...named.flatMap(({ role, path }) => {
      const use = taken.get(role.toLowerCase());
      if (use === undefined) return [];
      return [
        {
          keys: [...path, "role", "name"],
          value: role,
          message: `is ${use}; a schedule has a role of its own`,
        },
      ];
    }),
    ...repeated(named, ({ role }) => role.toLowerCase()).map(({ part, first }) => ({
      keys: [...part.path, "role", "name"],
      value: part.role,
      message: `is the role of schedule ${first.key} already`,
    })),
    ...named.flatMap(({ role, path }) =>
      role.length <= LONGEST_ROLE
        ? []
        : [{ keys: path, value: role, message: "is too long to name a role after; give role.name" }],
    ),
  ];
}

const LONGEST_ROLE = 64;

type Draft = NonNullable<NonNullable<DraftConfig[typeof keys.schedules]>[string]>;

function unknownContainers(config: DraftConfig, schedule: Draft, path: Path): IssueDraft[] {
  const task = config[keys.tasks]?.[schedule.task ?? ""];
  const containers = (task?.containers ?? []).flatMap((container) => container?.name ?? []);
  if (containers.length === 0) return [];
  return (schedule.overrides ?? []).flatMap((override, index) =>
    override?.name === undefined || containers.includes(override.name)
      ? []
      : [
          {
            keys: [...path, "overrides", index, "name"],
            value: override.name,
            message: `is not a container of ${schedule.task}; ${suggestion(override.name, containers)}`,
          },
        ],
  );
}
