import type { MessagePort } from "node:worker_threads";
import type { PassedOver } from "../../source-files/read-source";
import type { applicationOf } from "../application-of";

/** What a thread that reads an application is given; the two get the same but for what they do. */
export interface ThreadData {
  does: "lead" | "help";
  texts: [file: string, text: string][];
  passedOver: PassedOver[];
  /** By the language's name. */
  manifests: [string, ReadonlyMap<string, string>][];
  /** Counts the batches that are taken. */
  counter: SharedArrayBuffer;
  /** To the other thread. */
  port: MessagePort;
  /** How many values may be found within each other. */
  deepest: number;
}

/** What the thread that leads says at its end. */
export type Said = Awaited<ReturnType<typeof applicationOf>>;
