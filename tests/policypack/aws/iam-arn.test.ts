import assert from "node:assert/strict";
import {
  accountOfRole,
  awsManagedName,
  iamArn,
  iamArnOf,
  inAnyAccount,
  isPolicyArn,
  PRINCIPAL_PATTERN,
  ROLE_PATTERN,
} from "../../../policypack/aws/iam-arn";

const ROLE = "arn:aws:iam::111122223333:role/team/app";

describe("IAM's ARNs", () => {
  it("are taken apart and put together", () => {
    const arn = iamArn(ROLE);
    assert.deepEqual(arn, {
      arn: ROLE,
      partition: "aws",
      account: "111122223333",
      kind: "role",
      path: "/team/",
      name: "app",
    });
    assert.equal(iamArnOf(arn ?? { kind: "role" }), ROLE);
    assert.equal(iamArnOf({ kind: "role", partition: "aws", path: "/", name: "app" }), undefined);
  });

  for (const value of [
    undefined,
    7,
    "",
    "app",
    "arn:aws:iam::*:role/app",
    "arn:aws:iam::111122223333:role/*",
  ]) {
    it(`are not what ${JSON.stringify(value)} is`, () => {
      assert.equal(iamArn(value), undefined);
    });
  }

  it("name the account of a role, and of nothing else", () => {
    assert.equal(accountOfRole(ROLE), "111122223333");
    assert.equal(accountOfRole("arn:aws:iam::111122223333:role/app-*"), undefined);
    assert.equal(accountOfRole("arn:aws:iam::111122223333:user/app"), undefined);
  });

  it("tell AWS's managed policies from an account's", () => {
    const aws = "arn:aws-cn:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
    assert.equal(awsManagedName(aws), "service-role/AmazonECSTaskExecutionRolePolicy");
    assert.equal(awsManagedName("arn:aws:iam::111122223333:policy/app"), undefined);
    assert.ok(isPolicyArn(aws) && isPolicyArn("arn:aws:iam::111122223333:policy/app"));
    assert.ok(!isPolicyArn(ROLE) && !isPolicyArn("arn:aws:iam::aws:policy/*"));
  });

  it("are widened to every account, or only those of one", () => {
    assert.equal(inAnyAccount(ROLE), "arn:aws:iam::*:role/team/app");
    assert.equal(inAnyAccount(ROLE, "111122223333"), "arn:aws:iam::*:role/team/app");
    assert.equal(inAnyAccount(ROLE, "444455556666"), ROLE);
  });

  it("are what config takes beside names", () => {
    const [principal, role] = [new RegExp(PRINCIPAL_PATTERN), new RegExp(ROLE_PATTERN)];
    for (const text of ["user/dev", "group/devs", "role/app", ROLE]) assert.match(text, principal);
    for (const text of ["app", "role/app", ROLE]) assert.match(text, role);
    for (const text of ["dev", "policy/app", ""]) assert.doesNotMatch(text, principal);
    for (const text of ["user/dev", "", "arn:aws:iam::111122223333:user/dev"])
      assert.doesNotMatch(text, role);
  });
});
