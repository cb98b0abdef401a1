import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { awsManagedPolicyExists } from "../../../policypack/policies/aws-managed-policy-exists";
import { judgeResourceByRule as judge, verdicts } from "../../support/judge";
import { lone as resource } from "../../support/stacks";

const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const attaching = (policyArn: unknown, region?: string) =>
  judge(awsManagedPolicyExists, resource(ATTACHMENT, { role: "R", policyArn }, region ? { region } : {}));

describe("aws-managed-policy-exists", () => {
  it("says nothing of policies that exist, of an account's own, or of an ARN not known yet", () => {
    for (const arn of [
      "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
      "arn:aws:iam::aws:policy/ReadOnlyAccess",
      "arn:aws-cn:iam::aws:policy/AmazonS3ReadOnlyAccess",
      "arn:aws:iam::111122223333:policy/team/Own",
      UNKNOWN,
    ]) {
      assert.deepEqual(attaching(arn), [], String(arn));
    }
  });

  it("Reports a violation if the policy does not exist, and offers the nearest", () => {
    const [found] = attaching("arn:aws:iam::aws:policy/SecretsManagerReadOnly");
    assert.equal(found?.verdict, "violated");
    assert.equal(found?.subject, "role/R");
    assert.match(found?.message ?? "", /no managed policy .*SecretsManagerReadOnly/);
    for (const name of ["AWSSecretsManagerClientReadOnlyAccess", "SecretsManagerReadWrite"]) {
      assert.ok(found?.remedy.includes(`arn:aws:iam::aws:policy/${name}`), found?.remedy);
    }
  });

  it("Reports a violation if the path is missing or wrong, and gives the right ARN", () => {
    for (const wrong of [
      "AmazonECSTaskExecutionRolePolicy",
      "job-function/AmazonECSTaskExecutionRolePolicy",
    ]) {
      const [found] = attaching(`arn:aws:iam::aws:policy/${wrong}`);
      assert.equal(found?.verdict, "violated");
      assert.match(
        found?.remedy ?? "",
        /arn:aws:iam::aws:policy\/service-role\/AmazonECSTaskExecutionRolePolicy/,
      );
    }
    const [china] = attaching("arn:aws-cn:iam::aws:policy/AmazonECSTaskExecutionRolePolicy");
    assert.match(china?.remedy ?? "", /arn:aws-cn:iam::aws:policy\/service-role\//);
  });

  it("Reports a violation if the value is missing, no ARN, or of the wrong type", () => {
    for (const value of [
      undefined,
      null,
      "",
      7,
      {},
      "AmazonS3ReadOnlyAccess",
      "arn:aws:iam::aws:AmazonS3ReadOnlyAccess",
      "arn:aws:iam:aws:policy/AmazonS3ReadOnlyAccess",
    ]) {
      assert.deepEqual(verdicts(attaching(value)), ["violated"], String(value));
    }
    assert.match(attaching("AmazonS3ReadOnlyAccess")[0]?.remedy ?? "", /policy\/AmazonS3ReadOnlyAccess/);
  });

  it("Reports a violation if the policy is a service-linked role's", () => {
    const [found] = attaching("arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy");
    assert.match(found?.message ?? "", /service-linked/);
  });

  it("Reports a violation if the ARN is of another partition than the provider's region", () => {
    const arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    assert.match(attaching(arn, "cn-north-1")[0]?.remedy ?? "", /arn:aws-cn:iam::aws:policy\/AmazonS3/);
    assert.deepEqual(attaching(arn, "ap-northeast-2"), []);
  });

  it("is unproven where the catalogue does not list the partition", () => {
    assert.deepEqual(verdicts(attaching("arn:aws-cn:iam::aws:policy/OnlyInChinaPolicy")), ["unproven"]);
  });

  it("accepts what config says AWS has added", () => {
    const arn = "arn:aws:iam::aws:policy/AddedTomorrow";
    const attachment = resource(ATTACHMENT, { role: "R", policyArn: arn });
    assert.equal(judge(awsManagedPolicyExists, attachment).length, 1);
    assert.deepEqual(judge(awsManagedPolicyExists, attachment, { newPolicies: [arn] }), []);
  });

  const wrong = "arn:aws:iam::aws:policy/NoSuchPolicy";
  for (const [type, props] of [
    ["aws:iam/userPolicyAttachment:UserPolicyAttachment", { policyArn: wrong }],
    ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", { policyArn: wrong }],
    ["aws:iam/policyAttachment:PolicyAttachment", { policyArn: wrong }],
    ["aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", { policyArns: [wrong] }],
    ["aws:iam/role:Role", { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess", wrong] }],
    ["aws:iam/role:Role", { permissionsBoundary: wrong }],
    ["aws:iam/user:User", { permissionsBoundary: wrong }],
    ["aws-native:iam:Role", { managedPolicyArns: [wrong] }],
    ["aws-native:iam:User", { managedPolicyArns: [wrong] }],
    ["aws-native:iam:Group", { managedPolicyArns: [wrong] }],
  ] as const) {
    it(`looks into ${Object.keys(props).join()} of ${type}`, () => {
      assert.deepEqual(verdicts(judge(awsManagedPolicyExists, resource(type, props))), ["violated"]);
    });
  }

  it("says the same whatever the order of a list", () => {
    const ids = (list: string[]) =>
      judge(awsManagedPolicyExists, resource("aws:iam/role:Role", { managedPolicyArns: list }))
        .map(({ id }) => id)
        .sort();
    const other = "arn:aws:iam::aws:policy/NeitherThis";
    assert.deepEqual(ids([wrong, other]), ids([other, wrong]));
  });
});
