/** Something that has values, with how far they are found. */
export class Subject<Values> {
  /** Known for good. */
  values?: Values;
  /** What this round has found, of a circle that is not closed yet. */
  found?: Values;
  /** What the round before has found. */
  before?: Values;
  /** Of those being found, how many it lies within. */
  depth?: number;
  /** The outermost of those being found that it depends on, by its depth. */
  reaches = Infinity;
  /** Whether somebody asked for it while it was being found. */
  isGuessed = false;
}
