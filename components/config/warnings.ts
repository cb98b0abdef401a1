import type { StackConfig } from "./parse";
import { keys } from "./stack";

/** What a correct config may still surprise its author with. */
export interface ConfigWarning {
  /** One sentence, as the program logs it. */
  message: string;
  /** Keys below `config` of the part of the stack's file that it is about. */
  path: string[];
}

/** The warnings that the program logs at each preview and update, and that `check` prints. */
export function configWarnings(config: StackConfig): ConfigWarning[] {
  return config.tasks
    .filter((task) => task.taskRole.mode === "none")
    .map(({ key }) => ({
      message: `${key} has no task role: secrets that its containers name are still injected, but the application itself gets no credentials and can read no secret, bucket or table.`,
      path: [keys.tasks, key, "taskRole"],
    }));
}
