import type { Scope } from "../../components/arns";
import { callerIn, type LiveAccount, liveAccount } from "./live-account";

/** A stack's account, as far as adoption looks into it. */
export interface Account extends Scope, LiveAccount {}

/**
 * Opens the account with the credentials that the AWS SDK finds.
 * @throws UsageError if there are none, or if they are another account's
 */
export async function openAccount({ partition, region, accountId }: Scope, stack: string): Promise<Account> {
  const live = liveAccount(region);
  await callerIn(live, accountId, stack);
  return { partition, region, accountId, ...live };
}
