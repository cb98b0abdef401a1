/** Reads large applications on two cores, and with a stack that holds whatever people write. */
import path from "node:path";
import { MessageChannel, Worker } from "node:worker_threads";
import type { ApplicationTexts } from "../application-files";
import type { Said, ThreadData } from "./thread-data";

/** Young objects of a thread live in so much: with V8's default much of its time goes into moving them. */
const YOUNG_GENERATION_MB = 64;

/** Several times what so many values within each other need. */
const STACK_MB = 128;
const DEEPEST = 20_000;

/** @throws Error where a thread ends without a result */
export async function readInThreads(texts: ApplicationTexts): Promise<Said> {
  const { port1, port2 } = new MessageChannel();
  const common = { ...plain(texts), counter: new SharedArrayBuffer(4), deepest: DEEPEST };
  const leader = thread({ ...common, does: "lead", port: port1 });
  const helper = thread({ ...common, does: "help", port: port2 });
  // Without it the other one does all.
  helper.on("error", () => undefined);
  try {
    return await new Promise<Said>((resolve, reject) => {
      leader.on("message", resolve);
      leader.on("error", reject);
      leader.on("exit", (status) =>
        reject(new Error(`a thread that reads code ended with status ${status}`)),
      );
    });
  } finally {
    await Promise.all([leader.terminate(), helper.terminate()]);
  }
}

function thread(workerData: ThreadData): Worker {
  return new Worker(path.join(__dirname, "worker.js"), {
    workerData,
    transferList: [workerData.port],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB, stackSizeMb: STACK_MB },
  });
}

function plain({
  texts,
  passedOver,
  manifests,
}: ApplicationTexts): Pick<ThreadData, "texts" | "passedOver" | "manifests"> {
  return {
    texts: [...texts].map(([file, { text }]) => [file, text]),
    passedOver,
    manifests: [...manifests].map(([{ name }, each]) => [name, each]),
  };
}
