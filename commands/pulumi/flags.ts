import type { Command } from "commander";
import { cwdOption, type Example, newCommand } from "../cli/command";
import { chooseStack, openProject, type Project } from "../project/project";
import { UsageError } from "../cli/usage-error";

/** A command line for the engine, with what this project decides taken out. */
export interface EngineFlags {
  project: Project;
  /** As given, for Pulumi: `dev`, `my-org/dev`. */
  stack: string;
  /** Its last part, which names `Pulumi.<stack>.yaml`. */
  stackName: string;
  /** Everything else, for Pulumi. */
  rest: string[];
}

/** A command that hands flags that it doesn't know to Pulumi. */
export function engineCommand(name: string, description: string, examples: Example[]): Command {
  return newCommand(name, description, examples)
    .usage("--stack <name> [any flag of the Pulumi command]")
    .option("-s, --stack <name>", "the stack")
    .addOption(cwdOption())
    .allowUnknownOption()
    .allowExcessArguments();
}

/**
 * What the parsed command line asks for.
 * @throws UsageError without a stack, for a stack that has no config, and for `--skip-preview`
 */
export function engineFlags(command: Command): EngineFlags {
  const { stack, cwd } = command.opts<{ stack?: string; cwd: string }>();
  const project = openProject(cwd);
  refuseSkipPreview(command.args);
  const stackName = chooseStack(project, stack?.split("/").pop());
  return { project, stack: stack ?? stackName, stackName, rest: command.args };
}

/** Short flags of `pulumi up` that take a value: what follows in the same word is that value. */
const SHORT_WITH_VALUE = "cmprstCv";

/** Without a preview the stack's policies would judge the stack when it is already there. */
function refuseSkipPreview(args: string[]): void {
  const skipping = args.find((arg) => /^--skip-preview(=(?!false$).*)?$/.test(arg) || hasShort(arg, "f"));
  if (skipping === undefined) return;
  throw new UsageError([
    `${skipping} is refused. The policies that judge the whole stack run at preview, and again when the update is done: ` +
      "without the preview, a task that cannot start or a role that may do too much is found once it is live. " +
      "Leave the flag out; --yes approves the update without a question.",
  ]);
}

/** Whether a word such as `-yf` holds the short flag. */
function hasShort(arg: string, wanted: string): boolean {
  if (!/^-[A-Za-z]/.test(arg)) return false;
  for (const letter of arg.slice(1)) {
    if (letter === wanted) return true;
    if (SHORT_WITH_VALUE.includes(letter)) return false;
  }
  return false;
}
