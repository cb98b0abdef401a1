import assert from "node:assert/strict";
import { isSetByProgram, setAmong } from "../../../../policypack/graph/resources/set-properties";
import { buildModel, NOTHING_REPORTED } from "../../../../policypack/graph/model";
import { causeKey } from "../../../../policypack/findings/shared-causes";
import type { Reported } from "../../../../policypack/graph/types";
import { judge } from "../../../support/judge";
import type { PackConfig } from "../../../support/messages";
import * as s from "../../../support/stacks";

const MANAGED = "managedPolicyArns";
const ARN = s.arnOf("policy", "Read");

describe("isSet", () => {
  const role = s.role("app");
  const computed = s.withOutputs(role, { [MANAGED]: [ARN] });
  const first = s.withOutputs(role, { [MANAGED]: s.unknown() });
  const seen = (...set: string[]) => new Map([[role.urn, new Set(set)]]);

  it("goes by the inputs where they were seen", () => {
    assert.equal(isSetByProgram(computed, MANAGED, seen()), "no");
    assert.equal(isSetByProgram(computed, MANAGED, seen(MANAGED)), "yes");
    assert.equal(isSetByProgram(first, MANAGED, seen(MANAGED)), "yes");
  });

  it("else by the properties that have dependencies", () => {
    const propertyDependencies = { [MANAGED]: ["urn:policy"] };
    assert.equal(isSetByProgram({ ...first, propertyDependencies }, MANAGED, new Map()), "yes");
  });

  it("else by a list of all inputs, which properties without dependencies give away", () => {
    const propertyDependencies = { name: [] };
    assert.equal(isSetByProgram({ ...computed, propertyDependencies }, MANAGED, new Map()), "no");
  });

  it("else takes a known value for set and an unknown one for computed", () => {
    assert.equal(isSetByProgram(computed, MANAGED, new Map()), "assumed");
    assert.equal(isSetByProgram(first, MANAGED, new Map()), "no");
  });

  it("is plain for properties that nobody computes", () => {
    assert.equal(isSetByProgram(s.role("app", { path: s.unknown() }), "path", seen()), "yes");
    assert.equal(isSetByProgram(role, "path", seen()), "no");
  });
});

describe("setAmong", () => {
  it("names the properties that the inputs set, known or not", () => {
    const inputs = { name: "a", [MANAGED]: s.unknown(), inlinePolicies: undefined };
    assert.deepEqual(setAmong(inputs), new Set(["name", MANAGED]));
  });
});

describe("a dropped attachment", () => {
  const read = s.policy("Read", [s.statement("s3:GetObject")]);
  const stale = s.withOutputs(s.role("app"), {
    [MANAGED]: [ARN],
    inlinePolicies: [{ name: "Old", policy: JSON.stringify(s.document(s.statement("s3:*"))) }],
  });
  const documents = (inputs: Map<string, Set<string>>) =>
    buildModel([stale, read], {}, inputs).principal("role/app")?.documents;

  it("is not hidden by the role's outputs of before", () => {
    assert.deepEqual(documents(new Map([[stale.urn, new Set()]])), []);
  });

  it("is no matter where the program set the properties", () => {
    assert.equal(documents(new Map([[stale.urn, new Set([MANAGED, "inlinePolicies"])]]))?.length, 2);
  });
});

describe("an inline policy that changes", () => {
  it("is not hidden by the role's outputs of before, though nothing tells who set them", () => {
    const before = { name: "data", policy: JSON.stringify(s.document(s.statement("s3:*"))) };
    const refreshed = s.withOutputs(s.role("app"), { inlinePolicies: [before] });
    const now = s.rolePolicy("app", "data", [s.statement("s3:GetObject")]);
    const [document, ...others] = buildModel([refreshed, now]).principal("role/app")?.documents ?? [];
    assert.deepEqual([document?.urn, others], [now.urn, []]);
  });
});

describe("an AWS managed policy that does not exist", () => {
  const attached = s.attachment("app", "arn:aws:iam::aws:policy/SecretsManagerReadOnly");
  const gapOf = (reported?: Reported) =>
    buildModel([s.role("app"), attached], {}, new Map(), reported).principal("role/app")?.unknowns[0];

  it("is no gap any more where that has been reported of the attachment", () => {
    const arn = attached.inputs.policyArn as string;
    const cause: Reported["cause"] = (asked) =>
      causeKey(asked) === causeKey({ kind: "absent-managed-policy", urn: attached.urn, arn });
    assert.equal(gapOf({ ...NOTHING_REPORTED, cause })?.deniesNothing, true);
    assert.equal(gapOf()?.deniesNothing, undefined);
  });

  it("may deny as long as config takes it for a new one, or nobody reports it", async () => {
    const asked = { required: [{ role: "app", actions: ["s3:GetObject"], resources: ["*"] }] };
    const stack = [s.role("app"), s.rolePolicy("app", "data", [s.statement("s3:GetObject")]), attached];
    const unproven = async (config: PackConfig) =>
      (await judge(stack, { "task-role-required-actions": asked, ...config })).filter(
        ({ policy }) => policy === "task-role-required-actions",
      ).length;
    assert.equal(await unproven({}), 0);
    assert.equal(await unproven({ "aws-managed-policy-exists": "disabled" }), 1);
    const newPolicies = ["arn:aws:iam::aws:policy/SecretsManagerReadOnly"];
    assert.equal(await unproven({ "aws-managed-policy-exists": { newPolicies } }), 1);
  });
});
