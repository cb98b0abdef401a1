/** A word as a POSIX shell takes it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}

/** A command over several lines, an option a line. Options without a value are left out. */
export function commandLine(command: string, options: Record<string, string | undefined>): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return [
    command,
    ...given.map(([option, value]) => `--${option}${value === "" ? "" : ` ${quoted(value!)}`}`),
  ].join(" \\\n  ");
}

/** Tags as the AWS CLI takes them for IAM. */
export function tagList(tags: unknown): string | undefined {
  if (typeof tags !== "object" || tags === null || Object.keys(tags).length === 0) return undefined;
  return JSON.stringify(Object.entries(tags).map(([Key, Value]) => ({ Key, Value: Value as string })));
}
