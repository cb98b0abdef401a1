/** A principal of the model as the policies of others know it. */
import { parseArn } from "../aws/arn";
import type { Requester } from "../evaluation/decisions/principal-match";
import { accountAndRegionOf } from "./places/account-and-region";
import { nameOf } from "./resources/names";
import type { Principal, StackModel } from "./types";

/** Who a principal is to a `Principal` element. A group makes no requests: whoever is its member does. */
export function requesterOf(model: StackModel, principal: Principal): Requester {
  const { arn, kind } = principal;
  const account = accountOf(model, principal);
  if (kind === "group") return { account };
  const name = knownName(model, principal);
  return { principalArn: arn, account, ...(name !== undefined && { id: `${kind}/${name}` }) };
}

/** The account of a principal: its own, else the stack's. */
export function accountOf(model: StackModel, { arn }: Principal): string | undefined {
  return (arn === undefined ? undefined : parseArn(arn)?.account) ?? model.account;
}

/** The account of a principal where the stack is sure of it, and does not take it from documents. */
export function surelyKnownAccount(model: StackModel, { arn, urn }: Principal): string | undefined {
  const resource = urn === undefined ? undefined : model.byUrn(urn);
  const own = resource ? accountAndRegionOf(resource).account : arn && parseArn(arn)?.account;
  return own ?? model.declared.account;
}

/** Of a role whose name AWS or Pulumi generates it is not known before the role exists. */
function knownName(model: StackModel, { urn, name }: Principal): string | undefined {
  const resource = urn === undefined ? undefined : model.byUrn(urn);
  return resource ? nameOf(resource) : name;
}
