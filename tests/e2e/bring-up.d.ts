/** What the end-to-end tests need beside Node: absolute paths. */
export interface Tools {
  /** The Pulumi CLI: the one on PATH, else the newest that can be built. */
  pulumi: string;
  /** The Pulumi CLI of the oldest version that the suite tries, which starts policy packs in its own way. */
  oldestPulumi: string;
  /** With the emulator's package. */
  python: string;
  /** The AWS CLI. */
  aws: string;
  /** The folder that all of it is kept in. */
  cache: string;
}

/**
 * Makes them available, building or installing what is not there yet.
 * @param say told what is being waited for
 * @throws Error naming what is missing, or the step that failed with the end of its output
 */
export function bringUp(say: (line: string) => void): Tools;
