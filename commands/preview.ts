import { run } from "./cli/command";
import { Engine, packFlags } from "./pulumi/engine";
import { engineCommand, engineFlags } from "./pulumi/flags";

/** `npm run preview`: what `pulumi up` would do to the account, judged by the pack with the stack's pack config. */
export async function main(args: string[]): Promise<void> {
  const command = engineCommand("preview", "Show what an update would change, judged by the policy pack.", [
    ["npm run preview -- --stack dev", "what `up` would do"],
    ["npm run preview -- --stack dev --diff", "every property that changes"],
  ]);
  await run(command, args, () => {
    const { project, stack, stackName, rest } = engineFlags(command);
    const engine = new Engine(project);
    return engine.run(["preview", "--stack", stack, ...packFlags(project, stackName), ...rest]);
  });
}
