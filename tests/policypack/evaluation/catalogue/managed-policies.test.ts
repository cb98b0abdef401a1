import assert from "node:assert/strict";
import {
  awsManagedPolicy,
  catalogueDate,
  isAwsManagedPolicyArn,
  nearestManagedPolicies,
} from "../../../../policypack/evaluation/catalogue/managed-policies";
import { summaryOf } from "../../../../policypack/scripts/summarise-document";

describe("catalogue of AWS managed policies", () => {
  it("finds a policy by its complete ARN, of any partition", () => {
    const found = awsManagedPolicy("arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy");
    assert.equal(found?.name, "AmazonECSTaskExecutionRolePolicy");
    assert.equal(found?.path, "/service-role/");
    assert.match(JSON.stringify(found?.document), /ecr:GetAuthorizationToken/);
    assert.deepEqual([found?.passesRoles, found?.denies, found?.administrator], ["none", false, false]);
    for (const partition of ["aws-cn", "aws-us-gov"]) {
      assert.equal(awsManagedPolicy(`arn:${partition}:iam::aws:policy/PowerUserAccess`)?.path, "/");
    }
  });

  it("does not find a policy without its path, nor what AWS does not manage", () => {
    for (const arn of [
      "arn:aws:iam::aws:policy/AmazonECSTaskExecutionRolePolicy",
      "arn:aws:iam::aws:policy/SecretsManagerReadOnly",
      "arn:aws:iam::111122223333:policy/PowerUserAccess",
      "arn:aws:iam::aws:policy/__proto__",
      "PowerUserAccess",
    ]) {
      assert.equal(awsManagedPolicy(arn), undefined, arn);
    }
  });

  it("knows the form of an AWS managed policy's ARN", () => {
    assert.equal(isAwsManagedPolicyArn("arn:aws:iam::aws:policy/x"), true);
    assert.equal(isAwsManagedPolicyArn("arn:aws:iam::111122223333:policy/x"), false);
  });

  it("says which pass roles, to whom, and which are an administrator's", () => {
    const flags = (name: string) => {
      const found = awsManagedPolicy(`arn:aws:iam::aws:policy/${name}`);
      return [found?.passesRoles, found?.passedTo, found?.administrator];
    };
    assert.deepEqual(flags("AdministratorAccess"), ["wide", undefined, true]);
    assert.deepEqual(flags("IAMFullAccess"), ["wide", undefined, false]);
    assert.deepEqual(flags("PowerUserAccess"), ["none", undefined, false]);
    assert.deepEqual(flags("AWSCodeDeployRoleForECS"), ["wide", ["ecs-tasks.amazonaws.com"], false]);
    assert.equal(flags("AWSCodeDeployRoleForECSLimited")[0], "scoped");
    assert.equal(flags("AmazonECS_FullAccess")[0], "wide");
  });

  it("offers the names that were meant", () => {
    const offered = nearestManagedPolicies("SecretsManagerReadOnly");
    assert.ok(offered.includes("AWSSecretsManagerClientReadOnlyAccess"), offered.join());
    assert.ok(offered.includes("SecretsManagerReadWrite"), offered.join());
    assert.equal(
      nearestManagedPolicies("AmazonECSTaskExecutionRolePolicy")[0],
      "service-role/AmazonECSTaskExecutionRolePolicy",
    );
    assert.equal(nearestManagedPolicies("CloudWatchLogsFullAcess")[0], "CloudWatchLogsFullAccess");
    assert.equal(nearestManagedPolicies("x".repeat(100_000), 1).length, 1);
  });

  it("tells its date", () => {
    assert.match(catalogueDate(), /^\d{4}-\d\d-\d\d$/);
  });
});

describe("summaryOf", () => {
  const allow = (rest: object) => ({ Statement: { Effect: "Allow", ...rest } });
  it("looks through wildcards, NotAction and NotResource", () => {
    assert.equal(summaryOf(allow({ Action: "iam:P*", Resource: "*" })).passesRoles, "wide");
    assert.equal(summaryOf(allow({ NotAction: "s3:*", Resource: "*" })).passesRoles, "wide");
    assert.equal(summaryOf(allow({ NotAction: "iam:*", Resource: "*" })).passesRoles, undefined);
    assert.equal(summaryOf(allow({ Action: "*", NotResource: "arn:aws:s3:::a" })).passesRoles, "wide");
    assert.equal(
      summaryOf(allow({ Action: "iam:PassRole", Resource: "arn:aws:iam::*:role/*" })).passesRoles,
      "wide",
    );
    assert.equal(
      summaryOf(allow({ Action: "iam:PassRole", Resource: "arn:aws:iam::*:role/a*" })).passesRoles,
      "scoped",
    );
    assert.equal(summaryOf(allow({ Action: "*", Resource: "arn:aws:s3:::a" })).passesRoles, undefined);
  });

  it("counts an unconditional Deny of PassRole", () => {
    const statements = (deny: object) => ({
      Statement: [
        { Effect: "Allow", Action: "*", Resource: "*" },
        { Effect: "Deny", Action: "iam:PassRole", Resource: "*", ...deny },
      ],
    });
    assert.deepEqual(summaryOf(statements({})), { denies: true, administrator: true });
    assert.equal(summaryOf(statements({ Condition: { Bool: { "a:b": "true" } } })).passesRoles, "wide");
  });
});
