import type { Command } from "commander";
import { EXIT, run } from "./cli/command";
import { openAccount } from "./account/account";
import { type Adoptable, findAdoptable } from "./pulumi/adoption";
import { adoptionLines } from "./pulumi/adoption-text";
import { Engine } from "./pulumi/engine";
import { engineCommand, type EngineFlags, engineFlags } from "./pulumi/flags";
import { importFile, providerUrn, runImport } from "./pulumi/import";
import { planStack } from "./offline/plan-stack";
import { readState, type StackState } from "./pulumi/state";
import { UsageError } from "./cli/usage-error";

/** `npm run adopt`: brings what the stack would create and the account already has into the state, as it is. */
export async function main(args: string[]): Promise<void> {
  const command = engineCommand(
    "adopt",
    "Take over what the stack would create and the account already has. Nothing in the account changes; the next update makes the difference.",
    [
      ["npm run adopt -- --stack dev", "shows what it found and asks"],
      ["npm run adopt -- --stack dev --yes", "without a question"],
    ],
  );
  await run(command, args, () => adopt(command));
}

async function adopt(command: Command): Promise<number> {
  const flags = engineFlags(command);
  const { project, stack, stackName } = flags;
  const engine = new Engine(project);
  const { config, resources } = await planStack(project, stackName);
  const state = await stateOf(engine, stack);
  const adoptable = await findAdoptable(resources, state, await openAccount(config, stackName));
  if (adoptable.length === 0) {
    console.log(
      `Nothing to adopt: account ${config.accountId} has nothing that ${stack} would create and does not manage.`,
    );
    return EXIT.clean;
  }
  console.log(`Account ${config.accountId} already has:`);
  for (const line of adoptionLines(adoptable)) console.log(`  ${line}`);
  console.log();
  const status = await createProviders(engine, flags, adoptable, state);
  if (status !== 0) return status;
  return await runImport(engine, stack, importFile(adoptable, resources, state), flags.rest);
}

async function stateOf(engine: Engine, stack: string): Promise<StackState> {
  const state = await readState(engine, stack);
  if (state) return state;
  throw new UsageError([
    `Pulumi has no state for ${stack}, or may not read it. Log in (\`pulumi login\`), and create the stack with ` +
      `\`pulumi stack init ${stack}\` if it is new.`,
  ]);
}

/** `pulumi import` can use a provider of the program's only if the state has it; creating one touches no account. */
async function createProviders(
  engine: Engine,
  { stack }: EngineFlags,
  adoptable: Adoptable[],
  state: StackState,
): Promise<number> {
  const needed = new Set(adoptable.flatMap(({ resource }) => providerUrn(resource) ?? []));
  const missing = [...needed].filter((urn) => !state.resources.some((resource) => resource.urn === urn));
  if (missing.length === 0) return 0;
  const targets = missing.map((urn) => `--target=${urn}`);
  return await engine.run([
    "up",
    "--stack",
    stack,
    "--yes",
    "--skip-preview",
    "--suppress-outputs",
    ...targets,
  ]);
}
