/** What the services take of a policy on one of their resources. */
import type { PolicyCarrier } from "../aws/resource-type";
import type { CarriedResourcePolicy } from "../graph/resources/carried-resource-policies";
import { documentSize } from "./size";

const KILOBYTE = 1024;

/** In characters; none where AWS does not say. */
const MOST: Partial<Record<PolicyCarrier, number>> = {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
  bucket: 20 * KILOBYTE,
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html
  "access point": 20 * KILOBYTE,
  // https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
  key: 32 * KILOBYTE,
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
  secret: 20_480,
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html
  repository: 10_240,
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutRegistryPolicy.html
  registry: 10_240,
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html
  queue: 8192,
  // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
  topic: 30 * KILOBYTE,
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-considerations.html
  table: 20 * KILOBYTE,
  // https://docs.aws.amazon.com/efs/latest/APIReference/API_PutFileSystemPolicy.html
  "file system": 20_000,
  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  function: 20 * KILOBYTE,
  // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
  "vpc endpoint": 20_480,
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
  organization: 5120,
};

/**
 * By how much a policy is larger than its service takes; undefined where it is not. White space is not counted: the providers
 * leave it out as far as it is between elements.
 */
export function resourcePolicyExcess({
  on,
  value,
}: CarriedResourcePolicy): { size: number; most: number } | undefined {
  const most = MOST[on];
  const size = documentSize(value);
  return most !== undefined && size > most ? { size, most } : undefined;
}
