import assert from "node:assert/strict";
import { readManagedPolicies } from "../../../../policypack/scripts/managed-policy-entries";
import { actionFacts } from "../../../../policypack/evaluation/catalogue/actions";
import { actionAcceptsResource } from "../../../../policypack/evaluation/catalogue/action-resources";
import { ESCALATION_ACTIONS } from "../../../../policypack/policies/no-privilege-escalation/escalation-actions";
import { BORROWED_RIGHTS } from "../../../../policypack/policies/no-privilege-escalation/existing-resources";
import {
  OWN_PURPOSE_SERVICES,
  PASS_ROLE_SERVICES,
} from "../../../../policypack/policies/no-privilege-escalation/pass-role-services";

describe("tables of escalations", () => {
  it("name actions that AWS has", () => {
    const actions = [
      ...ESCALATION_ACTIONS.map(({ action }) => action),
      ...BORROWED_RIGHTS.flatMap(({ actions: needed }) => needed.flat()),
      ...PASS_ROLE_SERVICES.flatMap(({ ways }) => ways.flat(2)),
    ];
    assert.deepEqual(
      actions.filter((action) => !actionFacts(action)),
      [],
    );
  });

  it("name existing things on which the actions can be allowed", () => {
    for (const { actions, everything } of BORROWED_RIGHTS) {
      const arn = everything
        .replace("PARTITION", "aws")
        .replace("REGION", "eu-central-1")
        .replace("ACCOUNT", "111122223333");
      for (const action of actions[0] ?? [])
        assert.ok(actionAcceptsResource(action, arn), `${action} on ${arn}`);
    }
  });

  it("know every service to which a policy of AWS lets roles be passed", () => {
    const known = new Set([...PASS_ROLE_SERVICES.map(({ service }) => service), ...OWN_PURPOSE_SERVICES]);
    const named = readManagedPolicies().flatMap(({ versions, latestVersionId }) =>
      servicesIn(versions[latestVersionId]?.document),
    );
    assert.ok(named.length > 300);
    const unknown = new Set(named.map(inPartitionAws).filter((service) => !known.has(service)));
    assert.deepEqual([...unknown], []);
  });

  it("take no service for both", () => {
    const both = PASS_ROLE_SERVICES.filter(({ service }) => OWN_PURPOSE_SERVICES.includes(service));
    assert.deepEqual(both, []);
  });
});

/** The values of `iam:PassedToService`, in whatever statement and operator. */
function servicesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key.toLowerCase() === "iam:passedtoservice" ? [inner as string | string[]].flat() : servicesIn(inner),
  );
}

/** `ec2.*`, `ec2.amazonaws.com.cn` and `dms.*.amazonaws.com` are the same services elsewhere. */
function inPartitionAws(service: string): string {
  return service
    .replace(/\.\*$|\.amazonaws\.com\*$|\.amazonaws\.com\.cn$/, ".amazonaws.com")
    .replace(/\.\*\.amazonaws/, ".amazonaws")
    .replace(/-us-gov\.amazonaws/, ".amazonaws");
}
