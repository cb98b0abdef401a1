import assert from "node:assert/strict";
import { LiveOrganization } from "../../../commands/account/live-organization";
import type { RegionalClients } from "../../../commands/account/resource-policies/regional-clients";

const ACCOUNT = "111122223333";
const PARENTS: Record<string, string> = { [ACCOUNT]: "ou-team", "ou-team": "ou-all", "ou-all": "r-root" };

function organizationThat(answers: Record<string, (input: Record<string, string>) => unknown>) {
  const client = {
    send: ({
      constructor: { name },
      input,
    }: {
      constructor: { name: string };
      input: Record<string, string>;
    }) => Promise.resolve(input).then(answers[name.replace(/Command$/, "")]),
  };
  const clients = { home: "eu-central-1", of: () => client } as unknown as RegionalClients;
  return new LiveOrganization(clients, ACCOUNT);
}

function failing(name: string): never {
  throw Object.assign(new Error(name), { name });
}

const DESCRIBED = { Organization: { Id: "o-1", MasterAccountId: "999999999999" } };

describe("verify: the organization of an account", () => {
  it("reads its policies level by level from the root, without those that AWS gives all resources", async () => {
    const organization = organizationThat({
      DescribeOrganization: () => DESCRIBED,
      ListParents: ({ ChildId }) => ({ Parents: [{ Id: PARENTS[ChildId!] }] }),
      ListPoliciesForTarget: ({ TargetId, Filter, NextToken }) => {
        if (Filter === "RESOURCE_CONTROL_POLICY")
          return {
            Policies: [{ Id: "p-RCPFullAWSAccess" }, ...(TargetId === "r-root" ? [{ Id: "rcp" }] : [])],
          };
        if (TargetId === "r-root" && !NextToken) return { Policies: [{ Id: "p-z" }], NextToken: "more" };
        return { Policies: [{ Id: `p-${TargetId}` }] };
      },
      DescribePolicy: ({ PolicyId }) => ({
        Policy: {
          Content: JSON.stringify({ Id: PolicyId }),
          PolicySummary: { AwsManaged: PolicyId!.includes("Full") },
        },
      }),
    });
    assert.equal(await organization.id(), "o-1");
    assert.deepEqual(await organization.policies(), {
      serviceControlPolicies: [
        [{ Id: "p-r-root" }, { Id: "p-z" }],
        [{ Id: "p-ou-all" }],
        [{ Id: "p-ou-team" }],
        [{ Id: `p-${ACCOUNT}` }],
      ],
      resourceControlPolicies: [{ Id: "rcp" }],
    });
  });

  it("takes levels without any for an organization that does not use them", async () => {
    const organization = organizationThat({
      DescribeOrganization: () => DESCRIBED,
      ListParents: () => ({ Parents: [{ Id: "r-root" }] }),
      ListPoliciesForTarget: () => ({ Policies: [] }),
    });
    assert.deepEqual(await organization.policies(), {
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    });
  });

  it("limits no management account", async () => {
    const organization = organizationThat({
      DescribeOrganization: () => ({ Organization: { Id: "o-1", MasterAccountId: ACCOUNT } }),
    });
    assert.deepEqual(await organization.policies(), {
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    });
  });

  it("tells an account without organization from one that may not look", async () => {
    const without = organizationThat({
      DescribeOrganization: () => failing("AWSOrganizationsNotInUseException"),
    });
    assert.equal(await without.id(), undefined);
    assert.equal(await without.policies(), undefined);
    const refused = organizationThat({
      DescribeOrganization: () => DESCRIBED,
      ListParents: () => failing("AccessDeniedException"),
    });
    await assert.rejects(refused.policies(), { name: "AccessDeniedException" });
    assert.equal(await refused.id(), "o-1");
  });
});
