import { Resource, runtime } from "@pulumi/pulumi";
import { setMockOptions } from "@pulumi/pulumi/runtime/settings";
import { RecordingMonitor, type RegisteredResource } from "./recording-monitor";

/** A stack to run a program as. */
export interface ProgramStack {
  project: string;
  stack: string;
  region: string;
}

/**
 * Runs a Pulumi program as a first preview of the stack would, without engine, network, account or credentials.
 * Programs run one after the other: each starts from a fresh runtime.
 * @returns all resources, the stack itself first, in the order of their registration
 * @throws whatever the program throws, and errors of its resources
 */
export async function runProgram(
  { project, stack, region }: ProgramStack,
  program: () => unknown,
): Promise<RegisteredResource[]> {
  const monitor = new RecordingMonitor(region);
  setMockOptions(monitor, project, stack, true);
  const errors: unknown[] = [];
  // A resource that cannot be prepared rejects a promise that nobody holds.
  const collect = (reason: unknown) => errors.push(reason);
  process.on("unhandledRejection", collect);
  try {
    await withoutStackTraces(async () => {
      await runtime.runInPulumiStack(async () => {
        try {
          return await program();
        } catch (error) {
          errors.push(error);
        }
      });
      await runtime.disconnect();
      await nextTurn(); // Node reports rejections once the promises of this turn have settled
    });
  } finally {
    process.off("unhandledRejection", collect);
  }
  if (errors.length > 0) throw errors[0];
  return monitor.registered;
}

/** The part of the SDK's `Resource` that finds out where the program makes a resource, to tell the engine. */
const traced = Resource as unknown as { callsites(): object[] };

/**
 * Pulumi takes one for every promise that it makes, and a whole one, which it reads line by line, for every resource:
 * together a fifth of a run. Who debugs gets them.
 */
async function withoutStackTraces(run: () => Promise<void>): Promise<void> {
  if (process.env.DEBUG) return await run();
  const { stackTraceLimit } = Error;
  const { callsites } = traced;
  Error.stackTraceLimit = 0;
  traced.callsites = () => [];
  try {
    await run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    traced.callsites = callsites;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
