import type { RegisteredResource } from "../offline/recording-monitor";
import type { Account } from "../account/account";
import { findExisting } from "../account/find-existing";
import type { StackState } from "./state";

/** A resource that the program would create and that the account already has. */
export interface Adoptable {
  resource: RegisteredResource;
  /** The id under which Pulumi imports it. */
  id: string;
}

/** What the program would create, the state does not have, and the account already has. */
export async function findAdoptable(
  resources: RegisteredResource[],
  state: StackState,
  account: Account,
): Promise<Adoptable[]> {
  const managed = new Set(state.resources.map(({ urn }) => urn));
  const missing = resources.filter(({ urn }) => !managed.has(urn));
  const found = await Promise.all(
    missing.map(async (resource) => ({
      resource,
      id: await findExisting(account, resource.type, resource.inputs),
    })),
  );
  return found.filter((each): each is Adoptable => each.id !== undefined);
}
