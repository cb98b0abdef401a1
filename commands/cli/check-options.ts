/** Flags that `check` has in this project and in the published package. */
import { InvalidArgumentError, Option } from "commander";

/** `--format text` */
export function formatOption(formats: string[]): Option {
  return new Option("-f, --format <format>", "how to print").choices(formats).default("text");
}

/** `--context key=value`, any number of times. */
export function contextOption(description = "what the request carries, any number of times"): Option {
  return new Option("--context <key=value>", description)
    .argParser((pair: string, before: Record<string, string>) => {
      const [, key, value] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
      if (key === undefined || value === undefined) throw new InvalidArgumentError("It must be KEY=VALUE.");
      return { ...before, [key]: value };
    })
    .default({}, "nothing more than what is certain");
}
