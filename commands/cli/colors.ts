import pc from "picocolors";

/** Colours for a stream: only on a terminal, unless NO_COLOR or FORCE_COLOR say otherwise. */
export function colorsFor(stream: { isTTY?: boolean }, environment: NodeJS.ProcessEnv = process.env) {
  return pc.createColors(wanted(stream, environment));
}

export type Colors = ReturnType<typeof colorsFor>;

/** https://no-color.org: any value that is not empty counts. */
function wanted(stream: { isTTY?: boolean }, { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return stream.isTTY === true && TERM !== "dumb";
}
