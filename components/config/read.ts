import * as pulumi from "@pulumi/pulumi";
import { ConfigError } from "./errors";
import { type StackConfig, parseStackConfig } from "./parse";
import { keys } from "./stack";

const structured: string[] = [keys.tasks, keys.deployers, keys.ci];

/**
 * The config of the stack that the engine runs.
 *
 * @throws {pulumi.RunError} with every mistake; the engine prints it without a stack trace, and nothing is created
 */
export function readStackConfig(): StackConfig {
  const raw: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(pulumi.runtime.allConfig())) {
    raw[key] = structured.includes(key) ? decoded(value) : value;
  }
  try {
    return parseStackConfig(pulumi.getStack(), raw);
  } catch (error) {
    if (error instanceof ConfigError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

/** The engine hands maps and lists over as JSON; what is none is left for the schema to refuse. */
function decoded(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
