import type { Draft } from "../draft";
import type { IssueDraft } from "../errors";
import { LONGEST_ROLE_NAME, scheduleRoleName } from "../policy-defaults";
import type { ScheduleSettings } from "../schedule";
import { type DraftConfig, keys } from "../stack";
import { suggestion } from "../suggestion";
import { roleUses } from "./roles";
import { type Path, repeated } from "./walk";

/** A schedule of the draft, where it stands, and the name of its role. */
interface SchedulePart {
  key: string;
  path: Path;
  schedule: Draft<ScheduleSettings>;
  roleName: string;
}

/** Each schedule runs a task of the stack, by containers that it has, with a role that is nobody else's. */
export function checkSchedules(config: DraftConfig): IssueDraft[] {
  const schedules = schedulesIn(config);
  const takenRoles = rolesOfOthers(config);
  return [
    ...schedules.flatMap((part) => unknownTask(config, part)),
    ...schedules.flatMap((part) => unknownContainers(config, part)),
    ...schedules.flatMap((part) => takenRole(takenRoles, part)),
    ...sharedRoles(schedules),
    ...schedules.flatMap(roleNameLength),
  ];
}

function schedulesIn(config: DraftConfig): SchedulePart[] {
  return Object.entries(config[keys.schedules] ?? {}).flatMap(([key, schedule]) =>
    schedule
      ? [
          {
            key,
            schedule,
            path: [keys.schedules, key],
            roleName: schedule.role?.name ?? scheduleRoleName(key),
          },
        ]
      : [],
  );
}

/** What the roles of tasks and of the deploying workflow are used for, by their names in lower case. */
function rolesOfOthers(config: DraftConfig): Map<string, string> {
  const taken = new Map<string, string>();
  for (const { role, kind, task } of roleUses(config))
    if (role.name) taken.set(role.name.toLowerCase(), `the ${kind} of ${task}`);
  const ciRole = config[keys.ci]?.roleName;
  if (ciRole) taken.set(ciRole.toLowerCase(), "the role that deploys");
  return taken;
}

function unknownTask(config: DraftConfig, { schedule: { task }, path }: SchedulePart): IssueDraft[] {
  const tasks = config[keys.tasks] ?? {};
  if (task === undefined || Object.hasOwn(tasks, task)) return [];
  const message = `is not a task of this stack; ${suggestion(task, Object.keys(tasks))}`;
  return [{ keys: [...path, "task"], value: task, message }];
}

function unknownContainers(config: DraftConfig, { schedule, path }: SchedulePart): IssueDraft[] {
  const task = config[keys.tasks]?.[schedule.task ?? ""];
  const containers = (task?.containers ?? []).flatMap((container) => container?.name ?? []);
  if (containers.length === 0) return [];
  return (schedule.overrides ?? []).flatMap((override, index) => {
    if (override?.name === undefined || containers.includes(override.name)) return [];
    const message = `is not a container of ${schedule.task}; ${suggestion(override.name, containers)}`;
    return [{ keys: [...path, "overrides", index, "name"], value: override.name, message }];
  });
}

function takenRole(taken: Map<string, string>, { roleName, path }: SchedulePart): IssueDraft[] {
  const use = taken.get(roleName.toLowerCase());
  if (use === undefined) return [];
  const message = `is ${use}; a schedule has a role of its own`;
  return [{ keys: [...path, "role", "name"], value: roleName, message }];
}

function sharedRoles(schedules: SchedulePart[]): IssueDraft[] {
  return repeated(schedules, ({ roleName }) => roleName.toLowerCase()).map(({ part, first }) => ({
    keys: [...part.path, "role", "name"],
    value: part.roleName,
    message: `is the role of schedule ${first.key} already`,
  }));
}

function roleNameLength({ roleName, path }: SchedulePart): IssueDraft[] {
  if (roleName.length <= LONGEST_ROLE_NAME) return [];
  return [{ keys: path, value: roleName, message: "is too long to name a role after; give role.name" }];
}
