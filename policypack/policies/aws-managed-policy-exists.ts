import { isPolicyArn } from "../aws/iam-arn";
import { inPartition } from "../aws/arn";
import { partitionOf } from "../aws/partitions";
import {
  awsManagedPolicy,
  catalogueDate,
  isAwsManagedPolicyArn,
  nearestManagedPolicies,
} from "../evaluation/catalogue/managed-policies";
import { UNKNOWN } from "../evaluation/types";
import { type AttachedPolicy, attachedPolicies } from "../graph/resources/policies-attached-by";
import type { PlainResource } from "../graph/types";
import { type Finding, type DraftWithout, finding } from "../findings/finding";
import { resourcePolicy } from "../sdk/policy";

const NAME = "aws-managed-policy-exists";

/** IAM attaches 25 at most, which is `iam-quotas`'s matter; looking for the nearest names of more takes its time. */
const MOST_ATTACHED = 50;

interface Config {
  newPolicies: string[];
}

/**
 * Every AWS managed policy that is attached, or set as a boundary, exists with that path. An ARN that is wholly
 * unknown is left to the policies that see the whole stack: at a first preview every attachment of a policy that the
 * stack itself creates has one, and only they see which resource it comes from.
 */
export const awsManagedPolicyExists = resourcePolicy<Config>({
  name: NAME,
  description: "AWS managed policies that are attached exist, under the path that the ARN names.",
  enforcementLevel: "mandatory",
  severity: "high",
  remediationSteps:
    "Correct the ARN to one of AWS's list. A policy that AWS has added since the pack's release goes into newPolicies in the pack's config.",
  url: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html",
  configSchema: {
    properties: {
      newPolicies: {
        type: "array",
        items: { type: "string" },
        default: [],
        description: "ARNs of AWS managed policies that exist although the pack's catalogue lacks them",
      },
    },
  },
  judge: (resource, { newPolicies }) =>
    attachedPolicies(resource)
      .slice(0, MOST_ATTACHED)
      .flatMap((attached) => {
        const { value } = attached;
        if (value === UNKNOWN || (typeof value === "string" && newPolicies.includes(value))) return [];
        return judgeArn(resource, attached);
      }),
});

function judgeArn(resource: PlainResource, attached: AttachedPolicy): Finding[] {
  const { path, value } = attached;
  if (typeof value !== "string" || !isPolicyArn(value)) return [noArn(resource, attached)];
  if (!isAwsManagedPolicyArn(value)) return [];
  const elsewhere = otherPartition(resource, value);
  if (elsewhere) {
    return [
      draft(resource, attached, {
        verdict: "violated",
        message: `${path} of "${resource.name}" is ${value}, but the stack's region lies in the partition ${elsewhere}.`,
        remedy: `Set ${path} to ${inPartition(value, elsewhere)}.`,
      }),
    ];
  }
  const policy = awsManagedPolicy(value);
  if (!policy) return [absent(resource, attached, value)];
  return policy.path === "/aws-service-role/" ? [ofAwsAlone(resource, attached, value)] : [];
}

function draft(
  resource: PlainResource,
  { value, principal, path }: AttachedPolicy,
  rest: DraftWithout<"urn" | "subject">,
): Finding {
  const subject = principal ?? resource.name;
  return finding(NAME, {
    urn: resource.urn,
    subject,
    key: typeof value === "string" ? value : path,
    ...(typeof value === "string" && { place: { value } }),
    ...(typeof value === "string" &&
      isAbsent(value) && {
        sharedCause: { kind: "absent-managed-policy", urn: resource.urn, arn: value },
      }),
    ...rest,
  });
}

function isAbsent(arn: string): boolean {
  return isAwsManagedPolicyArn(arn) && !awsManagedPolicy(arn);
}

function noArn(resource: PlainResource, attached: AttachedPolicy): Finding {
  const { path, value } = attached;
  const shown =
    value === undefined ? "missing" : typeof value === "string" ? `"${value.slice(0, 200)}"` : "not a string";
  const meant = typeof value === "string" ? nearestManagedPolicies(value.slice(-128), 1)[0] : undefined;
  return draft(resource, attached, {
    verdict: "violated",
    message: `${path} of "${resource.name}" must be a managed policy's ARN, but is ${shown}.`,
    remedy: `Set ${path} to the policy's ARN, as in arn:aws:iam::aws:policy/${meant ?? "ReadOnlyAccess"}.`,
  });
}

/** The catalogue lists the partition `aws`; other partitions have most of its policies and some of their own. */
function absent(resource: PlainResource, attached: AttachedPolicy, arn: string): Finding {
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  const prefix = arn.slice(0, arn.indexOf("policy/") + "policy/".length);
  const nearest = nearestManagedPolicies(name).map((each) => prefix + each);
  const isMoved = nearest.some((each) => each.slice(each.lastIndexOf("/") + 1) === name);
  const isListed = arn.startsWith("arn:aws:") || isMoved;
  return draft(resource, attached, {
    verdict: isListed ? "violated" : "unproven",
    unknowns: [{ kind: "aws-policy-unlisted", arn }],
    message: isMoved
      ? `AWS's managed policy ${name} has another path than ${arn} says, so attaching it fails.`
      : `AWS has no managed policy ${arn} (list of ${catalogueDate()}${isListed ? "" : ", partition aws"}).`,
    remedy: isMoved
      ? `Attach ${nearest[0]}.`
      : `Attach one that exists; the nearest are ${nearest.join(", ")}. If AWS has added it since, list it in the pack's config: "${NAME}": { "newPolicies": [...] }.`,
  });
}

function ofAwsAlone(resource: PlainResource, attached: AttachedPolicy, arn: string): Finding {
  return draft(resource, attached, {
    verdict: "violated",
    message: `${arn} belongs to a service-linked role, and AWS lets nobody attach it to anything else.`,
    remedy: "Attach a policy of your own with the statements that are needed.",
  });
}

/** The partition of the provider's region, if the ARN names another. */
function otherPartition({ provider }: PlainResource, arn: string): string | undefined {
  const region = provider?.props.region;
  if (typeof region !== "string" || region === "") return undefined;
  const partition = partitionOf(region);
  return arn.startsWith(`arn:${partition}:`) ? undefined : partition;
}
