/** Where a request goes, as what it asks for tells. */
import { partitionOf } from "../aws/partitions";
import { parseArn } from "../aws/arn";
import { OPEN } from "../evaluation/conditions/request-context";
import type { ContextValue } from "../evaluation/types";
import { globalRegion } from "../aws/global-services";
import type { ContextEntries } from "./principal-context";
import type { StackModel } from "./types";

type Own = Pick<StackModel, "partition" | "account" | "region">;

/**
 * The keys for the Region and the account that a request goes to: those of the ARN that it names, or of the endpoint
 * that a global service has. Only what has neither goes to the stack's own; what a pattern leaves open is unknown.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount
 *
 * @param own the stack's account and Region, as far as they are known
 * @param action e.g. `iam:GetRole`
 * @param resource an ARN, a pattern, or `*` for actions that take no resource
 */
export function requestDestination(own: Own, action: string, resource: string): ContextEntries {
  const account = resource === "*" ? own.account : partOf(parseArn(resource)?.account, own.account);
  return { "aws:RequestedRegion": regionOf(own, action, resource), "aws:ResourceAccount": account };
}

function regionOf(own: Own, action: string, resource: string): string | ContextValue | undefined {
  // A role is passed within a request to the service that gets it, and AWS does not say which Region that counts for.
  if (action.toLowerCase() === "iam:passrole") return OPEN;
  const arn = parseArn(resource);
  const [service = ""] = action.split(":");
  const partition =
    arn && !isOpen(arn.partition) ? arn.partition : (own.partition ?? partitionOf(own.region));
  const ofStack = resource === "*" ? own.region : partOf(arn?.region, own.region);
  return globalRegion(service, partition) ?? ofStack;
}

/** What an ARN leaves empty is the stack's; AWS's own resources, and what a pattern leaves open, are nobody's. */
function partOf(part: string | undefined, own: string | undefined): string | undefined {
  if (part === "") return own;
  return part === undefined || part === "aws" || isOpen(part) ? undefined : part;
}

function isOpen(part: string): boolean {
  return /[*?]/.test(part);
}
