import assert from "node:assert/strict";
import { DeployerAccess, type DeployerAccessArgs } from "../../components/deployer-access";
import { scope } from "./documents/samples";
import { construct, only } from "./mock-engine";

const args: DeployerAccessArgs = {
  ...scope,
  type: "user",
  name: "dev-pilot-reader",
  policyName: "Deploy",
  may: ["register"],
  families: ["app"],
  clusters: [],
  services: [],
  taggedFamilies: [],
  roleArns: ["arn:aws:iam::111122223333:role/exec"],
};

const of = (changes: Partial<DeployerAccessArgs> = {}) =>
  construct((opts) => new DeployerAccess("user-dev-pilot-reader", { ...args, ...changes }, opts));

describe("DeployerAccess", () => {
  for (const [type, token, key] of [
    ["user", "aws:iam/userPolicyAttachment:UserPolicyAttachment", "user"],
    ["group", "aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "group"],
    ["role", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role"],
  ] as const) {
    it(`attaches a policy to a ${type} that exists, and creates no ${type}`, async () => {
      const constructed = await of({ type });
      assert.equal(constructed.length, 3);
      const { props } = only(constructed, token);
      assert.equal(props[key], "dev-pilot-reader");
      assert.equal(props.policyArn, "arn:aws:iam::111122223333:policy/Deploy");
    });
  }

  it("passes exactly the roles that it is given", async () => {
    const { props } = only(await of(), "aws:iam/policy:Policy");
    const { Statement } = JSON.parse(props.policy) as { Statement: { Action: unknown; Resource: unknown }[] };
    const pass = Statement.filter(({ Action }) => Action === "iam:PassRole");
    assert.deepEqual(
      pass.map(({ Resource }) => Resource),
      ["arn:aws:iam::111122223333:role/exec"],
    );
  });
});
