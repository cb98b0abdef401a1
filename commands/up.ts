import type { Command } from "commander";
import { run } from "./cli/command";
import { openAccount } from "./account/account";
import { findAdoptable } from "./pulumi/adoption";
import { adoptionLines } from "./pulumi/adoption-text";
import { Engine, packFlags } from "./pulumi/engine";
import { engineCommand, type EngineFlags, engineFlags } from "./pulumi/flags";
import { findInterrupted, settle } from "./pulumi/interrupted";
import { planStack } from "./offline/plan-stack";
import { readState } from "./pulumi/state";

/** `npm run up`: previews and updates the stack, judged by the pack with the stack's pack config. */
export async function main(args: string[]): Promise<void> {
  const command = engineCommand("up", "Preview an update, judged by the policy pack, and make it.", [
    ["npm run up -- --stack dev", "asks before it changes anything"],
    ["npm run up -- --stack dev --yes", "for CI: no question, if no mandatory policy objects"],
  ]);
  await run(command, args, () => up(command));
}

async function up(command: Command): Promise<number> {
  const flags = engineFlags(command);
  const { project, stack, stackName, rest } = flags;
  const engine = new Engine(project);
  const settled = await settleInterrupted(engine, flags);
  if (settled !== 0) return settled;
  const status = await engine.run(["up", "--stack", stack, ...packFlags(project, stackName), ...rest]);
  if (status !== 0) await explainCollisions(engine, flags);
  return status;
}

/**
 * A creation that an earlier run began and did not see end would be begun again, and collide with its own result.
 * @returns the engine's exit status; 0 where nothing was interrupted
 */
async function settleInterrupted(
  engine: Engine,
  { project, stack, stackName }: EngineFlags,
): Promise<number> {
  const state = await readState(engine, stack);
  if (!state || state.pendingCreates.length === 0) return 0;
  const { config } = await planStack(project, stackName);
  const interrupted = await findInterrupted(await openAccount(config, stackName), state);
  console.error("An earlier update was interrupted while it created:");
  for (const { resource, id } of interrupted)
    console.error(`  ${resource.name}: ${id ? `created, as ${id}` : "not created"}`);
  console.error("Bringing the state up to date with the account first.\n");
  return await settle(engine, stack, interrupted, state);
}

/** After a failed update: names what the account had already, and the way to take it over. */
async function explainCollisions(engine: Engine, { project, stack, stackName }: EngineFlags): Promise<void> {
  try {
    const { config, resources } = await planStack(project, stackName);
    const state = await readState(engine, stack);
    if (!state) return;
    const adoptable = await findAdoptable(resources, state, await openAccount(config, stackName));
    if (adoptable.length === 0) return;
    console.error(`\nAccount ${config.accountId} already has what this stack would create:`);
    for (const line of adoptionLines(adoptable)) console.error(`  ${line}`);
    console.error(
      `Take it over as it is with \`npm run adopt -- --stack ${stack}\`; the next \`npm run up\` then shows and makes the difference.`,
    );
  } catch {
    // Pulumi has said what failed; whoever may not look into the account gets no hint beyond that.
  }
}
