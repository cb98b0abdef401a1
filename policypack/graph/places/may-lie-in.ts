import type { PlainResource, StackModel } from "../types";

/** Whether a resource may be of that account; anything may, where it is not known. */
export function mayLieInAccount(
  model: StackModel,
  resource: PlainResource,
  account: string | undefined,
): boolean {
  const accounts = model.accountsAndRegionsOf(resource).map((place) => place.account);
  return account === undefined || accounts.includes(account) || accounts.includes(undefined);
}
