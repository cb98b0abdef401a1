/** Of evaluations within each other, so that the stack holds. */
const DEEPEST = 120;

/** Counts the work in steps, so that it ends whatever the program is. */
export class Budget {
  private steps = 0;
  private depth = 0;

  constructor(private readonly mostSteps: number) {}

  /** Whether the program was too large to follow all of it. */
  get isSpent(): boolean {
    return this.steps >= this.mostSteps;
  }

  /** What is found, by one step more and one level deeper; `otherwise` where there is no more to spend. */
  spend<Found>(find: () => Found, otherwise: Found): Found {
    if (this.depth >= DEEPEST || this.isSpent) return otherwise;
    this.steps++;
    this.depth++;
    try {
      return find();
    } finally {
      this.depth--;
    }
  }
}
