import type { Application } from "./application";
import type { ApplicationTexts } from "./application-files";
import { applicationOf } from "./application-of";
import { readInThreads } from "./threads/read-in-threads";

/** Characters of code that one thread reads in the time in which others start. */
const WORTH_THREADS = 1_000_000;

/** Reads the code of an application: a large one, or one whose values lie deep within each other, in threads of its own. */
export async function applicationIn(
  texts: ApplicationTexts,
  worthThreads = WORTH_THREADS,
): Promise<Application> {
  const size = [...texts.texts.values()].reduce((sum, { text }) => sum + text.length, 0);
  const here = size < worthThreads ? await applicationOf(texts) : undefined;
  if (here && !here.isTooDeep) return here.application;
  const { application, isTooDeep } = await readInThreads(texts).catch(() => here ?? applicationOf(texts));
  return { ...application, isExhausted: application.isExhausted || isTooDeep };
}
