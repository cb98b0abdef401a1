/** The pack's config with what a new task is required to reach; all else stays as it is written. */
import { settingCount, withSetting } from "../project/pack-config-edits";
import { type NewTask, taskRoleName } from "./task-settings";

/**
 * @param text JSON; empty where the stack has no pack config yet
 * @returns the text with the task's role among those that may be passed, where these are listed, and its needs as required
 */
export function withNewTask(text: string, task: NewTask): string {
  const role = taskRoleName(task.name);
  const { buckets, tables, secrets } = task;
  const needs = Object.entries({ buckets, tables, secrets }).filter(([, names]) => names.length > 0);
  const passed = withPassedRole(text.trim() === "" ? "{}\n" : text, role);
  if (needs.length === 0) return passed;
  const at = settingCount(passed, "task-role-access", "required");
  return withSetting(passed, "task-role-access", ["required", at], { role, ...Object.fromEntries(needs) });
}

function withPassedRole(text: string, role: string): string {
  const count = settingCount(text, "pass-role-scoped", "allowedRoles");
  return count === 0 ? text : withSetting(text, "pass-role-scoped", ["allowedRoles", count], role);
}
