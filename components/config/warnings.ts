import type { StackConfig } from "./parse";

/** What a correct config may still surprise its author with, one sentence each. */
export function configWarnings(config: StackConfig): string[] {
  return config.tasks
    .filter((task) => task.taskRole.mode === "none")
    .map(
      ({ key }) =>
        `${key} has no task role: secrets that its containers name are still injected, but the application itself gets no credentials and can read no secret, bucket or table.`,
    );
}
