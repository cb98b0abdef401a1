import type { AwsManagedPolicy } from "../evaluation/catalogue/managed-policies";
import type { PlainResource } from "../graph/types";

/**
 * Whether a resource gives a role one of the policies that AWS names for roles its services assume, such as EventBridge
 * and CodeDeploy where they run tasks. They pass roles to those services only that the job takes, and AWS offers
 * nothing narrower by that name.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-awsmanpol.html
 */
export function isForServiceRole({ type }: PlainResource, policy: AwsManagedPolicy): boolean {
  const isToRole = /:iam[:/]role/i.test(type);
  const isNamedSo = policy.path === "/service-role/" || /RoleFor[A-Z]\w*$/.test(policy.name);
  return isToRole && isNamedSo && policy.passedTo !== undefined;
}
