import { isRecord } from "../../../graph/resources/plain";

/** What entries of a list are called by, first come first served. */
const NAMES =
  "name containerName sourceVolume sourceContainer containerPath hostPath hostname namespace deviceName containerPort containerPortRange type".split(
    " ",
  );

/** How a path names each entry of a list: by what it is called, else by its position. */
export function entryLabels(list: unknown[]): string[] {
  const called = list.map((entry) => {
    const name = isRecord(entry) ? NAMES.find((each) => isLabel(entry[each])) : undefined;
    return name === undefined ? undefined : String((entry as Record<string, unknown>)[name]);
  });
  return called.map((label, index) =>
    label === undefined || called.indexOf(label) !== called.lastIndexOf(label) ? String(index) : label,
  );
}

function isLabel(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && /^[\w./:@-]{1,60}$/.test(value));
}
