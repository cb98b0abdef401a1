/** One mistake in a stack's config. */
export interface ConfigIssue {
  /** As an editor would call it, e.g. `ecs-task-permissions:tasks.ml-platform.containers[0].image`. */
  path: string;
  /** The same as keys and indexes, to find the line in the file. */
  keys: (string | number)[];
  /** What stands there; undefined where something is missing. */
  value: unknown;
  /** What is wrong, and what is allowed. */
  message: string;
  /** The file to edit. */
  file: string;
}

/** A mistake as a check finds it, before it has its path and file. */
export interface IssueDraft extends Pick<ConfigIssue, "keys" | "value" | "message"> {
  /** What the mistake keeps from being read, where that is more than the value itself. */
  unread?: (string | number)[];
}

/** All that is wrong with a stack's config, at once. Its message is readable in a terminal. */
export class ConfigError extends Error {
  constructor(
    readonly file: string,
    readonly issues: ConfigIssue[],
  ) {
    const count = issues.length === 1 ? "1 mistake" : `${issues.length} mistakes`;
    const lines = issues.map((issue) => `  ${issue.path}${shownValue(issue.value)}\n    ${issue.message}`);
    super(`${file} has ${count}; nothing was created.\n\n${lines.join("\n\n")}\n`);
    this.name = "ConfigError";
  }
}

/** `tasks.ml-platform.containers[0]`: keys joined by dots, indexes in brackets. */
export function pathOf(keys: (string | number)[]): string {
  return keys
    .map((key, position) => (typeof key === "number" ? `[${key}]` : position === 0 ? key : `.${key}`))
    .join("");
}

/** ` = VALUE` for a scalar, shortened; nothing for what is missing, and for maps and lists, of which the path says enough. */
export function shownValue(value: unknown): string {
  if (value === undefined || (typeof value === "object" && value !== null)) return "";
  const text = JSON.stringify(value);
  return ` = ${text.length > 80 ? `${text.slice(0, 77)}..."` : text}`;
}
