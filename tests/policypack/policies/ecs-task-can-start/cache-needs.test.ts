/** Images that ECR fetches from another registry on their first pull. */
import assert from "node:assert/strict";
import { ecsTaskCanStart } from "../../../../policypack/policies/ecs-task-can-start";
import { judgeStackByRule as judgeStack, summary } from "../../../support/judge";
import {
  ACCOUNT,
  arnOf,
  attachment,
  document,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  trust,
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

  describe("with credentials of the stack", () => {
    const key = resource("aws:kms/key:Key", "key", { arn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/0a1b` });
    const at = (name: string) => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-AbCdEf`;
    const secret = (name: unknown, more: object = {}) =>
      resource("aws:secretsmanager/secret:Secret", "hub", {
        name,
        ...(typeof name === "string" && { arn: at(name) }),
        ...more,
      });
    const by = (credentialArn: unknown) =>
      resource("aws:ecr/pullThroughCacheRule:PullThroughCacheRule", "cache", {
        ecrRepositoryPrefix: "public",
        upstreamRegistryUrl: "registry-1.docker.io",
        credentialArn,
      });
    const found = (...others: TestResource[]) =>
      judgeStack(ecsTaskCanStart, [taskDefinition("app"), ...others]).filter(({ message }) =>
        /pull-through rule/.test(message),
      );
    const right = secret("ecr-pullthroughcache/hub");

    it("Compliance: a secret of the right name with the service's own key", () => {
      const own = secret("ecr-pullthroughcache/hub", { kmsKeyId: "alias/aws/secretsmanager" });
      for (const each of [right, own]) {
        assert.deepEqual(found(each, by(at("ecr-pullthroughcache/hub"))), []);
        assert.deepEqual(found(each, by(outputOf(each))), []);
      }
      const begun = secret(unknown(), { namePrefix: "ecr-pullthroughcache/hub-" });
      assert.deepEqual(found(begun, by(outputOf(begun))), []);
      for (const given of [undefined, unknown(), 42]) assert.deepEqual(found(by(given)), []);
    });

    it("Noncompliance: a secret of another name, the stack's or not", () => {
      const other = secret("hub");
      for (const rule of [by(at("hub")), by(outputOf(other))])
        assert.match(
          found(other, rule)[0]?.message ?? "",
          /the secret hub, .* begins with ecr-pullthroughcache/,
        );
      const elsewhere = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:docker/hub-AbCdEf`;
      assert.match(found(by(elsewhere))[0]?.message ?? "", /docker\/hub-AbCdEf/);
    });

    it("Noncompliance: a secret with a key of its own", () => {
      for (const kmsKeyId of [outputOf(key), key.props.arn, "alias/own"]) {
        const kept = secret("ecr-pullthroughcache/hub", { kmsKeyId });
        assert.match(found(key, kept, by(outputOf(kept)))[0]?.message ?? "", /a key of its own/);
      }
    });
  });

  describe("by a role of the stack at another account's registry", () => {
    const by = (customRoleArn: unknown) =>
      resource("aws:ecr/pullThroughCacheRule:PullThroughCacheRule", "cache", {
        ecrRepositoryPrefix: "up",
        upstreamRegistryUrl: `999988887777.dkr.ecr.${REGION}.amazonaws.com`,
        customRoleArn,
      });
    const found = (service: string, ...grants: object[]) =>
      summary(
        judgeStack(ecsTaskCanStart, [
          role("fetch", { assumeRolePolicy: JSON.stringify(trust(service)) }),
          rolePolicy("fetch", "own", grants),
          by(arnOf("role", "fetch")),
          taskDefinition("app"),
        ]),
      ).filter((each) => each.includes("role/fetch"));
    const CACHE = "pullthroughcache.ecr.amazonaws.com";

    it("Compliance: the cache may assume it", () => {
      assert.deepEqual(found(CACHE, statement("ecr:*")), []);
      assert.deepEqual(summary(judgeStack(ecsTaskCanStart, [by(arnOf("role", "elsewhere"))])), []);
    });

    it("Noncompliance: ECR itself may, or it gets no token", () => {
      assert.deepEqual(found("ecr.amazonaws.com", statement("ecr:*")), [
        "violated role/fetch sts:AssumeRole",
      ]);
      assert.deepEqual(found(CACHE, statement("s3:ListAllMyBuckets")), [
        "violated role/fetch ecr:GetAuthorizationToken",
      ]);
    });
  });
});
