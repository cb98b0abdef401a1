/** Images that ECR fetches from another registry on their first pull. */
import assert from "node:assert/strict";
import { ecsTaskCanStart } from "../../../../policypack/policies/ecs-task-can-start";
import { judgeStackByRule as judgeStack, summary } from "../../../support/judge";
import {
  ACCOUNT,
  arnOf,
  attachment,
  document,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  unknown,
} from "../../../support/stacks";

const MANAGED = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
const IMPORT = "ecr:BatchImportUpstreamImage";
const under = (name: string) => `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/${name}`;
const rule = (ecrRepositoryPrefix: unknown, type = "aws:ecr/pullThroughCacheRule:PullThroughCacheRule") =>
  resource(type, "cache", { ecrRepositoryPrefix, upstreamRegistryUrl: "public.ecr.aws" });

const judge = (...others: TestResource[]) =>
  summary(
    judgeStack(ecsTaskCanStart, [
      taskDefinition("app", {
        executionRoleArn: arnOf("role", "exec"),
        containerDefinitions: JSON.stringify([
          { name: "app", image: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/public/nginx:1.27` },
        ]),
      }),
      role("exec"),
      attachment("exec", MANAGED),
      ...others,
    ]),
  );
const grants = (on: string) => rolePolicy("exec", "own", [statement(IMPORT, on)]);

describe("ecs-task-can-start by pull-through caches", () => {
  it("Noncompliance: nobody may fetch the image", () => {
    for (const each of [rule("public"), rule("public", "aws-native:ecr:PullThroughCacheRule"), rule("ROOT")])
      assert.deepEqual(judge(each), [`violated role/exec ${IMPORT}`]);
    assert.deepEqual(judge(rule("public"), grants(under("other/*"))), [`violated role/exec ${IMPORT}`]);
  });

  it("Compliance: the role may, or the registry's policy lets it", () => {
    assert.deepEqual(judge(rule("public"), grants(under("public/*"))), []);
    const registry = resource("aws:ecr/registryPolicy:RegistryPolicy", "registry", {
      policy: JSON.stringify(
        document({
          Effect: "Allow",
          Principal: { AWS: arnOf("role", "exec") },
          Action: [IMPORT, "ecr:CreateRepository"],
          Resource: under("public/*"),
        }),
      ),
    });
    assert.deepEqual(judge(rule("public"), registry), []);
  });

  it("Compliance: no rule for it, or a repository that the stack makes", () => {
    for (const prefix of ["quay", "pub", unknown(), 42, undefined]) assert.deepEqual(judge(rule(prefix)), []);
    assert.deepEqual(
      judge(rule("public"), resource("aws:ecr/repository:Repository", "nginx", { name: "public/nginx" })),
      [],
    );
  });
});
