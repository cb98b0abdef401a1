import { parserVersion } from "../source-files/parser";
import type { Application } from "./application";
import { type ApplicationTexts, listApplication, readTexts, stampsOf } from "./application-files";
import { type Kept, keepApplication, keptIn, placeToKeep, stateOf } from "./kept-application";
import { applicationIn } from "./application-in";

/** An application whose files were looked at. */
export interface OpenedApplication {
  /** Tells whether it, or what reads it, has changed. */
  state: string;
  read(): Promise<Application>;
}

/**
 * Reads the code of an application.
 *
 * @param root the project's folder
 * @param sources folders or files, relative to it
 * @throws what the file system does for a source that is not there
 */
export async function readApplication(root: string, sources: readonly string[]): Promise<Application> {
  return openApplication(root, sources).read();
}

/**
 * Looks at the files of an application. Those that are as an earlier run has seen them are not opened, and one whose texts
 * are is not read again.
 *
 * @param place the file that it is kept in between runs, if it is
 * @param now in milliseconds, as `Date.now` has it
 * @throws as `readApplication` does
 */
export function openApplication(
  root: string,
  sources: readonly string[],
  place = placeToKeep(root, sources),
  now = Date.now(),
): OpenedApplication {
  const files = listApplication(root, sources);
  const stamps = place === undefined ? undefined : stampsOf(root, files, now);
  const stamped = stamps && stateOf([...parserVersion(), ...stamps]);
  const kept = place === undefined ? undefined : keptIn(place);
  if (kept && stamped !== undefined && kept.stamped === stamped) return opened(kept);
  const texts = readTexts(root, files);
  const state = stateOfTexts(texts);
  const keep = (application: Application): Kept => {
    const found = { state, application, ...(stamped !== undefined && { stamped }) };
    if (place !== undefined) keepApplication(place, found);
    return found;
  };
  if (kept?.state === state) return opened(keep(kept.application));
  return { state, read: async () => keep(await applicationIn(texts)).application };
}

function opened({ state, application }: Kept): OpenedApplication {
  return { state, read: () => Promise.resolve(application) };
}

function stateOfTexts({ texts, passedOver, manifests }: ApplicationTexts): string {
  return stateOf([
    ...parserVersion(),
    ...[...texts].flatMap(([file, { text }]) => [file, text]),
    ...[...manifests.values()].flatMap((each) => [...each].flat()),
    ...passedOver.flatMap(({ file, reason }) => [file, reason]),
  ]);
}
