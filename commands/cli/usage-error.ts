/**
 * Something the user must put right before anything can be judged: a wrong flag, a stack that does not exist, a
 * config that does not hold. Commands print its lines and exit with status 2.
 */
export class UsageError extends Error {
  constructor(readonly lines: string[]) {
    super(lines.join("\n"));
    this.name = "UsageError";
  }
}
