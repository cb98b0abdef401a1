import type { TaskDefinition } from "@aws-sdk/client-ecs";
import type { Account } from "../account/account";
import { findExisting, type Inputs } from "../account/find-existing";
import { newestRevision } from "../account/newest-revision";
import type { Engine } from "./engine";
import { importFile, runImport } from "./import";
import type { StackState, StateResource } from "./state";

/** A creation that an earlier run began, and what came of it. */
export interface Interrupted {
  resource: StateResource;
  /** The id of what the account has; undefined if the creation never reached it. */
  id: string | undefined;
}

/** Finds out what the account has of everything whose creation was interrupted. */
export async function findInterrupted(account: Account, state: StackState): Promise<Interrupted[]> {
  return await Promise.all(
    state.pendingCreates.map(async (resource) => ({
      resource,
      id: await whatCameOf(account, state, resource),
    })),
  );
}

/**
 * Has the engine take into the state what was created and forget what was not; nothing in the account changes.
 * @returns the engine's exit status
 */
export async function settle(
  engine: Engine,
  stack: string,
  interrupted: Interrupted[],
  state: StackState,
): Promise<number> {
  const created = interrupted.filter((each): each is Interrupted & { id: string } => each.id !== undefined);
  if (created.length > 0) {
    const content = importFile(created, state.resources, state);
    const status = await runImport(engine, stack, content, ["--yes", "--skip-preview"]);
    if (status !== 0) return status;
  }
  return await engine.run([
    "refresh",
    "--stack",
    stack,
    "--yes",
    "--skip-preview",
    "--clear-pending-creates",
  ]);
}

async function whatCameOf(
  account: Account,
  state: StackState,
  resource: StateResource,
): Promise<string | undefined> {
  if (resource.type === "aws:ecs/taskDefinition:TaskDefinition")
    return await registeredRevision(account, state, resource);
  return await findExisting(account, resource.type, resource.inputs);
}

/** The family's newest revision, if the state does not know it and it is what the interrupted run registered. */
async function registeredRevision(
  { ecs }: Account,
  state: StackState,
  { inputs }: StateResource,
): Promise<string | undefined> {
  const newest = await newestRevision(ecs, String(inputs.family));
  const arn = newest?.taskDefinitionArn;
  const known = state.resources.some(({ outputs }) => outputs.arn === arn);
  return newest && arn && !known && isRegistrationOf(newest, inputs) ? arn : undefined;
}

function isRegistrationOf(registered: TaskDefinition, inputs: Inputs): boolean {
  const images = (containers: { name?: string; image?: string }[]) =>
    JSON.stringify(containers.map(({ name, image }) => [name, image]));
  return (
    registered.taskRoleArn === inputs.taskRoleArn &&
    registered.executionRoleArn === inputs.executionRoleArn &&
    registered.cpu === inputs.cpu &&
    registered.memory === inputs.memory &&
    images(registered.containerDefinitions ?? []) === images(JSON.parse(String(inputs.containerDefinitions)))
  );
}
