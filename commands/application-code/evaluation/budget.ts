/** Counts the work in steps, so that it ends whatever the program is. */
export class Budget {
  private steps = 0;

  constructor(private readonly mostSteps: number) {}

  /** Whether the program was too large to follow all of it. */
  get isSpent(): boolean {
    return this.steps >= this.mostSteps;
  }

  /** Takes one step; false where none is left. */
  take(): boolean {
    if (this.isSpent) return false;
    this.steps++;
    return true;
  }
}
