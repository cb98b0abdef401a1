/** A request to AWS that an application's code makes. */
export interface CodeCall extends CodePlace {
  action: string;
  /** ARNs, with `*` for what is not known of them; one of them is meant. Without any: some resource that the action takes. */
  resources?: string[];
}

/** Where it stands: a file relative to the project, and its line. */
export interface CodePlace {
  file: string;
  line: number;
}

/** What the code of one container calls. */
export interface CodeOfContainer {
  family: string;
  container: string;
  calls: CodeCall[];
}

/** The same request, wherever it is made. */
export interface PlacedCall {
  action: string;
  resources: string[];
  /** At least one, in the order of the code. */
  places: CodePlace[];
}

/** The calls of a container, each request once. */
export function distinctCalls({ calls }: CodeOfContainer): PlacedCall[] {
  const distinct = new Map<string, PlacedCall>();
  for (const { action, resources = [], file, line } of calls) {
    const key = JSON.stringify([action.toLowerCase(), [...resources].sort()]);
    const known = distinct.get(key);
    if (known) known.places.push({ file, line });
    else distinct.set(key, { action, resources, places: [{ file, line }] });
  }
  return [...distinct.values()];
}
