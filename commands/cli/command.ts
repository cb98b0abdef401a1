/** What every command shares: its flags' manners, its exit statuses, its errors. */
import { Command, CommanderError, Option } from "commander";
import { version } from "../../package.json";
import { colorsFor } from "./colors";
import { UsageError } from "./usage-error";

/** Exit statuses: all is well; a mandatory finding; a config or usage error, or one of this program's own. */
export const EXIT = { clean: 0, violated: 1, usage: 2 } as const;

/** A line of `--help`'s examples: what is typed, and what it does. */
export type Example = [command: string, does: string];

/**
 * A command with `--version`, `--help` and examples; a wrong flag names the right one.
 * @param program what it is a command of; by default it is called `npm run <name>`
 */
export function newCommand(
  name: string,
  description: string,
  examples: Example[],
  program?: string,
): Command {
  const lines = examples.map(([typed, does]) => `  # ${does}\n  ${typed}`);
  return new Command(program === undefined ? `npm run ${name} --` : `${program} ${name}`)
    .description(description)
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", `\nExamples:\n${lines.join("\n\n")}\n`)
    .showSuggestionAfterError()
    .exitOverride();
}

/** `--stack dev`, any number of times. */
export function stackOption(description: string): Option {
  return new Option("-s, --stack <name>", description)
    .argParser((name: string, before: string[]) => [...before, name])
    .default([], "all");
}

/** `--cwd <folder>`: where Pulumi.yaml lies. */
export function cwdOption(): Option {
  return new Option("-C, --cwd <folder>", "the project's folder").default(process.cwd(), "this one");
}

/**
 * Parses the arguments, runs the command's action and sets the exit status. The action returns its own status;
 * what it throws is printed without a stack trace (with one if DEBUG is set) and ends in status 2.
 */
export async function run(
  command: Command,
  args: string[],
  action: () => Promise<number> | number,
): Promise<void> {
  try {
    command.action(async () => {
      process.exitCode = await action();
    });
    await command.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) printError(error);
    else if (error.code === "commander.excessArguments") explainExcess(command);
    process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? EXIT.clean : EXIT.usage;
  }
}

/** npm keeps the flags that stand before its `--` to itself, and hands only their values on. */
function explainExcess(command: Command): void {
  const name = command.name();
  if (!name.endsWith(" --")) return;
  console.error(
    `(Flags stand after the --: ${name} --stack dev, not ${name.replace(/ --$/, "")} --stack dev.)`,
  );
}

function printError(error: unknown): void {
  const { red } = colorsFor(process.stderr);
  if (error instanceof UsageError) {
    for (const mistake of error.mistakes) console.error(`${red("error:")} ${mistake}`);
    return;
  }
  console.error(`${red("error:")} ${error instanceof Error ? error.message : String(error)}`);
  if (process.env.DEBUG) console.error(error);
  else console.error("Set DEBUG=1 to see where this comes from.");
}
