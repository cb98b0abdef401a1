/** What pulling images from a repository of ECR takes. */
import { s3Arn } from "../aws/arn";
import { partitionOf } from "../aws/partitions";
import type { RequiredPermission } from "../permissions/required-permission";
import { type EcrRepository, repositoryArn } from "./ecr-image";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html */
export const PULL_ACTIONS = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:GetDownloadUrlForLayer",
  "ecr:BatchGetImage",
];

/** What pulling images from a repository takes. */
export function repositoryNeeds(
  repository: EcrRepository,
  purpose: string,
  actions = PULL_ACTIONS,
): RequiredPermission[] {
  return [
    {
      kind: "image",
      purpose,
      actions: ["ecr:GetAuthorizationToken"],
      resources: ["*"],
      context: { "aws:RequestedRegion": repository.region },
    },
    { kind: "image", purpose, actions, resources: [repositoryArn(repository)] },
    layersNeed(repository, purpose),
  ];
}

/**
 * The layers lie in a bucket of ECR's, which signs the requests for them itself: only the endpoint's policy may refuse them.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms
 */
function layersNeed({ region }: EcrRepository, purpose: string): RequiredPermission {
  const bucket = `prod-${region}-starport-layer-bucket`;
  return {
    kind: "image",
    purpose,
    actions: ["s3:GetObject"],
    resources: [s3Arn(partitionOf(region), `${bucket}/*`)],
    isOfService: true,
  };
}
