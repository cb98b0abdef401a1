import assert from "node:assert/strict";
import { ecrRepositoryOf, repositoryArn } from "../../../policypack/ecs/ecr-image";

const arnOf = (image: string) => {
  const repository = ecrRepositoryOf(image);
  return repository && repositoryArn(repository);
};

describe("tasks/images", () => {
  const REPOSITORY = "arn:aws:ecr:ap-northeast-2:618574523116:repository";
  const cases: [string, string | undefined][] = [
    ["618574523116.dkr.ecr.ap-northeast-2.amazonaws.com/ml-platform:1.4.2", `${REPOSITORY}/ml-platform`],
    ["618574523116.dkr.ecr.ap-northeast-2.amazonaws.com/ml-platform", `${REPOSITORY}/ml-platform`],
    ["618574523116.dkr.ecr.ap-northeast-2.amazonaws.com/team/ml/api:1", `${REPOSITORY}/team/ml/api`],
    [
      `618574523116.dkr.ecr.ap-northeast-2.amazonaws.com/api:1@sha256:${"0a".repeat(32)}`,
      `${REPOSITORY}/api`,
    ],
    [`618574523116.dkr.ecr.ap-northeast-2.amazonaws.com/api@sha256:${"0a".repeat(32)}`, `${REPOSITORY}/api`],
    [
      "618574523116.dkr.ecr.ap-northeast-2.amazonaws.com/docker-hub/library/redis:7",
      `${REPOSITORY}/docker-hub/library/redis`,
    ],
    [
      "618574523116.dkr.ecr-fips.us-gov-west-1.amazonaws.com/api:1",
      "arn:aws-us-gov:ecr:us-gov-west-1:618574523116:repository/api",
    ],
    ["618574523116.dkr-ecr.eu-west-1.on.aws/api:1", "arn:aws:ecr:eu-west-1:618574523116:repository/api"],
    [
      "618574523116.dkr.ecr.cn-north-1.amazonaws.com.cn/api:1",
      "arn:aws-cn:ecr:cn-north-1:618574523116:repository/api",
    ],
    ["public.ecr.aws/docker/library/nginx:1.27", undefined],
    ["nginx:1.27", undefined],
    ["ghcr.io/org/app:1", undefined],
    ["localhost:5000/app:1", undefined],
    ["registry.example.com/618574523116.dkr.ecr.eu-west-1.amazonaws.com/app", undefined],
    ["", undefined],
  ];
  for (const [image, expected] of cases) {
    it(`${image || "an empty image"}: ${expected ?? "no ECR repository"}`, () => {
      assert.equal(arnOf(image), expected);
    });
  }
});
