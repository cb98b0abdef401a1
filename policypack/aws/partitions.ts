/** AWS's partitions. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */

const BY_REGION: [prefix: string, partition: string][] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
  ["eu-isoe-", "aws-iso-e"],
  ["eusc-", "aws-eusc"],
];

/** The partition of a region; `aws` where the region is not known. https://docs.aws.amazon.com/general/latest/gr/rande.html */
export function partitionOf(region: string | undefined): string {
  const known = BY_REGION.find(([prefix]) => region?.startsWith(prefix));
  return known?.[1] ?? "aws";
}

/** In what the names of a partition's endpoints end. */
export function dnsSuffix(partition: string): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
