import assert from "node:assert/strict";
import { CiRole, type CiRoleArgs } from "../../components/ci-role";
import { NOTHING_DEPLOYED, scope } from "./documents/samples";
import { construct, only } from "./mock-engine";

const args: CiRoleArgs = {
  ...scope,
  name: "github-deploy",
  path: "/ci/",
  protect: true,
  repository: "acme/ml",
  environment: "prod",
  oidcProvider: "reference",
  policyName: "github-deployPolicy",
  statements: [],
  ...NOTHING_DEPLOYED,
  roleArns: ["arn:aws:iam::111122223333:role/exec"],
  logGroupNames: ["/ecs/app"],
};

const of = (changes: Partial<CiRoleArgs> = {}) =>
  construct((opts) => new CiRole("github-deploy", { ...args, ...changes }, opts));

describe("CiRole", () => {
  it("creates a role for one repository's environment, with its policy", async () => {
    const constructed = await of();
    const { props, opts } = only(constructed, "aws:iam/role:Role");
    assert.match(props.assumeRolePolicy, /"repo:acme\/ml:environment:prod"/);
    assert.equal(opts.protect, true);
    const attached = only(constructed, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").props;
    assert.equal(attached.policyArn, "arn:aws:iam::111122223333:policy/ci/github-deployPolicy");
  });

  it("creates GitHub's provider only where config says so", async () => {
    const token = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
    assert.equal((await of()).filter(({ type }) => type === token).length, 0);
    const { props } = only(await of({ oidcProvider: "create" }), token);
    assert.equal(props.url, "https://token.actions.githubusercontent.com");
    assert.deepEqual(props.clientIdLists, ["sts.amazonaws.com"]);
  });
});
