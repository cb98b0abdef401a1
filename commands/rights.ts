import { Option } from "commander";
import { cwdOption, EXIT, newCommand, run, stackOption } from "./cli/command";
import { UsageError } from "./cli/usage-error";
import { type PulumiRun, PULUMI_RUNS } from "./export/deployer-policy";
import { printRights } from "./export/rights-text";
import { judgeStacks } from "./judging/judge-stacks";

interface RightsOptions {
  stack: string[];
  for: PulumiRun;
  cwd: string;
}

/** `npm run rights`: prints the policy that whoever deploys a stack needs, and no more. */
export async function main(args: string[]): Promise<void> {
  const command = newCommand(
    "rights",
    "Print the IAM policy that whoever deploys a stack needs, by a table of the least actions that each resource takes.",
    [
      ["npm run rights -- --stack dev", "for pulumi up"],
      ["npm run rights -- --stack dev --for preview", "for a preview with --refresh"],
      ["npm run rights -- --stack dev --for destroy", "to take everything away again"],
      ["npm run check -- --state state.json --rights up", "for any stack, of any program"],
    ],
  )
    .addOption(stackOption("stack that is deployed"))
    .addOption(
      new Option("--for <run>", "what Pulumi is run for")
        .choices([...PULUMI_RUNS])
        .default("up" satisfies PulumiRun),
    )
    .addOption(cwdOption());
  await run(command, args, () => rights(command.opts<RightsOptions>()));
}

async function rights({ stack, for: purpose, cwd }: RightsOptions): Promise<number> {
  const [judged, ...others] = await judgeStacks(cwd, stack);
  if (!judged || others.length > 0) throw new UsageError(["Give one --stack: each has a policy of its own."]);
  printRights(judged.model, purpose);
  return EXIT.clean;
}
