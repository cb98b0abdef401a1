/** Which documents beside the principal's own decide a request of a need. */
import type { Surroundings } from "../evaluation/decisions/surroundings";
import { accountOf, requesterOf, surelyKnownAccount } from "../graph/requester";
import type { Principal, StackModel } from "../graph/types";
import { bucketBehind } from "./access-points";
import { organizationPolicies } from "./organization-policies";
import { routeOf } from "./request-route";
import type { Asking, NeededRequest } from "./required-permission";
import { type AskingAccount, resourceSideOf } from "./resource-side";
import { trustSideOf } from "./trust-side";

/** The documents beside the principal's own that decide a request. */
export function surroundingsOf(
  { model, principal }: Asking,
  { need, action, resource }: NeededRequest,
): Surroundings {
  const asking = askingAccount(model, principal);
  const behind = bucketBehind(model, asking, resource);
  return {
    requester: requesterOf(model, principal),
    ...(behind && { behind }),
    resource:
      trustSideOf(model, asking.account, action, resource) ??
      resourceSideOf(model, asking, resource, { resource: need.declared }),
    ...organizationPolicies(model, accountOf(model, principal)),
    endpoints: routeOf(model, need, action).documents,
  };
}

function askingAccount(model: StackModel, principal: Principal): AskingAccount {
  const sure = surelyKnownAccount(model, principal);
  return { account: sure ?? accountOf(model, principal), isGuessed: sure === undefined };
}
