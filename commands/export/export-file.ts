/** A file of `infrastructure/<stack>/`. */
export interface ExportFile {
  /** Relative to that folder, with `/`. */
  path: string;
  content: string;
}

/** JSON as it is committed: the same bytes for the same content. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
