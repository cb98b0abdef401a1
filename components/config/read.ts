import * as pulumi from "@pulumi/pulumi";
import { ConfigError } from "./errors";
import { type StackConfig, parseStackConfig } from "./parse";

/**
 * The config of the stack that the engine runs.
 *
 * @throws {pulumi.RunError} with every mistake; the engine prints it without a stack trace, and nothing is created
 */
export function readStackConfig(): StackConfig {
  const given = Object.entries(pulumi.runtime.allConfig());
  try {
    return parseStackConfig(
      pulumi.getStack(),
      Object.fromEntries(given.map(([key, value]) => [key, decoded(value)])),
    );
  } catch (error) {
    if (error instanceof ConfigError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

/** The engine hands maps and lists over as JSON, and texts as they are. */
function decoded(value: string): unknown {
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
