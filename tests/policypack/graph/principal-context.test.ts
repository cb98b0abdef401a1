import assert from "node:assert/strict";
import { type ContextValue, UNKNOWN } from "../../../policypack/evaluation/types";
import { contextFor, type ContextEntries } from "../../../policypack/graph/principal-context";
import { buildModel } from "../../../policypack/graph/model";
import type { PlainResource } from "../../../policypack/graph/types";
import * as s from "../../support/stacks";

const present = (...values: string[]): ContextValue => ({ state: "present", values });
const ABSENT: ContextValue = { state: "absent" };
const OPEN: ContextValue = { state: "unknown" };
const LATER: ContextValue = { state: "unknown", isFixedLater: true };

function valueOf(key: string, id: string, resources: PlainResource[], extra?: ContextEntries): ContextValue {
  const model = buildModel(resources, { account: s.ACCOUNT, region: s.REGION, partition: "aws" });
  const principal = model.principal(id);
  assert.ok(principal);
  return contextFor(model, principal, extra)(key);
}

describe("contextFor", () => {
  const taskRole = s.role("task", { tags: { team: "ml" } });
  const ciRole = s.role("ci", {
    assumeRolePolicy: JSON.stringify(s.trust("codebuild.amazonaws.com")),
    tags: { team: "ci" },
  });
  const user = s.resource("aws:iam/user:User", "ann", { name: "ann", tags: { team: "web" } });
  const group = s.resource("aws:iam/group:Group", "devs", { name: "devs" });
  const untold = s.role("untold", { tags: s.unknown() });
  const made = s.withOutputs(s.role("made"), { uniqueId: "AROAMADE" });
  const native = s.withOutputs(
    s.resource("aws-native:iam:Role", "native", {
      roleName: "native",
      assumeRolePolicyDocument: s.trust("ecs-tasks.amazonaws.com"),
    }),
    { roleId: "AROANATIVE" },
  );
  const bob = s.withOutputs(s.resource("aws:iam/user:User", "bob", { name: "bob" }), { uniqueId: "AIDABOB" });
  const stack = [taskRole, ciRole, user, group, untold, made, native, bob];

  const cases: [string, string, ContextValue][] = [
    ["aws:RequestedRegion", "role/task", present(s.REGION)],
    ["aws:PrincipalArn", "role/task", present(s.arnOf("role", "task"))],
    ["aws:principalarn", "user/ann", present(s.arnOf("user", "ann"))],
    ["aws:PrincipalArn", "group/devs", OPEN],
    ["aws:PrincipalAccount", "role/task", present(s.ACCOUNT)],
    ["kms:CallerAccount", "role/task", present(s.ACCOUNT)],
    ["aws:userid", "role/task", LATER],
    ["aws:userid", "role/made", present("AROAMADE:0123456789abcdef0123456789abcdef")],
    ["aws:UserId", "role/native", present("AROANATIVE:0123456789abcdef0123456789abcdef")],
    ["aws:userid", "role/ci", OPEN],
    ["aws:userid", "user/ann", LATER],
    ["aws:userid", "user/bob", present("AIDABOB")],
    ["aws:userid", "group/devs", OPEN],
    ["aws:ResourceAccount", "role/task", present(s.ACCOUNT)],
    ["aws:PrincipalType", "role/task", present("AssumedRole")],
    ["aws:PrincipalType", "user/ann", present("User")],
    ["aws:PrincipalTag/team", "role/task", present("ml")],
    ["aws:PrincipalTag/TEAM", "user/ann", present("web")],
    ["aws:PrincipalTag/other", "role/task", ABSENT],
    ["aws:PrincipalTag/other", "user/ann", ABSENT],
    ["aws:PrincipalTag/other", "role/ci", OPEN],
    ["aws:PrincipalTag/team", "role/untold", LATER],
    ["aws:MultiFactorAuthPresent", "role/task", ABSENT],
    ["aws:MultiFactorAuthPresent", "role/ci", OPEN],
    ["aws:MultiFactorAuthPresent", "user/ann", OPEN],
    ["aws:username", "user/ann", present("ann")],
    ["aws:username", "role/task", ABSENT],
    ["aws:SecureTransport", "role/task", present("true")],
    ["s3:TlsVersion", "role/task", { state: "unknown", oneOf: ["1.2", "1.3"] }],
    ["aws:ViaAWSService", "role/task", present("false")],
    ["aws:SourceArn", "role/task", ABSENT],
    ["aws:SourceVpce", "role/task", OPEN],
  ];
  for (const [key, id, value] of cases) {
    it(`says of ${key} of ${id}: ${value.state}`, () => assert.deepEqual(valueOf(key, id, stack), value));
  }

  it("lets a rule say more, or that it is not known yet", () => {
    assert.deepEqual(
      valueOf("kms:ViaService", "role/task", stack, { "kms:ViaService": "s3" }),
      present("s3"),
    );
    assert.deepEqual(
      valueOf("aws:RequestedRegion", "role/task", stack, { "aws:RequestedRegion": undefined }),
      LATER,
    );
  });

  it("knows provider's default tags", () => {
    const provider = {
      urn: "u",
      type: "pulumi:providers:aws",
      name: "a",
      props: { defaultTags: '{"tags":{"org":"x"}}' },
    };
    assert.deepEqual(valueOf("aws:PrincipalTag/org", "role/task", [{ ...taskRole, provider }]), present("x"));
  });

  it("tells the present time", () => {
    const { values } = valueOf("aws:EpochTime", "role/task", stack) as { values: string[] };
    assert.ok(Math.abs(Number(values[0]) - Date.now() / 1000) < 60);
  });

  it("takes tags of principals managed elsewhere for unknown", () => {
    const model = buildModel([s.userPolicy("bob", "p", [])]);
    assert.equal(model.principal("user/bob")?.tags, UNKNOWN);
  });
});
