/**
 * What the user must put right before anything can be judged: a wrong flag, a stack that does not exist, a config that
 * does not hold. Commands print every mistake and exit with status 2.
 */
export class UsageError extends Error {
  /** @param mistakes one text each; further lines of it say more of the same mistake */
  constructor(readonly mistakes: string[]) {
    super(mistakes.join("\n"));
    this.name = "UsageError";
  }
}
