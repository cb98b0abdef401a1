import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../policypack/evaluation/types";
import { documentsOf } from "../../../../policypack/graph/resources/carried-documents";
import type { PlainResource } from "../../../../policypack/graph/types";

const resource = (type: string, props: Record<string, unknown>): PlainResource => ({
  urn: `urn:pulumi:dev::app::${type}::it`,
  type,
  name: "it",
  props,
  propertyDependencies: {},
  dependencies: [],
});
const found = (type: string, props: Record<string, unknown>) =>
  documentsOf(resource(type, props)).map(({ kind, name, path, value }) => [kind, name, path, value]);

describe("documentsOf", () => {
  it("finds the one document of a policy, by its own name or else the resource's", () => {
    assert.deepEqual(found("aws:iam/policy:Policy", { name: "P", policy: "{}" }), [
      ["customer-managed", "P", "policy", "{}"],
    ]);
    assert.deepEqual(found("aws:iam/rolePolicy:RolePolicy", { policy: "{}" }), [
      ["inline", "it", "policy", "{}"],
    ]);
    assert.deepEqual(found("aws-native:iam:ManagedPolicy", { policyDocument: { a: 1 } }), [
      ["customer-managed", "it", "policyDocument", { a: 1 }],
    ]);
  });

  it("finds a role's trust and inline documents", () => {
    assert.deepEqual(
      found("aws:iam/role:Role", {
        name: "R",
        assumeRolePolicy: "{}",
        inlinePolicies: [{ name: "I", policy: "{}" }],
      }),
      [
        ["trust", "R", "assumeRolePolicy", "{}"],
        ["inline", "I", "inlinePolicies[0].policy", "{}"],
      ],
    );
    assert.deepEqual(
      found("aws-native:iam:Role", {
        assumeRolePolicyDocument: {},
        policies: [{ policyName: "I", policyDocument: {} }],
      }).map(([, name, path]) => [name, path]),
      [
        ["it", "assumeRolePolicyDocument"],
        ["I", "policies[0].policyDocument"],
      ],
    );
  });

  it("lists a required document that is missing, and no empty placeholder", () => {
    assert.deepEqual(found("aws:iam/role:Role", { inlinePolicies: [{}] }), [
      ["trust", "it", "assumeRolePolicy", undefined],
    ]);
    assert.deepEqual(
      found("aws:iam/role:Role", { assumeRolePolicy: "{}", inlinePolicies: [{ name: "I" }] })[1],
      ["inline", "I", "inlinePolicies[0].policy", undefined],
    );
  });

  it("hands on what is unknown or of the wrong type, at any depth", () => {
    const paths = (inlinePolicies: unknown) =>
      found("aws:iam/role:Role", { assumeRolePolicy: "{}", inlinePolicies }).slice(1);
    assert.deepEqual(paths(UNKNOWN), [["inline", "it", "inlinePolicies", UNKNOWN]]);
    assert.deepEqual(paths([UNKNOWN]), [["inline", "it", "inlinePolicies[0]", UNKNOWN]]);
    assert.deepEqual(paths([7]), [["inline", "it", "inlinePolicies[0]", 7]]);
    assert.deepEqual(paths([{ name: UNKNOWN, policy: UNKNOWN }]), [
      ["inline", "it", "inlinePolicies[0].policy", UNKNOWN],
    ]);
  });

  it("tells which principals an aws-native Policy is embedded in", () => {
    const [carried] = documentsOf(
      resource("aws-native:iam:Policy", { policyDocument: {}, roles: ["a"], groups: ["b"] }),
    );
    assert.deepEqual(carried?.holders, ["role", "group"]);
  });

  it("leaves resource-based policies alone", () => {
    assert.deepEqual(found("aws:sqs/queuePolicy:QueuePolicy", { policy: "{}" }), []);
  });
});
