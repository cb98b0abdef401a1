/** The pack's config with what a new task is required to reach; all else stays as it is written. */
import { isMap, isSeq, type Node, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { type NewTask, taskRoleName } from "./task-settings";

/**
 * @param text JSON; empty where the stack has no pack config yet
 * @returns the text with the task's role among those that may be passed, where these are listed, and its needs as required
 */
export function withNewTask(text: string, task: NewTask): string {
  const role = taskRoleName(task.name);
  const { buckets, tables, secrets } = task;
  const needs = Object.entries({ buckets, tables, secrets }).filter(([, names]) => names.length > 0);
  const fields = [["role", JSON.stringify(role)], ...needs.map(([key, names]) => [key, list(names)])];
  const lines = fields.map(([key, value]) => `  "${key}": ${value}`).join(",\n");
  const required = needs.length > 0 ? `{\n${lines}\n}` : undefined;
  if (text.trim() === "")
    return required
      ? `{\n  "task-role-access": {\n    "required": [\n${indented(required, 6)}\n    ]\n  }\n}\n`
      : "{}\n";
  const passed = added(text, ["pass-role-scoped", "allowedRoles"], JSON.stringify(role));
  if (!required) return passed ?? text;
  return (
    added(passed ?? text, ["task-role-access", "required"], required) ?? withPolicy(passed ?? text, required)
  );
}

function list(names: string[]): string {
  return `[${names.map((name) => JSON.stringify(name)).join(", ")}]`;
}

function indented(text: string, by: number): string {
  return text.replace(/^/gm, " ".repeat(by));
}

/** An item more in a list that has some; undefined where there is no such list. */
function added(text: string, [policy, key]: [string, string], item: string): string | undefined {
  const policies = parseDocument(text).contents as YAMLMap;
  const config = isMap(policies) ? policies.get(policy) : undefined;
  const items = isMap(config) ? (config.get(key) as YAMLSeq<Node> | undefined) : undefined;
  const last = isSeq(items) ? items.items.at(-1) : undefined;
  if (!last) return undefined;
  const [start, end] = last.range!;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const column = start - lineStart;
  const isOwnLine = text.slice(lineStart, start).trim() === "";
  const more = isOwnLine ? `,\n${indented(item, column)}` : `, ${item}`;
  return text.slice(0, end) + more + text.slice(end);
}

/** The first requirement of a pack config that has none. */
function withPolicy(text: string, required: string): string {
  const end = text.trimEnd().length - 1;
  const before = text.slice(0, end).trimEnd();
  const comma = before.endsWith("{") ? "" : ",";
  return `${before}${comma}\n  "task-role-access": {\n    "required": [\n${indented(required, 6)}\n    ]\n  }\n}\n`;
}
