import assert from "node:assert/strict";
import { resourceArguments, stackArguments } from "../../../commands/judging/policy-arguments";
import { runPolicies } from "../../../commands/judging/run-policies";
import type { RegisteredResource } from "../../../commands/offline/recording-monitor";
import { noPublicAccess } from "../../../policypack/policies/no-public-access";
import * as s from "../../support/stacks";

const PARTNER = "999988887777";

function registered(type: string, name: string, inputs: Record<string, unknown>): RegisteredResource {
  const { urn, dependencies, propertyDependencies } = s.resource(type, name, inputs);
  const said = { dependencies, propertyDependencies, protect: false, ignoreChanges: [] };
  return { urn, type, name, inputs, outputs: inputs, ...said };
}

/** A bucket that another account reads: which account the stack is for, only a role's policy tells. */
const STACK = [
  registered("aws:s3/bucketPolicy:BucketPolicy", "data", {
    bucket: "data",
    policy: JSON.stringify(
      s.document({
        ...s.statement("s3:GetObject", "arn:aws:s3:::data/*"),
        Principal: { AWS: s.arnOf("role", "reader", PARTNER) },
      }),
    ),
  }),
  registered("aws:iam/rolePolicy:RolePolicy", "logs", {
    role: "app",
    name: "logs",
    policy: JSON.stringify(
      s.document(s.statement("logs:PutLogEvents", `arn:aws:logs:${s.REGION}:${s.ACCOUNT}:log-group:/a:*`)),
    ),
  }),
];

function judged(config: Record<string, unknown> = {}) {
  const settings = { levelOf: () => undefined, propertiesOf: () => config };
  return runPolicies(
    [noPublicAccess],
    { forResources: resourceArguments(STACK), forStack: stackArguments(STACK) },
    { config: settings, stage: "unsaid", today: "2026-01-01" },
  );
}

describe("runPolicies", () => {
  it("has a rule on single resources say what only the whole stack tells", () => {
    const found = judged();
    assert.deepEqual(
      found.map(({ level, verdict }) => [level, verdict]),
      [["mandatory", "violated"]],
    );
    assert.match(found[0]!.message, new RegExp(PARTNER));
  });

  it("takes an exemption of it for used", () => {
    const [{ id } = { id: "" }] = judged();
    const exemption = { id, reason: "agreed", owner: "data", expires: "2026-12-31" };
    assert.deepEqual(judged({ exemptions: [exemption] }), []);
  });
});
