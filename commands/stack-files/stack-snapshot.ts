import type { RegisteredResource } from "../offline/recording-monitor";

/** A stack as a file or a program tells it. */
export interface StackSnapshot {
  stack: string;
  resources: RegisteredResource[];
}
