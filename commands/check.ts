import { Option } from "commander";
import { cwdOption, EXIT, newCommand, run, stackOption } from "./cli";
import { judgeStacks } from "./engine/judge-stacks";
import { type Format, FORMATTERS } from "./formats";

interface CheckOptions {
  stack: string[];
  format: Format;
  cwd: string;
  explain?: string[];
}

/** `npm run check`: builds every stack's program offline, judges it with the policy pack, and prints the result. */
export async function main(args: string[]): Promise<void> {
  const command = newCommand(
    "check",
    "Judge every stack offline: no account, credentials or network needed.",
    [
      ["npm run check", "all stacks"],
      ["npm run check -- --stack dev", "one stack"],
      ["npm run check -- --format json", "everything that is known, for other programs"],
      ["npm run check -- --format markdown", "for a pull request's comment"],
      ["npm run check -- --format sarif", "for code scanning"],
      [
        "npm run check -- --stack dev --explain role/MLPlatformECSTaskRole dynamodb:UpdateItem '*'",
        "why is this allowed, or denied?",
      ],
    ],
  )
    .addOption(stackOption("stack to check, any number of times"))
    .addOption(
      new Option("-f, --format <format>", "how to print").choices(Object.keys(FORMATTERS)).default("text"),
    )
    .addOption(explainOption())
    .addOption(cwdOption());
  await run(command, args, () => check(command.opts<CheckOptions>()));
}

async function check(options: CheckOptions): Promise<number> {
  const judged = await judgeStacks(options.cwd, options.stack);
  const judgements = judged.map(({ judgement }) => judgement);
  process.stdout.write(FORMATTERS[options.format](judgements));
  return judgements.every(({ verdict }) => verdict === "clean") ? EXIT.clean : EXIT.violated;
}

/** Commander knows options with one value or with any number; this one takes three. */
function explainOption(): Option {
  const option = new Option("--explain <question...>", "print step by step which statements decide, and why");
  option.flags = "--explain <principal> <action> <resource>";
  return option;
}
