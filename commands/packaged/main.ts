/** The command of the published package, for stacks of any program: `npx ecs-task-permissions-policies check …`. */
import path from "node:path";
import { version } from "../../policypack/package.json";
import {
  type AnyStackOptions,
  anyStackOptions,
  checkAnyStack,
  explainAnyStack,
  meansAnyStack,
} from "../any-stack/check-any-stack";
import { contextOption, formatOption } from "../cli/check-options";
import { EXIT, newCommand, run, stackOption } from "../cli/command";
import { UsageError } from "../cli/usage-error";
import type { Format } from "../formats";
import { FORMATTERS } from "../formats";

const CALLED = "ecs-task-permissions";

const COMMANDS: Record<string, { does: string; run(args: string[]): Promise<void> }> = {
  check: { does: "judge a stack: by its state, its preview or its program", run: check },
  explain: { does: "why may a principal do something, or why not", run: explain },
  path: { does: "print the policy pack's folder, for pulumi preview --policy-pack", run: printPath },
};

/** @param args what stands after the command's name */
export async function main([name = "--help", ...args]: string[]): Promise<void> {
  if (name === "--version" || name === "-V") {
    console.log(version);
  } else if (name === "--help" || name === "-h" || name === "help") {
    console.log(usage());
  } else if (Object.hasOwn(COMMANDS, name)) {
    await COMMANDS[name]!.run(args);
  } else {
    console.error(`There is no command ${name}.\n\n${usage()}`);
    process.exitCode = EXIT.usage;
  }
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { does }]) => `  ${CALLED} ${name.padEnd(8)} ${does}`);
  return `Usage:\n${lines.join("\n")}\n\n${CALLED} <command> --help shows its flags with examples.`;
}

async function check(args: string[]): Promise<void> {
  const command = newCommand(
    "check",
    "Judge a stack of any program, without an account, credentials or network.",
    [
      [`pulumi stack export | ${CALLED} check --state -`, "what is deployed"],
      [
        `${CALLED} check --preview preview.json`,
        "what pulumi preview --json --show-sames > preview.json plans",
      ],
      [`${CALLED} check --program .`, "a Node.js program, before any preview"],
    ],
    CALLED,
  );
  command.addOption(formatOption(Object.keys(FORMATTERS)));
  for (const option of [...anyStackOptions(), stackOption("with --program: the stack")])
    command.addOption(option);
  await run(command, args, () => {
    const options = command.opts<AnyStackOptions & { format: Format }>();
    requireStack(options);
    return checkAnyStack(options);
  });
}

async function explain(args: string[]): Promise<void> {
  const command = newCommand(
    "explain",
    "Print step by step which statements decide whether a principal may do something.",
    [
      [
        `${CALLED} explain --state state.json role/app s3:GetObject 'arn:aws:s3:::docs/*'`,
        "by what is deployed",
      ],
    ],
    CALLED,
  )
    .argument("<principal>", "role/NAME, user/NAME, group/NAME or an ARN")
    .argument("<action>", "e.g. s3:GetObject")
    .argument("<resource>", "an ARN, or * for actions that take none")
    .addOption(formatOption(["text", "json"]))
    .addOption(contextOption());
  for (const option of [...anyStackOptions(), stackOption("with --program: the stack")])
    command.addOption(option);
  await run(command, args, () => {
    const options = command.opts<AnyStackOptions & { format: Format; context: Record<string, string> }>();
    requireStack(options);
    const [principal = "", action = "", resource = ""] = command.args;
    return explainAnyStack(options, { principal, action, resource, context: options.context });
  });
}

function requireStack(options: AnyStackOptions): void {
  if (!meansAnyStack(options)) throw new UsageError(["Which stack? Give --state, --preview or --program."]);
}

/** The bundle lies in the pack's `bin/`. */
async function printPath(): Promise<void> {
  await Promise.resolve(console.log(path.dirname(__dirname)));
}

void main(process.argv.slice(2));
