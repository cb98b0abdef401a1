import { decisionOn, type Judged, type MissingPermission } from "../../permissions/missing-permissions";

/**
 * Whether a shortfall is one that AWS itself sees no need for: its managed policies for pulling images (pull-only)
 * leave `ecr:BatchCheckLayerAvailability` out, so a role that pulls by one of them is complete without it.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/security-iam-awsmanpol.html
 */
export function isLeftOutByAws(by: Judged, { need, action, resource, decision }: MissingPermission): boolean {
  if (action !== "ecr:BatchCheckLayerAvailability" || resource === undefined) return false;
  if (decision?.outcome !== "implicitly-denied") return false;
  const pull = decisionOn(by, need, "ecr:BatchGetImage", resource);
  return pull.outcome === "allowed" && pull.decidedBy?.document.kind === "aws-managed";
}
