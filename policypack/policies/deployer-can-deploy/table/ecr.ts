/** ECR's repositories and what belongs to them. */
import { servicePrincipal } from "../../../aws/service-principals";
import { type Named, reference, type ServiceTable } from "../type-rights";

const REPOSITORY = "arn:PARTITION:ecr:REGION:ACCOUNT:repository/{name}";
const REPOSITORY_OF: Named = {
  property: "repository",
  arn: "arn:PARTITION:ecr:REGION:ACCOUNT:repository/{repository}",
};

export const ECR: ServiceTable = {
  reference: reference("amazonelasticcontainerregistry"),
  rows: [
    {
      types: ["aws:ecr/repository:Repository"],
      provider: "aws_ecr_repository",
      source: "ecr/repository.go",
      on: REPOSITORY,
      create: ["ecr:CreateRepository"],
      read: ["ecr:DescribeRepositories", "ecr:ListTagsForResource"],
      delete: ["ecr:DeleteRepository"],
      tags: ["ecr:TagResource", "ecr:UntagResource"],
      also: [
        { where: "imageScanningConfiguration", update: ["ecr:PutImageScanningConfiguration"] },
        { where: "imageTagMutability", update: ["ecr:PutImageTagMutability"] },
      ],
    },
    {
      types: ["aws:ecr/repositoryPolicy:RepositoryPolicy"],
      provider: "aws_ecr_repository_policy",
      source: "ecr/repository_policy.go",
      on: REPOSITORY_OF,
      create: ["ecr:SetRepositoryPolicy"],
      read: ["ecr:GetRepositoryPolicy"],
      update: ["ecr:SetRepositoryPolicy"],
      delete: ["ecr:DeleteRepositoryPolicy"],
    },
    {
      types: ["aws:ecr/lifecyclePolicy:LifecyclePolicy"],
      provider: "aws_ecr_lifecycle_policy",
      source: "ecr/lifecycle_policy.go",
      on: REPOSITORY_OF,
      create: ["ecr:PutLifecyclePolicy"],
      read: ["ecr:GetLifecyclePolicy"],
      delete: ["ecr:DeleteLifecyclePolicy"],
    },
    {
      types: ["aws:ecr/pullThroughCacheRule:PullThroughCacheRule"],
      provider: "aws_ecr_pull_through_cache_rule",
      source: "ecr/pull_through_cache_rule.go",
      on: "*",
      create: ["ecr:CreatePullThroughCacheRule"],
      read: ["ecr:DescribePullThroughCacheRules"],
      delete: ["ecr:DeletePullThroughCacheRule"],
      also: [{ where: "credentialArn", update: ["ecr:UpdatePullThroughCacheRule"] }],
      linked: servicePrincipal("pullthroughcache.ecr"),
    },
  ],
};
