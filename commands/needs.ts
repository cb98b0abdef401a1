import { cwdOption, EXIT, newCommand, run, stackOption } from "./cli/command";
import { UsageError } from "./cli/usage-error";
import { judgeStacks } from "./judging/judge-stacks";
import { accessWanted } from "./needs/access-wanted";
import { needsText, wantedText } from "./needs/needs-text";
import { stackNeeds } from "./needs/stack-needs";
import { writeAccess } from "./needs/write-access";

interface NeedsOptions {
  stack: string[];
  write?: true;
  cwd: string;
}

/** `npm run needs`: what the code of a stack's containers asks AWS for, and, if told to, grants it in the stack's file. */
export async function main(args: string[]): Promise<void> {
  const command = newCommand(
    "needs",
    "Print what the code of each container calls, on which resources, and what the task role lacks of it. No account needed.",
    [
      ["npm run needs -- --stack dev", "calls, actions, resources, and what could not be resolved"],
      [
        "npm run needs -- --stack dev --write",
        "grant what is missing in Pulumi.dev.yaml, read or write as called",
      ],
    ],
  )
    .addOption(stackOption("stack to look at, any number of times"))
    .option(
      "-w, --write",
      "put what is missing into the stack's file, under the task role's access and statements",
    )
    .addOption(cwdOption());
  await run(command, args, () => printNeeds(command.opts<NeedsOptions>()));
}

async function printNeeds({ cwd, stack, write }: NeedsOptions): Promise<number> {
  const judged = await judgeStacks(cwd, stack);
  if (judged.every(({ code }) => code.length === 0)) throw new UsageError([NO_SOURCES]);
  for (const each of judged) {
    const needs = stackNeeds(each);
    process.stdout.write(needsText(each.judgement, needs));
    if (!write) continue;
    const wanted = accessWanted(needs, each.config);
    const written = writeAccess(cwd, each.judgement.stack, wanted);
    process.stdout.write(wantedText(each.judgement.stack, wanted, written));
  }
  return EXIT.clean;
}

const NO_SOURCES =
  "No container names its code. Set `source` to the application's folders in Pulumi.<stack>.yaml, e.g. `source: services/worker` (docs/config.md).";
