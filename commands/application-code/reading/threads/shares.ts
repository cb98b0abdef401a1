/** How threads share the files of an application: in batches, of which each takes the next when it is done with one. */
import type { ApplicationTexts } from "../application-files";

/** Characters: so few that no thread waits long for the last batch of another. */
const BATCH_SIZE = 200_000;

type Texts = ApplicationTexts["texts"];
type Files = [string, Texts extends ReadonlyMap<string, infer Source> ? Source : never][];

export interface Shares {
  /** Files that one thread must translate all of, in their order. */
  together: Files;
  /** The same in all threads. */
  batches: Files[];
}

export function sharesOf(texts: Texts): Shares {
  const together: Files = [];
  const batches: Files[] = [];
  let left = 0;
  for (const file of texts) {
    const [, { text, language }] = file;
    if (!language.isFileByFile) together.push(file);
    else if (left > 0) batches.at(-1)!.push(file);
    else {
      batches.push([file]);
      left = BATCH_SIZE;
    }
    left -= text.length;
  }
  return { together, batches };
}

/** The index of the next batch that nobody has taken yet, whichever thread asks. @param counter what all of them share */
export function takeBatch(counter: SharedArrayBuffer): number {
  return Atomics.add(new Int32Array(counter), 0, 1);
}
