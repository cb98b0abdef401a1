import { sendBatch, describe } from "./lib/kinesis";
import { emit } from "./lib/events";

const streams = ["clicks", "views"];

export async function run(events) {
  for (const stream of streams) await describe(stream);
  await sendBatch("clicks", events);
  await emit(events);
}
